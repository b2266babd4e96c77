import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { BSONRegExp, Int32 } from 'bson';
import { run } from '../src/commands.mjs';
import { Storage } from '../src/storage.mjs';

const int = (value) => new Int32(value);
let storage;

beforeEach(() => {
  storage = new Storage();
  run(storage, { insert: 'c', $db: 'd', documents: [{ _id: 1, n: int(1), text: 'x', list: ['a'], none: null, inner: { a: int(1) } }] });
});

/** The code of the error, or the document afterwards. */
function after(u, { q = { _id: 1 }, ...more } = {}) {
  const { writeErrors } = run(storage, { update: 'c', $db: 'd', updates: [{ q, u, ...more }] });
  return writeErrors ? writeErrors[0].code : run(storage, { find: 'c', $db: 'd', filter: { _id: 1 } }).cursor.firstBatch[0];
}

test('two changes of one path or of one that leads to it conflict', () => {
  assert.equal(after({ $set: { n: 1 }, $inc: { n: int(1) } }), 40);
  assert.equal(after({ $set: { inner: {} }, $unset: { 'inner.a': '' } }), 40);
  assert.equal(after({ $set: { 'inner.a': 1, 'inner.b': 1 }, $setOnInsert: { innermost: 1 } }).inner.b, 1);
});

test('an operator is refused on a value or with an argument of the wrong type', () => {
  assert.equal(after({ $inc: { text: int(1) } }), 14);
  assert.equal(after({ $inc: { none: int(1) } }), 14);
  assert.equal(after({ $inc: { n: 'one' } }), 14);
  assert.equal(after({ $addToSet: { n: 1 } }), 2);
  assert.equal(after({ $set: 'n' }), 9);
  assert.equal(after({ $inc: { n: int(2) } }).n.value, 3);
  assert.deepEqual(after({ $addToSet: { list: { $each: ['a', 'b', 'b'] } } }).list, ['a', 'b']);
});

test('a path through a value that holds no fields cannot be set, and may be taken out', () => {
  assert.equal(after({ $set: { 'n.a': 1 } }), 28);
  assert.equal(after({ $set: { 'list.first': 1 } }), 28);
  assert.equal(after({ $set: { 'none.a': 1 } }), 28);
  assert.equal(after({ $unset: { 'n.a': '', 'not.there': '' } }).n.value, 1);
  assert.deepEqual(after({ $set: { 'list.2': 'c', 'made.deep.down': 1 } }).list, ['a', null, 'c']);
});

test('an id cannot be changed, and not every value can be one', () => {
  assert.equal(after({ $set: { _id: 2 } }), 66);
  assert.equal(after({ $unset: { _id: '' } }), 66);
  assert.equal(after({ _id: 2 }), 66);
  assert.equal(after({ $set: { _id: [1] } }, { q: { other: 1 }, upsert: true }), 53);
  assert.equal(after({ $set: { _id: { $a: 1 } } }, { q: { other: 1 }, upsert: true }), 52);
  const inserted = (_id) => run(storage, { insert: 'c', $db: 'd', documents: [{ _id }] }).writeErrors?.[0].code;
  assert.equal(inserted([1]), 2);
  assert.equal(inserted(new BSONRegExp('a', '')), 2);
  assert.equal(inserted({ $a: 1 }), 52);
  assert.equal(inserted({ a: 1 }), undefined);
});

test('names that begin with a dollar are for operators', () => {
  assert.equal(after({ $set: { $x: 1 } }), 52);
  assert.equal(after({ $set: { 'inner.$x': 1 } }), 52);
  assert.equal(after({ x: 1, $set: { n: 1 } }), 52);
  assert.equal(after({ $set: { n: 1 }, x: { a: 1 } }), 9);
  assert.equal(after({ $push: { list: 1 } }), 9);
  assert.deepEqual(after({ $set: { inner: { $x: 1 } } }).inner, { $x: 1 });
});

test('a replacement is for one document', () => {
  assert.equal(after({ x: 1 }, { multi: true }), 9);
  assert.deepEqual(after({ x: 1 }), { _id: 1, x: 1 });
});

test('a pipeline has stages that updates allow, each with one name and no conflicting paths', () => {
  assert.equal(after([{ $match: {} }]), 72);
  assert.equal(after([{ $set: { a: 1 }, $unset: 'b' }]), 40323);
  assert.equal(after([{ $set: { 'inner.a': 1, inner: {} } }]), 40176);
  assert.equal(after([{ $set: {} }]), 40177);
  assert.equal(after([{ $set: { a: { $rand: {} } } }], { q: { _id: 'nobody' } }), 168);
  assert.equal(after([{ $set: { 'inner.b': 2 } }, { $unset: 'text' }]).text, undefined);
});

test('an upsert takes no condition by expression, also where it would find a document', () => {
  const condition = { $expr: { $lte: ['$n', '$$NOW'] } };
  assert.equal(after({ $set: { n: 2 } }, { q: condition, upsert: true }), 224);
  assert.equal(after({ $set: { n: 2 } }, { q: { $or: [{ _id: 1 }, condition] }, upsert: true }), 224);
  assert.equal(after({ $set: { n: int(2) } }, { q: condition }).n.value, 2);
});

test('findAndModify either updates or removes', () => {
  const code = (command) => { try { run(storage, { findAndModify: 'c', $db: 'd', query: { _id: 1 }, ...command }); } catch (error) { return error.code; } };
  assert.equal(code({}), 9);
  assert.equal(code({ remove: true, update: { $set: { n: 1 } } }), 9);
  assert.equal(code({ remove: true, new: true }), 9);
  assert.equal(code({ remove: true, upsert: true }), 9);
  assert.equal(code({ update: { $set: { n: 1 }, $unset: { n: 1 } } }), 40);
  assert.equal(code({ query: { $expr: true }, update: { $set: { n: 1 } }, upsert: true }), 224);
  assert.equal(code({ remove: true }), undefined);
});

test('a deletion is of one or of all', () => {
  const remove = (limit) => run(storage, { delete: 'c', $db: 'd', deletes: [{ q: {}, limit: int(limit) }] });
  assert.equal(remove(2).writeErrors[0].code, 9);
  assert.equal(remove(0).n, 1);
});

test('options that would be ignored are refused', () => {
  assert.equal(after({ $set: { n: 1 } }, { arrayFilters: [] }), 2);
  assert.throws(() => run(storage, { find: 'c', $db: 'd', collation: { locale: 'en' } }), { code: 2 });
});
