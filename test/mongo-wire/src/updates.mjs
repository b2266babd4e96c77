// Updates of one document: by operators, by pipeline, or by replacement.
import { ObjectId } from 'bson';
import { add, badValue, compare, equal, fault, isDocument, isNumber, typeName } from './values.mjs';
import { isOperators } from './queries.mjs';
import { write } from './paths.mjs';
import { aggregate } from './pipelines.mjs';

export const isReplacement = (update) => !Array.isArray(update) && !isOperators(update);
export const isModifier = (operator) => Object.hasOwn(modifiers, operator);

export function apply(document, update, now, inserting = false) {
  const result = Array.isArray(update)
    ? aggregate([document], update, now)[0]
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
    if (path === '$and') document = Object.assign(document, ...condition.map(equalities));
    else if (!path.startsWith('$') && !isOperators(condition)) document = write(document, path.split('.'), condition);
    else if (isDocument(condition) && '$eq' in condition) document = write(document, path.split('.'), condition.$eq);
  }
  return document;
}

function operate(document, update, inserting) {
  let result = document;
  for (const [operator, fields] of Object.entries(update)) {
    if (operator === '$setOnInsert' && !inserting) continue;
    for (const [path, argument] of Object.entries(fields)) {
      const change = (old) => modifiers[operator](old, argument, path);
      result = changed(result, path.split('.'), change, operator === '$unset');
    }
  }
  return result;
}

/** A copy of what leads to the path, with the change at its end. What is taken out may be missing. */
function changed(value, [name, ...rest], change, takesOut) {
  const reaches = isDocument(value) || (Array.isArray(value) && /^\d+$/.test(name));
  if (takesOut && !(reaches && Object.hasOwn(value, name))) return value;
  if (!reaches) throw fault(28, 'PathNotViable', `Cannot create field '${name}' in element of type ${typeName(value)}`);
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const old = Object.hasOwn(value, name) ? value[name] : undefined;
  const after = rest.length > 0 ? changed(old === undefined ? {} : old, rest, change, takesOut) : change(old);
  if (after === undefined && !Array.isArray(copy)) delete copy[name];
  else copy[name] = after ?? null;
  return Array.isArray(copy) ? Array.from(copy, (item) => item ?? null) : copy;
}

function addToSet(old, argument, path) {
  if (old !== undefined && !Array.isArray(old)) {
    throw badValue(`Cannot apply $addToSet to a non-array field. Field named '${path}' has non-array type ${typeName(old)}`);
  }
  const values = isDocument(argument) && '$each' in argument ? argument.$each : [argument];
  return values.reduce((set, value) => (set.some((item) => equal(item, value)) ? set : [...set, value]), old ?? []);
}

function increment(old, by, path) {
  if (old !== undefined && !isNumber(old)) {
    throw fault(14, 'TypeMismatch', `Cannot apply $inc to a value of non-numeric type. The field '${path}' is of type ${typeName(old)}`);
  }
  return old === undefined ? by : add([old, by]);
}

const modifiers = {
  $set: (old, value) => value,
  $setOnInsert: (old, value) => value,
  $unset: () => undefined,
  $addToSet: addToSet,
  $min: (old, value) => (old === undefined || compare(value, old) < 0 ? value : old),
  $inc: increment,
};
