// Commands that write.
import { Int32 } from 'bson';
import { identical, toNumber, truthy } from './values.mjs';
import { apply, insertFor } from './updates.mjs';
import { checkCount, checkInserted, checkUpdated } from './limits.mjs';
import { checkDeleteStatement, checkFindAndModify, checkInsertedId, checkUpdateStatement, checkUpsertedId } from './writeRules.mjs';
import { project, sort } from './pipelines.mjs';

/** Each item on its own; the first failure ends an ordered list. failing: the one that is to fail, and how. */
function each(items, ordered, failing, write) {
  checkCount(items);
  const errors = [];
  for (const [index, item] of items.entries()) {
    try {
      if (failing?.index === index) throw failing.fault;
      write(item, index);
    } catch (error) {
      if (error.code === undefined) throw error;
      errors.push({ index: new Int32(index), code: error.code, errmsg: error.message, ...error.reply });
      if (ordered !== false) break;
    }
  }
  return errors.length > 0 ? { writeErrors: errors } : {};
}

export function insert(storage, command, now, failing) {
  const collection = storage.make(command.$db, command.insert);
  let n = 0;
  const errors = each(command.documents, command.ordered, failing, (document) => {
    checkInserted(document);
    checkInsertedId(document._id);
    collection.insert(document);
    n++;
  });
  return { n, ...errors };
}

export function update(storage, command, now, failing) {
  const collection = storage.make(command.$db, command.update);
  const upserted = [];
  let [n, nModified] = [0, 0];
  const errors = each(command.updates, command.ordered, failing, (statement, index) => {
    checkUpdateStatement(statement);
    const { q, u, multi, upsert } = statement;
    const found = collection.match(q, now, truthy(multi) ? Infinity : 1);
    for (const document of found) nModified += change(collection, document, u, now) ? 1 : 0;
    n += found.length;
    if (found.length > 0 || !truthy(upsert)) return;
    upserted.push({ index: new Int32(index), _id: upsertInto(collection, q, u, now)._id });
    n++;
  });
  return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...errors };
}

export function remove(storage, command, now, failing) {
  const collection = storage.make(command.$db, command.delete);
  let n = 0;
  const errors = each(command.deletes, command.ordered, failing, (statement) => {
    checkDeleteStatement(statement);
    const { q, limit } = statement;
    for (const document of collection.match(q, now, toNumber(limit) || Infinity)) {
      collection.remove(document._id);
      n++;
    }
  });
  return { n, ...errors };
}

export function findAndModify(storage, command, now) {
  checkFindAndModify(command);
  const collection = storage.make(command.$db, command.findAndModify);
  const found = collection.match(command.query ?? {}, now, command.sort ? Infinity : 1);
  const [document] = command.sort ? sort(found, command.sort) : found;
  if (truthy(command.remove)) {
    if (document) collection.remove(document._id);
    return answer(command, document, now, { n: document ? 1 : 0 });
  }
  if (document) {
    const after = change(collection, document, command.update, now) ?? document;
    return answer(command, truthy(command.new) ? after : document, now, { n: 1, updatedExisting: true });
  }
  if (!truthy(command.upsert)) return answer(command, undefined, now, { n: 0, updatedExisting: false });
  const made = upsertInto(collection, command.query ?? {}, command.update, now);
  return answer(command, truthy(command.new) ? made : undefined, now, { n: 1, updatedExisting: false, upserted: made._id });
}

function answer(command, document, now, lastErrorObject) {
  const value = document && command.fields ? project(document, command.fields, now) : document;
  return { lastErrorObject, value: value ?? null };
}

/** The document afterwards; undefined when nothing changed. */
function change(collection, document, update, now) {
  const after = apply(document, update, now);
  if (identical(after, document)) return undefined;
  checkUpdated(after, { pipeline: Array.isArray(update) });
  collection.put(after);
  return after;
}

function upsertInto(collection, filter, update, now) {
  const made = insertFor(filter, update, now);
  checkUpsertedId(made._id);
  checkUpdated(made, { pipeline: Array.isArray(update), upsert: true });
  return collection.insert(made);
}
