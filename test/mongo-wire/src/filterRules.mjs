// What a server refuses in a condition before it looks at a document.
import { badValue, fault, isDocument } from './values.mjs';
import { checkExpression } from './expressions.mjs';
import { isKnown, isOperators } from './queries.mjs';

export function checkFilter(filter, { upsert = false } = {}) {
  for (const [name, condition] of Object.entries(filter)) {
    if (['$and', '$or', '$nor'].includes(name)) partsOf(name, condition).forEach((part) => checkFilter(part, { upsert }));
    else if (name === '$expr') checkExpr(condition, upsert);
    else if (name.startsWith('$') && name !== '$comment') throw badValue(`unknown top level operator: ${name}`);
    else checkCondition(condition);
  }
}

function partsOf(name, parts) {
  if (!Array.isArray(parts)) throw badValue(`${name} must be an array`);
  if (parts.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  if (!parts.every(isDocument)) throw badValue('$or/$and/$nor entries need to be full objects');
  return parts;
}

function checkExpr(expression, upsert) {
  if (upsert) throw fault(224, 'QueryFeatureNotAllowed', '$expr is not allowed in the query predicate for an upsert');
  checkExpression(expression);
}

function checkCondition(condition) {
  if (!isOperators(condition)) return;
  for (const [operator, argument] of Object.entries(condition)) {
    if (!isKnown(operator)) throw badValue(`unknown operator: ${operator}`);
    checks[operator]?.(argument, condition);
  }
}

const isPattern = (value) => value?._bsontype === 'BSONRegExp';

function checkList(operator, list) {
  if (!Array.isArray(list)) throw badValue(`${operator} needs an array`);
  if (list.some(isOperators)) throw badValue(`cannot nest $ under ${operator}`);
}

const checks = {
  $in: (list) => checkList('$in', list),
  $nin: (list) => checkList('$nin', list),
  $not: (condition) => {
    if (isPattern(condition)) return;
    if (!isDocument(condition)) throw badValue('$not needs a regex or a document');
    if (!isOperators(condition)) throw badValue('$not cannot be empty');
    checkCondition(condition);
  },
  $elemMatch: (condition) => {
    if (!isDocument(condition)) throw badValue('$elemMatch needs an Object');
    checkFilter(condition);
  },
  $regex: (pattern) => {
    if (typeof pattern !== 'string' && !isPattern(pattern)) throw badValue('$regex has to be a string');
  },
  $options: (options, condition) => {
    if (!('$regex' in condition)) throw badValue('$options needs a $regex');
  },
};
