// Which indexes a server refuses, by themselves and beside those that are there.
import { badValue, equal, fault, isDocument, isNumber, keyOf, toNumber, truthy } from './values.mjs';
import { checkFilter } from './filterRules.mjs';
import { isOperators } from './queries.mjs';

const NOT_HERE = ['sparse', 'collation', 'wildcardProjection', 'weights', 'hidden'];
const SAME = ['v', 'ns', 'background', 'key', 'name'];
const cannot = (message) => fault(67, 'CannotCreateIndex', message);

export function checkIndex(index) {
  if (typeof index.name !== 'string') throw fault(9, 'FailedToParse', "The 'name' field is a required property of an index specification");
  if (!isDocument(index.key)) throw fault(9, 'FailedToParse', "The 'key' field is a required property of an index specification");
  const directions = Object.values(index.key);
  if (directions.length === 0) throw cannot('Index keys cannot be empty.');
  if (directions.some((direction) => isNumber(direction) && toNumber(direction) === 0)) throw cannot('Values in the index key pattern cannot be 0.');
  const foreign = directions.every(isNumber) ? NOT_HERE.find((option) => truthy(index[option])) : 'a key that is no direction';
  if (foreign) throw badValue(`${foreign} is not part of this stand-in`);
  if (index.partialFilterExpression) checkPart(index.partialFilterExpression);
}

/** Which documents a partial index may hold: as of MongoDB 6, which allows $or and $in too. */
function checkPart(filter) {
  checkFilter(filter);
  for (const [name, condition] of Object.entries(filter)) {
    if (['$and', '$or'].includes(name)) condition.forEach(checkPart);
    else if (name.startsWith('$') || condition?._bsontype === 'BSONRegExp') throw unsupported(name);
    else if (isOperators(condition)) Object.entries(condition).forEach(([operator, argument]) => checkOperator(name, operator, argument));
  }
}

function checkOperator(path, operator, argument) {
  const allowed = ['$eq', '$gt', '$gte', '$lt', '$lte', '$type', '$in'].includes(operator) || (operator === '$exists' && truthy(argument));
  if (!allowed) throw unsupported(`${path} ${operator}`);
}

const unsupported = (what) => cannot(`Expression not supported in partial index: ${what}`);

/** Whether the index is there already. One that is there and differs is an error. */
export function isThere(existing, index) {
  const named = existing.find((one) => one.name === index.name);
  const alike = existing.find((one) => signature(one) === signature(index));
  if (named && signature(named) !== signature(index)) {
    throw fault(86, 'IndexKeySpecsConflict', `An existing index has the same name as the requested index: ${index.name}`);
  }
  if (named && !sameOptions(named, index)) throw fault(85, 'IndexOptionsConflict', `An equivalent index already exists with the same name but different options: ${index.name}`);
  if (alike && !named) throw fault(85, 'IndexOptionsConflict', `Index already exists with a different name: ${alike.name}`);
  return named !== undefined;
}

/** What makes two indexes different ones. */
const signature = ({ key, unique, partialFilterExpression }) => keyOf([key, truthy(unique), partialFilterExpression ?? null]);

function sameOptions(a, b) {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !SAME.includes(name));
  return names.every((name) => equal(a[name] ?? false, b[name] ?? false));
}
