// BSON values: their order, equality and arithmetic. Numbers are Int32, Long, Double and Decimal128 objects throughout.
import { Decimal128, Double, Int32, Long } from 'bson';

export const fault = (code, codeName, message, reply) => Object.assign(new Error(message), { code, codeName, reply });
export const badValue = (message) => fault(2, 'BadValue', message);

// The order in which MongoDB sorts types.
export function rank(value) {
  if (value === undefined) return 0;
  if (value === null) return 2;
  if (isNumber(value)) return 3;
  if (typeof value === 'string') return 4;
  if (Array.isArray(value)) return 6;
  if (typeof value === 'boolean') return 9;
  if (value instanceof Date) return 10;
  return { ObjectId: 8, Binary: 7, Timestamp: 11, BSONRegExp: 12, MinKey: -1, MaxKey: 99 }[value._bsontype] ?? 5;
}

export const typeName = (value) => {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  return { Int32: 'int', Long: 'long', Double: 'double', Decimal128: 'decimal', ObjectId: 'objectId', Binary: 'binData', BSONRegExp: 'regex' }[value._bsontype] ?? 'object';
};

export const isNumber = (value) => typeof value === 'number' || ['Int32', 'Long', 'Double', 'Decimal128'].includes(value?._bsontype);
export const isDocument = (value) => value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date) && value._bsontype === undefined;

// As a bigint when it is whole and otherwise as a double, so that int64 is compared exactly.
function exact(value) {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (value._bsontype === 'Long') return (BigInt(value.high) << 32n) | BigInt(value.low >>> 0);
  if (value._bsontype === 'Int32') return BigInt(value.value);
  const number = value._bsontype === 'Decimal128' ? Number(value.toString()) : value.value;
  return Number.isInteger(number) ? BigInt(number) : number;
}

export const toNumber = (value) => Number(exact(value));

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// By their UTF-8 bytes. Only halves of an emoji stand elsewhere in JavaScript's own order.
const surrogates = /[\ud800-\udfff]/;
function compareTexts(a, b) {
  if (a === b) return 0;
  return surrogates.test(a) || surrogates.test(b) ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : order(a, b);
}

export function compare(a, b) {
  const byType = order(rank(a), rank(b));
  if (byType !== 0) return byType;
  switch (rank(a)) {
    case 3: return order(exact(a), exact(b));
    case 4: return compareTexts(a, b);
    case 5: return compareDocuments(a, b);
    case 6: return compareLists(a, b);
    case 7: return Buffer.compare(a.buffer, b.buffer);
    case 8: return Buffer.compare(a.id, b.id);
    case 9: return order(Number(a), Number(b));
    case 10: return order(a.getTime(), b.getTime());
    default: return 0;
  }
}

export const equal = (a, b) => compare(a, b) === 0;

/** Of one type and value: what an update would not change. */
export function identical(a, b) {
  if (a === b) return true;
  const type = typeName(a);
  if (type !== typeName(b)) return false;
  switch (type) {
    case 'long': return a.high === b.high && a.low === b.low;
    case 'int': case 'double': return Object.is(a.value, b.value);
    case 'array': return a.length === b.length && a.every((item, i) => identical(item, b[i]));
    case 'object': {
      const [left, right] = [Object.keys(a), Object.keys(b)];
      return left.length === right.length && left.every((name, i) => name === right[i] && identical(a[name], b[name]));
    }
    case 'decimal': return a.toString() === b.toString();
    default: return equal(a, b);
  }
}

function compareLists(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const item = compare(a[i], b[i]);
    if (item !== 0) return item;
  }
  return order(a.length, b.length);
}

function compareDocuments(a, b) {
  const [left, right] = [Object.entries(a), Object.entries(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const item = order(rank(left[i][1]), rank(right[i][1])) || order(left[i][0], right[i][0]) || compare(left[i][1], right[i][1]);
    if (item !== 0) return item;
  }
  return order(left.length, right.length);
}

// A text that is equal for equal values: the key of maps.
export function keyOf(value) {
  switch (rank(value)) {
    case 0: case 2: return 'null';
    case 3: return `n${exact(value)}`;
    case 4: return `s${JSON.stringify(value)}`;
    case 5: return `{${Object.entries(value).map(([k, v]) => `${JSON.stringify(k)}:${keyOf(v)}`)}}`;
    case 6: return `[${value.map(keyOf)}]`;
    case 7: return `b${value.toString('hex')}`;
    case 8: return `o${value.toHexString()}`;
    case 10: return `d${value.getTime()}`;
    default: return String(value);
  }
}

// The sum has the widest type of its parts; a date plus milliseconds is a date.
export function add(values) {
  if (values.some((value) => value === null || value === undefined)) return null;
  const date = values.find((value) => value instanceof Date);
  if (date) return new Date(values.reduce((sum, value) => sum + (value instanceof Date ? value.getTime() : toNumber(value)), 0));
  const wrong = values.find((value) => !isNumber(value));
  if (wrong !== undefined) throw fault(14, 'TypeMismatch', `$add only supports numeric or date types, not ${typeName(wrong)}`);
  const types = values.map(typeName);
  if (types.includes('decimal')) return Decimal128.fromString(String(values.reduce((sum, value) => sum + toNumber(value), 0)));
  if (types.includes('double')) return new Double(values.reduce((sum, value) => sum + toNumber(value), 0));
  const sum = values.reduce((total, value) => total + exact(value), 0n);
  return types.includes('long') || sum > 2147483647n || sum < -2147483648n ? Long.fromBigInt(sum) : new Int32(Number(sum));
}

export const truthy = (value) => !(value === undefined || value === null || value === false || (isNumber(value) && toNumber(value) === 0));
