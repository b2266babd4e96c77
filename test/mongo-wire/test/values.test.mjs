import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Double, Int32, Long, ObjectId } from 'bson';
import { add, compare, keyOf } from '../src/values.mjs';
import { evaluate, scopeOf } from '../src/expressions.mjs';
import { matches } from '../src/queries.mjs';
import { apply, insertFor } from '../src/updates.mjs';
import { aggregate, project } from '../src/pipelines.mjs';
import { Storage } from '../src/storage.mjs';

const now = new Date(1_700_000_000_000);
const int = (n) => new Int32(n);

test('numbers of all types are compared by value and int64 exactly', () => {
  assert.equal(compare(int(1), new Double(1)), 0);
  assert.equal(compare(Long.fromString('9007199254740993'), Long.fromString('9007199254740992')), 1);
  assert.equal(keyOf(Long.fromNumber(5)), keyOf(int(5)));
});

test('a sum has the widest type of its parts', () => {
  assert.equal(add([int(1), int(2)])._bsontype, 'Int32');
  assert.equal(add([int(1), Long.fromNumber(2)])._bsontype, 'Long');
  assert.equal(add([now, Long.fromNumber(5)]).getTime(), now.getTime() + 5);
});

test('a comparison looks at values of its own type only', () => {
  assert.ok(!matches({ a: null }, { a: { $gt: '' } }, now));
  assert.ok(matches({}, { a: { $not: { $gt: '' } } }, now));
  assert.ok(matches({}, { a: null }, now));
  assert.ok(matches({ a: [int(1), int(2)] }, { a: int(2) }, now));
});

test('$$NOW and $$REMOVE are known to pipelines', () => {
  const changed = apply({ _id: 1, gone: 1 }, [{ $set: { at: '$$NOW', gone: '$$REMOVE' } }], now);
  assert.deepEqual(changed, { _id: 1, at: now });
});

test('names with dots and dollars survive a merge of literals', () => {
  const changed = apply({ _id: 1 }, [{ $replaceWith: { $mergeObjects: ['$$ROOT', { $literal: { 'a.b': int(1), $set: int(2) } }] } }], now);
  assert.deepEqual(Object.keys(changed), ['_id', 'a.b', '$set']);
});

test('an upsert takes the equalities of its filter', () => {
  const made = insertFor({ UUID: 'A', n: { $gt: int(1) } }, [{ $set: { x: int(1) } }], now);
  assert.deepEqual(Object.keys(made), ['_id', 'UUID', 'x']);
});

test('what is not known is refused', () => {
  assert.throws(() => matches({}, { a: { $near: 1 } }, now), { code: 2 });
  assert.throws(() => evaluate({ $rand: {} }, scopeOf({}, now)), { code: 168 });
  assert.throws(() => aggregate([], [{ $facet: {} }], now), { code: 40324 });
});

test('a projection takes nested fields', () => {
  assert.deepEqual(project({ _id: 1, a: { b: 2, c: 3 } }, { 'a.b': int(1) }, now), { _id: 1, a: { b: 2 } });
});

test('unique and partial indexes refuse a second document', () => {
  const collection = new Storage().make('db', 'c');
  collection.createIndex({ key: { a: int(1) }, name: 'a_1', unique: true, partialFilterExpression: { active: true } });
  collection.insert({ _id: new ObjectId(), a: 'x', active: true });
  collection.insert({ _id: new ObjectId(), a: 'x', active: false });
  assert.throws(() => collection.insert({ _id: new ObjectId(), a: 'x', active: true }), { code: 11000 });
  assert.equal(collection.documents.size, 2);
});
