import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Int32, Long } from 'bson';
import { Storage } from '../src/storage.mjs';
import { run } from '../src/commands.mjs';

const ids = (reply) => reply.cursor.firstBatch.map((row) => row._id.value);
const int = (value) => new Int32(value);

function filled(...numbers) {
  const storage = new Storage();
  for (const key of [{ a: int(1) }, { b: int(1) }]) {
    run(storage, { createIndexes: 'c', $db: 'd', indexes: [{ key, name: `${Object.keys(key)}_1` }] });
  }
  for (const number of numbers) {
    run(storage, { insert: 'c', $db: 'd', documents: [{ _id: int(number), a: number % 2 ? 'odd' : 'even', b: int(number % 3), n: int(0) }] });
  }
  return storage;
}

for (const [name, numbers] of [['in order', [1, 2, 3, 4, 5, 6]], ['out of order', [4, 2, 6, 1, 5, 3]]]) {
  test(`ids that came ${name} are found in order from either end`, () => {
    const storage = filled(...numbers);
    run(storage, { delete: 'c', $db: 'd', deletes: [{ q: { _id: int(6) }, limit: int(1) }] });

    assert.deepEqual(ids(run(storage, { find: 'c', $db: 'd', filter: {}, sort: { _id: int(-1) }, limit: int(2) })), [5, 4]);
    assert.deepEqual(ids(run(storage, { find: 'c', $db: 'd', filter: { _id: { $gt: int(1) } }, sort: { _id: int(1) }, skip: int(1), limit: int(2) })), [3, 4]);
    assert.deepEqual(ids(run(storage, { find: 'c', $db: 'd', filter: { a: 'odd' }, sort: { _id: int(-1) } })), [5, 3, 1]);
  });
}

test('what several indexes narrow is the same as what a look at every document finds, also after updates', () => {
  const storage = filled(1, 2, 3, 4, 5, 6);
  const set = (q, fields) => run(storage, { update: 'c', $db: 'd', updates: [{ q, u: { $set: fields } }] });
  set({ _id: int(3) }, { a: 'even', n: int(7) });
  set({ _id: int(6) }, { n: int(8) });

  assert.deepEqual(ids(run(storage, { find: 'c', $db: 'd', filter: { a: 'even', b: int(0) } })).sort(), [3, 6]);
  assert.deepEqual(ids(run(storage, { find: 'c', $db: 'd', filter: { a: 'odd', b: int(0) } })), []);
  assert.equal(set({ _id: int(6) }, { n: int(8) }).nModified, 0);
  assert.equal(set({ _id: int(6) }, { n: Long.fromNumber(8) }).nModified, 1);
});
