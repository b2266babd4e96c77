// Conditions of queries. Comparisons look at values of the same type only, as MongoDB's do.
import { badValue, compare, equal, isDocument, isNumber, rank, toNumber, truthy, typeName } from './values.mjs';
import { evaluate, scopeOf } from './expressions.mjs';
import { valuesAt } from './paths.mjs';

export function matches(document, filter, now) {
  return Object.entries(filter).every(([name, condition]) => {
    switch (name) {
      case '$and': return condition.every((part) => matches(document, part, now));
      case '$or': return condition.some((part) => matches(document, part, now));
      case '$nor': return !condition.some((part) => matches(document, part, now));
      case '$expr': return truthy(evaluate(condition, scopeOf(document, now)));
      case '$comment': return true;
      default:
        if (name.startsWith('$')) throw badValue(`unknown top level operator: ${name}`);
        return holds(valuesAt(document, name), condition);
    }
  });
}

export const isOperators = (condition) => isDocument(condition) && Object.keys(condition)[0]?.startsWith('$');

function holds(values, condition) {
  if (condition?._bsontype === 'BSONRegExp') return values.some((value) => matchesPattern(value, condition.pattern, condition.options));
  if (!isOperators(condition)) return values.some((value) => same(value, condition));
  return Object.entries(condition).every(([operator, argument]) => {
    if (operator === '$options') return true;
    const test = tests[operator];
    if (!test) throw badValue(`unknown operator: ${operator}`);
    return test(values, argument, condition);
  });
}

const same = (value, wanted) => equal(value === undefined ? null : value, wanted);
const ordered = (test) => (values, wanted) => values.some((value) => rank(value) === rank(wanted) && test(compare(value, wanted)));

const tests = {
  $eq: (values, wanted) => values.some((value) => same(value, wanted)),
  $ne: (values, wanted) => !values.some((value) => same(value, wanted)),
  $gt: ordered((c) => c > 0),
  $gte: ordered((c) => c >= 0),
  $lt: ordered((c) => c < 0),
  $lte: ordered((c) => c <= 0),
  $in: (values, list) => membership(values, list),
  $nin: (values, list) => !list.some((wanted) => holds(values, wanted)),
  $exists: (values, wanted) => values.some((value) => value !== undefined) === truthy(wanted),
  $type: (values, wanted) => values.some((value) => [wanted].flat().some((type) => type === typeName(value) || (type === 'number' && isNumber(value)))),
  $not: (values, condition) => !holds(values, condition),
  $regex: (values, pattern, { $options }) =>
    values.some((value) => matchesPattern(value, pattern.pattern ?? pattern, $options ?? pattern.options)),
  $size: (values, wanted) => values.some((value) => Array.isArray(value) && value.length === toNumber(wanted)),
  $elemMatch: (values, condition) => values.some((value) => Array.isArray(value) && value.some((item) => matches(item, condition))),
};

export const isKnown = (operator) => operator === '$options' || Object.hasOwn(tests, operator);

// Long lists come from our reads of thousands of heads: compared one by one they would be slow.
const sets = new WeakMap();
function membership(values, list) {
  if (list.length < 20) return list.some((wanted) => holds(values, wanted));
  if (!sets.has(list)) sets.set(list, new Set(list.map(identity)));
  return values.some((value) => sets.get(list).has(identity(value)));
}
const identity = (value) => (value?._bsontype === 'ObjectId' ? value.toHexString() : `${typeName(value)} ${String(value)}`);

function matchesPattern(value, pattern, options = '') {
  return typeof value === 'string' && new RegExp(pattern, `u${options.replace(/[^ims]/g, '')}`).test(value);
}
