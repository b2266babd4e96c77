import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calculateObjectSize } from 'bson';
import { send, start } from '../client.mjs';
import { run } from '../src/commands.mjs';
import { Storage } from '../src/storage.mjs';

const LIMIT = 16 * 1024 * 1024;
const overhead = calculateObjectSize({ _id: 1, text: '' });
const sized = (size, _id = 1) => ({ _id, text: 'x'.repeat(size - overhead) });

test('a document of just 16 MB is stored and read, one of a byte more is not', async () => {
  const { server, port } = await start();
  const [fits, large] = [sized(LIMIT), sized(LIMIT + 1, 2)];
  const stored = await send(port, { insert: 'c', documents: [fits] });
  const refused = await send(port, { insert: 'c', documents: [large] });
  const found = await send(port, { find: 'c', filter: {} });
  server.kill();

  assert.equal(stored.n.value, 1);
  assert.equal(refused.n.value, 0);
  assert.equal(refused.writeErrors[0].code.value, 2);
  assert.equal(refused.writeErrors[0].errmsg, `object to insert too large. size in bytes: ${LIMIT + 1}, max size: ${LIMIT}`);
  assert.equal(found.cursor.firstBatch[0].text.length, fits.text.length);
});

test('an update that makes a document too large changes nothing', () => {
  const storage = new Storage();
  const code = (u, more) => run(storage, { update: 'c', $db: 'd', updates: [{ q: { _id: 1 }, u, ...more }] }).writeErrors?.[0].code;
  run(storage, { insert: 'c', $db: 'd', documents: [sized(LIMIT - 10)] });
  const grown = { more: 'x'.repeat(100) };

  assert.equal(code({ $set: grown }), 17419);
  assert.equal(code([{ $set: grown }]), 17419);
  assert.equal(code([{ $set: { more: 'x'.repeat(20_000) } }]), 10334);
  assert.throws(() => run(storage, { findAndModify: 'c', $db: 'd', query: { _id: 1 }, update: { $set: grown } }), { code: 17419 });
  assert.deepEqual(Object.keys(run(storage, { find: 'c', $db: 'd' }).cursor.firstBatch[0]), ['_id', 'text']);
  run(storage, { delete: 'c', $db: 'd', deletes: [{ q: {}, limit: 0 }] });
  assert.equal(code({ $set: { text: 'x'.repeat(LIMIT) } }, { upsert: true }), 17420);
  assert.equal(run(storage, { count: 'c', $db: 'd' }).n.toNumber(), 0);
});

test('an answer holds as many documents as fit into one', async () => {
  const { server, port } = await start();
  for (const id of [1, 2, 3]) await send(port, { insert: 'c', documents: [sized(7 * 1024 * 1024, id)] });
  const first = await send(port, { find: 'c', filter: {} });
  const rest = await send(port, { getMore: first.cursor.id, collection: 'c' });
  server.kill();

  assert.deepEqual(first.cursor.firstBatch.map((row) => row._id.value), [1, 2]);
  assert.deepEqual(rest.cursor.nextBatch.map((row) => row._id.value), [3]);
});

test('a write is of 1 to 100,000 statements', () => {
  const storage = new Storage();
  const insert = (count) => () => run(storage, { insert: 'c', $db: 'd', documents: Array.from({ length: count }, (_, i) => ({ _id: i })) });

  assert.throws(insert(0), { code: 16 });
  assert.throws(insert(100_001), { code: 16, message: 'Write batch sizes must be between 1 and 100000. Got 100001 operations.' });
  assert.equal(insert(100_000)().n, 100_000);
});
