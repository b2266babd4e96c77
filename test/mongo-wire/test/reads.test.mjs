import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BSONRegExp, Int32 } from 'bson';
import { run } from '../src/commands.mjs';
import { Storage } from '../src/storage.mjs';

// All on an empty collection: a server refuses before it looks at a document.
function code(command) {
  try {
    run(new Storage(), { ...command, $db: 'd' });
    return undefined;
  } catch (error) {
    return error.code;
  }
}

const found = (filter) => code({ find: 'c', filter });
const piped = (...pipeline) => code({ aggregate: 'c', pipeline, cursor: {} });

test('lists of conditions are lists, with something in them', () => {
  for (const name of ['$and', '$or', '$nor']) {
    assert.equal(found({ [name]: [] }), 2);
    assert.equal(found({ [name]: {} }), 2);
    assert.equal(found({ [name]: ['a'] }), 2);
    assert.equal(found({ [name]: [{ a: 1 }] }), undefined);
  }
});

test('$in takes a list, an empty one too, and no operators', () => {
  assert.equal(found({ a: { $in: 'x' } }), 2);
  assert.equal(found({ a: { $nin: { x: 1 } } }), 2);
  assert.equal(found({ a: { $in: [{ $gt: 1 }] } }), 2);
  assert.equal(found({ a: { $in: [] } }), undefined);
});

test('what is not known is refused at any depth', () => {
  assert.equal(found({ a: { $near: 1 } }), 2);
  assert.equal(found({ $and: [{ $or: [{ a: { $not: { $near: 1 } } }] }] }), 2);
  assert.equal(found({ $where: 'true' }), 2);
  assert.equal(found({ $expr: { $rand: {} } }), 168);
  assert.equal(found({ a: { $not: 1 } }), 2);
  assert.equal(found({ a: { $not: {} } }), 2);
  assert.equal(found({ a: { $options: 'i' } }), 2);
  assert.equal(found({ a: { $not: new BSONRegExp('x', '') } }), undefined);
  assert.equal(code({ count: 'c', query: { $or: [] } }), 2);
});

test('nothing is counted from below zero', () => {
  assert.equal(code({ find: 'c', limit: new Int32(-1) }), 51024);
  assert.equal(code({ find: 'c', skip: new Int32(-1) }), 51024);
  assert.equal(code({ find: 'c', batchSize: new Int32(-1) }), 51024);
  assert.equal(piped({ $limit: -1 }), 5107201);
  assert.equal(piped({ $limit: 0 }), 15958);
  assert.equal(piped({ $skip: -1 }), 5107200);
  assert.equal(piped({ $skip: 0 }, { $limit: 1 }), undefined);
});

test('stages are looked at before documents are', () => {
  assert.equal(piped({ $lookup: {} }), 40324);
  assert.equal(piped({}), 40323);
  assert.equal(piped({ $match: { $or: [] } }), 2);
  assert.equal(piped({ $sort: {} }), 15976);
  assert.equal(piped({ $sort: { a: 2 } }), 15975);
  assert.equal(piped({ $project: {} }), 51272);
  assert.equal(piped({ $group: { n: { $sum: 1 } } }), 15955);
});
