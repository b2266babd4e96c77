// Stages of aggregations and of update pipelines.
import { Int32 } from 'bson';
import { add, badValue, compare, fault, isDocument, isNumber, keyOf, toNumber, truthy } from './values.mjs';
import { evaluate, scopeOf } from './expressions.mjs';
import { matches } from './queries.mjs';
import { read, valuesAt, write } from './paths.mjs';

/** from: finds a collection of the same database. */
export function aggregate(documents, pipeline, now, from) {
  return pipeline.reduce((rows, stage) => {
    const [name] = Object.keys(stage);
    if (!stages[name]) throw fault(40324, 'Location40324', `Unrecognized pipeline stage name: '${name}'`);
    return stages[name](rows, stage[name], now, from);
  }, documents);
}

export const isStage = (name) => Object.hasOwn(stages, name);

function set(row, fields, now) {
  const scope = scopeOf(row, now);
  const values = Object.entries(fields).map(([path, part]) => [path.split('.'), evaluate(part, scope)]);
  return values.reduce((copy, [names, value]) => write(copy, names, value), row);
}

function replace(row, expression, now) {
  const value = evaluate(expression, scopeOf(row, now));
  if (!isDocument(value)) throw fault(40228, 'Location40228', "'newRoot' expression must evaluate to an object");
  return value;
}

export function project(row, fields, now) {
  const entries = Object.entries(fields);
  if (entries.length === 0) return row;
  const shown = entries.filter(([, flag]) => isDocument(flag) || typeof flag === 'string' || truthy(flag));
  if (shown.length === 0) return entries.reduce((copy, [path]) => write(copy, path.split('.'), undefined), row);
  const start = fields._id === undefined || truthy(fields._id) ? { _id: row._id } : {};
  return shown.filter(([path]) => path !== '_id').reduce((copy, [path, flag]) => {
    const names = path.split('.');
    const value = isDocument(flag) || typeof flag === 'string' ? evaluate(flag, scopeOf(row, now)) : read(row, names);
    return value === undefined ? copy : write(copy, names, value);
  }, start);
}

export function sort(rows, order, needed = Infinity) {
  const keys = Object.entries(order).map(([path, direction]) => [path.split('.'), toNumber(direction)]);
  const keyed = rows.map((row) => ({ row, values: keys.map(([names]) => read(row, names) ?? null) }));
  const inOrder = (a, b) => {
    for (let i = 0; i < keys.length; i++) {
      const result = compare(a.values[i], b.values[i]);
      if (result !== 0) return result * keys[i][1];
    }
    return 0;
  };
  if (needed === 1 && rows.length > 0) return [keyed.reduce((first, one) => (inOrder(one, first) < 0 ? one : first)).row];
  return keyed.sort(inOrder).map(({ row }) => row);
}

function group(rows, { _id, ...accumulators }, now) {
  const groups = new Map();
  for (const row of rows) {
    const id = evaluate(_id, scopeOf(row, now)) ?? null;
    const key = keyOf(id);
    if (!groups.has(key)) groups.set(key, { id, rows: [] });
    groups.get(key).rows.push(row);
  }
  return [...groups.values()].map(({ id, rows: members }) => ({
    _id: id,
    ...Object.fromEntries(Object.entries(accumulators).map(([name, accumulator]) => [name, accumulate(members, accumulator, now)])),
  }));
}

function accumulate(rows, accumulator, now) {
  const [name] = Object.keys(accumulator);
  const values = rows.map((row) => evaluate(accumulator[name], scopeOf(row, now)) ?? null);
  switch (name) {
    case '$sum': return add([new Int32(0), ...values.filter(isNumber)]);
    case '$min': return best(values, -1);
    case '$max': return best(values, 1);
    case '$first': return values[0];
    case '$push': return values;
    default: throw badValue(`unknown group operator '${name}'`);
  }
}

const best = (values, sign) => values.filter((value) => value !== null).reduce((found, value) => (found === null || compare(value, found) * sign > 0 ? value : found), null);

/** Only equality of one field with another. A missing value is equal to null, and a list to each of its items. */
function lookup(row, { from: name, localField, foreignField, as }, now, from) {
  const values = valuesAt(row, localField).map((value) => value ?? null);
  const condition = values.length === 1 ? values[0] : { $in: values };
  return write(row, as.split('.'), from(name).match({ [foreignField]: condition }, now));
}

/** Only the short form: a path. What is no list is a row of itself, what is missing or empty is none. */
function unwind(row, path) {
  const names = path.slice(1).split('.');
  const value = read(row, names);
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map((item) => write(row, names, item)) : [row];
}

const stages = {
  $match: (rows, filter, now) => rows.filter((row) => matches(row, filter, now)),
  $set: (rows, fields, now) => rows.map((row) => set(row, fields, now)),
  $addFields: (rows, fields, now) => rows.map((row) => set(row, fields, now)),
  $unset: (rows, paths) => rows.map((row) => [paths].flat().reduce((copy, path) => write(copy, path.split('.'), undefined), row)),
  $project: (rows, fields, now) => rows.map((row) => project(row, fields, now)),
  $replaceWith: (rows, expression, now) => rows.map((row) => replace(row, expression, now)),
  $replaceRoot: (rows, { newRoot }, now) => rows.map((row) => replace(row, newRoot, now)),
  $sort: (rows, order) => sort(rows, order),
  $limit: (rows, limit) => rows.slice(0, toNumber(limit)),
  $skip: (rows, skip) => rows.slice(toNumber(skip)),
  $group: group,
  $lookup: (rows, stage, now, from) => rows.map((row) => lookup(row, stage, now, from)),
  $unwind: (rows, path) => rows.flatMap((row) => unwind(row, path)),
};
