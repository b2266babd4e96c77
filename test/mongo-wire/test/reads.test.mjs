import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BSONRegExp, Double, Int32, Long } from 'bson';
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
  assert.equal(piped({ $facet: {} }), 40324);
  assert.equal(piped({}), 40323);
  assert.equal(piped({ $match: { $or: [] } }), 2);
  assert.equal(piped({ $sort: {} }), 15976);
  assert.equal(piped({ $sort: { a: 2 } }), 15975);
  assert.equal(piped({ $project: {} }), 51272);
  assert.equal(piped({ $group: { n: { $sum: 1 } } }), 15955);
  assert.equal(piped({ $lookup: { from: 'c', localField: 'a', as: 'b' } }), 9);
  assert.equal(piped({ $lookup: { from: 'c', localField: 'a', foreignField: '_id', as: 'b', let: {} } }), 9);
});

function rows(storage, ...pipeline) {
  return run(storage, { aggregate: 'states', pipeline, cursor: {}, $db: 'd' }).cursor.firstBatch;
}

function statesAndHeads() {
  const storage = new Storage();
  const states = [{ _id: 1, account: 'a' }, { _id: 2, account: null }, { _id: 3 }, { _id: 4, account: ['a', 'b'] }, { _id: 5, account: 'c' }];
  run(storage, { insert: 'states', documents: states, $db: 'd' });
  run(storage, { insert: 'heads', documents: [{ _id: 'a', n: 1 }, { _id: 'b', n: 2 }], $db: 'd' });
  run(storage, { insert: 'others', documents: [{ _id: 'x' }, { _id: 'y', account: 'c' }], $db: 'd' });
  return storage;
}

test('a lookup by id brings the documents of the other collection', () => {
  const found = rows(statesAndHeads(), { $lookup: { from: 'heads', localField: 'account', foreignField: '_id', as: 'head' } });

  assert.deepEqual(found.map(({ head }) => head.map(({ n }) => n)), [[1], [], [], [1, 2], []]);
  assert.equal(found[0].account, 'a');
});

test('to a lookup what is missing is null, on both sides', () => {
  const found = rows(statesAndHeads(), { $lookup: { from: 'others', localField: 'account', foreignField: 'account', as: 'other' } });

  assert.deepEqual(found.map(({ other }) => other.map(({ _id }) => _id)), [[], ['x'], ['x'], [], ['y']]);
  assert.deepEqual(rows(new Storage(), { $lookup: { from: 'others', localField: 'a', foreignField: 'b', as: 'c' } }), []);
});

test('differences, products and items have the types that they have on a server', () => {
  const storage = new Storage();
  run(storage, { insert: 'states', documents: [{ _id: 1, at: new Date(5000), from: new Date(2000), n: new Int32(3), x: new Double(1.5), list: ['a', 'b'] }], $db: 'd' });
  const [row] = rows(storage, { $project: {
    _id: 0,
    span: { $subtract: ['$at', '$from'] },
    earlier: { $subtract: ['$at', 1000] },
    less: { $subtract: ['$n', new Int32(5)] },
    none: { $subtract: ['$at', '$gone'] },
    product: { $multiply: ['$n', '$n'] },
    real: { $multiply: ['$n', '$x'] },
    first: { $arrayElemAt: ['$list', 0] },
    beyond: { $arrayElemAt: ['$list', 2] },
  } });

  assert.deepEqual(row, {
    span: Long.fromNumber(3000), earlier: new Date(4000), less: new Int32(-2), none: null, product: new Int32(9), real: new Double(4.5), first: 'a',
  });
});
