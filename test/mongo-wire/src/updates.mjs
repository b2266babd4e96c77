// Updates of one document: by operators, by pipeline, or by replacement.
import { ObjectId } from 'bson';
import { add, compare, equal, fault, isDocument } from './values.mjs';
import { isOperators } from './queries.mjs';
import { read, write } from './paths.mjs';
import { transform } from './pipelines.mjs';

export const isReplacement = (update) => !Array.isArray(update) && !isOperators(update);

export function apply(document, update, now, inserting = false) {
  const result = Array.isArray(update)
    ? transform(document, update, now)
    : isOperators(update) ? operate(document, update, inserting) : { _id: document._id, ...update };
  if (document._id !== undefined && !equal(result._id, document._id)) {
    throw fault(66, 'ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  return result;
}

export function insertFor(filter, update, now) {
  const start = equalities(filter);
  const result = apply(isReplacement(update) && start._id !== undefined ? { _id: start._id } : isReplacement(update) ? {} : start, update, now, true);
  const { _id, ...rest } = result;
  return { _id: _id ?? new ObjectId(), ...rest };
}

function equalities(filter) {
  let document = {};
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$expr') throw fault(2, 'BadValue', '$expr is not allowed in the query predicate for an upsert');
    if (path === '$and') document = Object.assign(document, ...condition.map(equalities));
    else if (!path.startsWith('$') && !isOperators(condition)) document = write(document, path.split('.'), condition);
    else if (isDocument(condition) && '$eq' in condition) document = write(document, path.split('.'), condition.$eq);
  }
  return document;
}

function operate(document, update, inserting) {
  // One copy for all fields of the top level, and one of each document below that changes.
  const result = { ...document };
  for (const [operator, fields] of Object.entries(update)) {
    if (!operators[operator]) throw fault(9, 'FailedToParse', `Unknown modifier: ${operator}`);
    if (operator === '$setOnInsert' && !inserting) continue;
    for (const [path, argument] of Object.entries(fields)) {
      const names = path.split('.');
      if (names.includes('')) throw fault(56, 'EmptyFieldName', `The update path '${path}' contains an empty field name`);
      const [first] = names;
      const value = write({ [first]: result[first] }, names, operators[operator](read(result, names), argument))[first];
      if (value === undefined) delete result[first];
      else result[first] = value;
    }
  }
  return result;
}

const operators = {
  $set: (old, value) => value,
  $setOnInsert: (old, value) => value,
  $unset: () => undefined,
  $addToSet: (old, value) => (old === undefined ? [value] : old.some((item) => equal(item, value)) ? old : [...old, value]),
  $min: (old, value) => (old === undefined || compare(value, old) < 0 ? value : old),
  $inc: (old, value) => (old === undefined ? value : add([old, value])),
};

