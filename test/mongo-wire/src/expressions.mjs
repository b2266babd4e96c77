// Expressions of pipelines. An operator that is not here is refused, as by a server that does not know it.
import { Double, Int32, Long } from 'bson';
import { add, badValue, compare, equal, fault, isDocument, isNumber, toNumber, truthy, typeName } from './values.mjs';
import { read } from './paths.mjs';

export function evaluate(expression, scope) {
  if (typeof expression === 'string' && expression.startsWith('$')) return variable(expression, scope);
  if (Array.isArray(expression)) return expression.map((item) => evaluate(item, scope) ?? null);
  if (!isDocument(expression)) return expression;
  const names = Object.keys(expression);
  if (!names.some((name) => name.startsWith('$'))) return computeDocument(expression, scope);
  if (names.length !== 1) throw fault(15983, 'Location15983', 'an expression specification must contain exactly one field');
  const operator = operators[names[0]];
  if (!operator) throw fault(168, 'InvalidPipelineOperator', `Unrecognized expression '${names[0]}'`);
  return operator(expression[names[0]], scope);
}

/** What a server refuses before it looks at a document. */
export function checkExpression(expression) {
  if (Array.isArray(expression)) return expression.forEach(checkExpression);
  if (!isDocument(expression)) return undefined;
  const names = Object.keys(expression);
  if (names.some((name) => name.startsWith('$'))) {
    if (names.length !== 1) throw fault(15983, 'Location15983', 'an expression specification must contain exactly one field');
    if (!Object.hasOwn(operators, names[0])) throw fault(168, 'InvalidPipelineOperator', `Unrecognized expression '${names[0]}'`);
    if (names[0] === '$literal') return undefined;
  }
  return Object.values(expression).forEach(checkExpression);
}

export const scopeOf = (document, now) => ({ ROOT: document, CURRENT: document, NOW: now, REMOVE: undefined });

function variable(expression, scope) {
  const path = expression.startsWith('$$') ? expression.slice(2) : `CURRENT.${expression.slice(1)}`;
  const [name, ...rest] = path.split('.');
  if (!(name in scope)) throw fault(17276, 'Location17276', `Use of undefined variable: ${name}`);
  return read(scope[name], rest);
}

function computeDocument(expression, scope) {
  const result = {};
  for (const [name, part] of Object.entries(expression)) {
    if (name.includes('.')) throw fault(16412, 'Location16412', `FieldPath field names may not contain '.': ${name}`);
    const value = evaluate(part, scope);
    if (value !== undefined) result[name] = value;
  }
  return result;
}

const parts = (list, scope) => (Array.isArray(list) ? list : [list]).map((item) => evaluate(item, scope));
const one = (argument, scope) => parts(argument, scope)[0];
const missing = (value) => value === undefined || value === null;
const compared = (test) => (list, scope) => {
  const [a, b] = parts(list, scope);
  return test(compare(a, b));
};
const extreme = (sign) => (list, scope) =>
  parts(list, scope).flat().filter((value) => !missing(value)).reduce((best, value) => (best === null || compare(value, best) * sign > 0 ? value : best), null);

function array(value, operator) {
  if (!Array.isArray(value)) throw fault(40081, 'Location40081', `${operator} requires an array, found: ${typeName(value)}`);
  return value;
}

function convert({ input, to, onError, onNull }, scope) {
  const value = evaluate(input, scope);
  if (missing(value)) return evaluate(onNull ?? null, scope);
  if (to !== 'string') throw badValue(`$convert to ${to} is not part of this stand-in`);
  if (typeof value === 'string') return value;
  if (isNumber(value)) return typeName(value) === 'double' ? String(toNumber(value)) : value.toString();
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (onError === undefined) throw fault(241, 'ConversionFailure', `Unsupported conversion from ${typeName(value)} to string`);
  return evaluate(onError, scope);
}

function subtract([one, other]) {
  if (missing(one) || missing(other)) return null;
  if (one instanceof Date && other instanceof Date) return Long.fromNumber(one.getTime() - other.getTime());
  if (!isNumber(other)) throw fault(14, 'TypeMismatch', `can't $subtract ${typeName(other)} from ${typeName(one)}`);
  return add([one, multiply([other, new Int32(-1)])]);
}

function multiply(values) {
  if (values.some(missing)) return null;
  const wrong = values.find((value) => !isNumber(value));
  if (wrong !== undefined) throw fault(14, 'TypeMismatch', `$multiply only supports numeric types, not ${typeName(wrong)}`);
  const product = values.reduce((result, value) => result * toNumber(value), 1);
  const whole = values.every((value) => ['int', 'long'].includes(typeName(value)));
  if (!whole) return new Double(product);
  return values.some((value) => typeName(value) === 'long') || Math.abs(product) > 2147483647 ? Long.fromNumber(product) : new Int32(product);
}

function toLong(argument, scope) {
  const value = one(argument, scope);
  if (missing(value)) return null;
  if (value instanceof Date) return Long.fromNumber(value.getTime());
  if (isNumber(value)) return Long.fromNumber(Math.trunc(toNumber(value)));
  throw fault(241, 'ConversionFailure', `Unsupported conversion from ${typeName(value)} to long`);
}

const operators = {
  $literal: (value) => value,
  $eq: compared((c) => c === 0),
  $ne: compared((c) => c !== 0),
  $gt: compared((c) => c > 0),
  $gte: compared((c) => c >= 0),
  $lt: compared((c) => c < 0),
  $lte: compared((c) => c <= 0),
  $and: (list, scope) => list.every((part) => truthy(evaluate(part, scope))),
  $or: (list, scope) => list.some((part) => truthy(evaluate(part, scope))),
  $not: (argument, scope) => !truthy(one(argument, scope)),
  $cond: ([test, then, otherwise], scope) => evaluate(truthy(evaluate(test, scope)) ? then : otherwise, scope),
  $ifNull: (list, scope) => {
    const values = parts(list, scope);
    return values.find((value) => !missing(value)) ?? values.at(-1);
  },
  $add: (list, scope) => add(parts(list, scope)),
  $subtract: (list, scope) => subtract(parts(list, scope)),
  $multiply: (list, scope) => multiply(parts(list, scope)),
  $arrayElemAt: (list, scope) => {
    const [items, index] = parts(list, scope);
    if (missing(items)) return null;
    return array(items, '$arrayElemAt').at(toNumber(index));
  },
  $divide: (list, scope) => {
    const [dividend, divisor] = parts(list, scope);
    return missing(dividend) || missing(divisor) ? null : new Double(toNumber(dividend) / toNumber(divisor));
  },
  $trunc: (argument, scope) => {
    const value = one(argument, scope);
    return missing(value) ? null : new Double(Math.trunc(toNumber(value)));
  },
  $max: extreme(1),
  $min: extreme(-1),
  $toLong: toLong,
  $convert: convert,
  $type: (argument, scope) => typeName(one(argument, scope)),
  $size: (argument, scope) => new Int32(array(one(argument, scope), '$size').length),
  $in: (list, scope) => {
    const [item, items] = parts(list, scope);
    return array(items, '$in').some((other) => equal(other, item));
  },
  $filter: ({ input, as, cond }, scope) => {
    const items = evaluate(input, scope);
    return missing(items) ? null : array(items, '$filter').filter((item) => truthy(evaluate(cond, { ...scope, [as ?? 'this']: item })));
  },
  $concatArrays: (list, scope) => {
    const lists = parts(list, scope);
    return lists.some(missing) ? null : lists.flatMap((items) => array(items, '$concatArrays'));
  },
  $mergeObjects: (list, scope) => Object.assign({}, ...parts(list, scope).filter((value) => !missing(value))),
  $objectToArray: (argument, scope) => {
    const value = one(argument, scope);
    return missing(value) ? null : Object.entries(value).map(([k, v]) => ({ k, v }));
  },
  $arrayToObject: (argument, scope) => Object.fromEntries(array(one(argument, scope), '$arrayToObject').map(({ k, v }) => [k, v])),
  $regexMatch: ({ input, regex, options }, scope) => {
    const [text, pattern] = [evaluate(input, scope), evaluate(regex, scope)];
    return typeof text === 'string' && new RegExp(pattern, `u${options ?? ''}`).test(text);
  },
};
