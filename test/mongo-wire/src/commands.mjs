// The commands that Batchline's use of the driver sends.
import { Double, Long } from 'bson';
import { fault, toNumber, truthy } from './values.mjs';
import { aggregate, project, sort } from './pipelines.mjs';
import { checkFilter } from './filterRules.mjs';
import { checkPipeline } from './pipelineRules.mjs';
import { refuseOptions } from './writeRules.mjs';
import { findAndModify, insert, remove, update } from './writes.mjs';
import { getMore, killCursors, page } from './cursors.mjs';
import { createIndexes, dropIndexes, listIndexes } from './indexes.mjs';
import { record, recorded, retryKey } from './retries.mjs';
import { MAX_DOCUMENT } from './limits.mjs';

/** failing: a statement of a write that is to fail, and how. */
export function run(storage, command, failing) {
  const [name] = Object.keys(command);
  const handler = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!handler) throw fault(59, 'CommandNotFound', `no such command: '${name}'`);
  const retry = retryKey(command, name);
  if (retry && recorded(retry)) return recorded(retry);
  refuseOptions(command);
  const reply = { ...handler(storage, command, new Date(), failing), ok: new Double(1) };
  if (retry && !failing) record(retry, reply);
  return reply;
}

function find(storage, command, now) {
  const collection = storage.find(command.$db, command.find);
  for (const name of ['skip', 'limit', 'batchSize']) notNegative(command, 'find', name);
  checkFilter(command.filter ?? {});
  const needed = toNumber(command.skip ?? 0) + limitOf(command);
  let rows = byId(collection, command, now, needed);
  if (!rows) {
    rows = collection.match(command.filter ?? {}, now, command.sort ? Infinity : needed);
    if (command.sort) rows = sort(rows, command.sort, needed);
  }
  rows = rows.slice(toNumber(command.skip ?? 0)).slice(0, limitOf(command));
  if (command.projection) rows = rows.map((row) => project(row, command.projection, now));
  return page(collection.namespace, rows, command.batchSize, truthy(command.singleBatch));
}

/** In the order of the ids, without looking at more documents than are needed; undefined: another order is asked for. */
const byId = (collection, { filter, sort: order }, now, needed) =>
  Object.keys(order ?? {}).join() === '_id' ? collection.inOrder(filter ?? {}, now, toNumber(order._id), needed) : undefined;

function notNegative(command, name, field) {
  const value = toNumber(command[field] ?? 0);
  if (value < 0) throw fault(51024, 'Location51024', `BSON field '${name}.${field}' value must be >= 0, actual value '${value}'`);
}

const limitOf = (command) => toNumber(command.limit ?? 0) || Infinity;

function aggregateRows(storage, command, now) {
  const collection = storage.find(command.$db, command.aggregate);
  checkPipeline(command.pipeline);
  const [first, ...rest] = command.pipeline;
  const rows = first?.$match
    ? aggregate(collection.match(first.$match, now), rest, now)
    : aggregate(collection.match({}, now), command.pipeline, now);
  return page(collection.namespace, rows, command.cursor?.batchSize, false);
}

function listCollections(storage, command) {
  const names = [...storage.collections.keys()].filter((name) => name.startsWith(`${command.$db}.`));
  const rows = names.map((name) => ({ name: name.slice(command.$db.length + 1), type: 'collection', options: {} }));
  return page(`${command.$db}.$cmd.listCollections`, rows, undefined, true);
}

function count(storage, command, now) {
  checkFilter(command.query ?? {});
  return { n: Long.fromNumber(storage.find(command.$db, command.count).match(command.query ?? {}, now).length) };
}

const commands = {
  ping: () => ({}),
  endSessions: () => ({}),
  buildInfo: () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], maxBsonObjectSize: MAX_DOCUMENT }),
  insert,
  update,
  delete: remove,
  findAndModify,
  find,
  aggregate: aggregateRows,
  getMore: (storage, command) => getMore(command),
  killCursors: (storage, command) => killCursors(command),
  createIndexes,
  listIndexes,
  dropIndexes,
  listCollections,
  drop: (storage, command) => { storage.drop(`${command.$db}.${command.drop}`); return {}; },
  dropDatabase: (storage, command) => { storage.dropDatabase(command.$db); return { dropped: command.$db }; },
  count,
};
