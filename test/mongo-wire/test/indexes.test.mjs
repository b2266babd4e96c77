import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BSONRegExp, Int32 } from 'bson';
import { run } from '../src/commands.mjs';
import { Storage } from '../src/storage.mjs';

const up = (...names) => Object.fromEntries(names.map((name) => [name, new Int32(1)]));

function code(storage, ...indexes) {
  try {
    run(storage, { createIndexes: 'c', $db: 'd', indexes });
    return undefined;
  } catch (error) {
    return error.code;
  }
}

const partial = (partialFilterExpression) => code(new Storage(), { key: up('a'), name: 'a_1', partialFilterExpression });

test('a partial index takes the conditions MongoDB allows there', () => {
  assert.equal(partial({ a: 1, b: { $gt: 1, $lte: 5 }, c: { $exists: true }, d: { $type: 'string' } }), undefined);
  assert.equal(partial({ $and: [{ a: { $eq: 1 } }, { $or: [{ b: { $in: [1, 2] } }] }] }), undefined);
});

test('a partial index takes no other conditions', () => {
  const refused = [
    { a: { $ne: 1 } }, { a: { $nin: [1] } }, { a: { $exists: false } }, { a: { $not: { $gt: 1 } } }, { a: { $regex: 'x' } }, { a: new BSONRegExp('x', '') },
    { $nor: [{ a: 1 }] }, { $and: [{ a: { $ne: null } }] },
  ];
  for (const filter of refused) assert.equal(partial(filter), 67, JSON.stringify(filter));
});

test('a name belongs to one index', () => {
  const storage = new Storage();
  assert.equal(code(storage, { key: up('a'), name: 'first' }), undefined);

  assert.equal(code(storage, { key: up('a'), name: 'first' }), undefined);
  assert.equal(code(storage, { key: up('b'), name: 'first' }), 86);
  assert.equal(code(storage, { key: up('a'), name: 'first', unique: true }), 86);
  assert.equal(code(storage, { key: up('a'), name: 'first', partialFilterExpression: { a: 1 } }), 86);
  assert.equal(code(storage, { key: up('a'), name: 'first', expireAfterSeconds: new Int32(5) }), 85);
});

test('the same index cannot have two names, one with another condition or uniqueness is another', () => {
  const storage = new Storage();
  assert.equal(code(storage, { key: up('a', 'b'), name: 'first' }), undefined);

  assert.equal(code(storage, { key: up('a', 'b'), name: 'second' }), 85);
  assert.equal(code(storage, { key: up('b', 'a'), name: 'third' }), undefined);
  assert.equal(code(storage, { key: up('a', 'b'), name: 'fourth', unique: true }), undefined);
  assert.equal(code(storage, { key: up('a', 'b'), name: 'fifth', partialFilterExpression: { a: 1 } }), undefined);
});

test('one of several that is wrong leaves none behind', () => {
  const storage = new Storage();

  assert.equal(code(storage, { key: up('a'), name: 'a_1' }, { key: up('b'), name: 'a_1' }), 68);
  assert.equal(code(storage, { key: up('a'), name: 'a_1' }, { key: {}, name: 'none' }), 67);
  assert.equal(code(storage, { key: up('a'), name: 'a_1' }, { key: up('b') }), 9);
  assert.equal(code(storage, { key: up('a'), name: 'a_1' }, { key: { b: new Int32(0) }, name: 'b_0' }), 67);
  assert.equal(code(storage, { key: up('a'), name: 'a_1' }, { key: up('b'), name: 'b_1', sparse: true }), 2);
  assert.equal(code(storage), 2);
  assert.throws(() => run(storage, { listIndexes: 'c', $db: 'd' }), { code: 26 });
});
