import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Long, UUID } from 'bson';
import { send, start } from '../client.mjs';

test('acknowledged writes survive a kill', async () => {
  const data = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'mongo-wire-')), 'data');
  const first = await start('--data', data);
  const inserted = await send(first.port, { insert: 'jobs', documents: [{ _id: 1, x: 'kept' }] });
  first.server.kill('SIGKILL');
  await once(first.server, 'exit');

  const second = await start('--data', data);
  const found = await send(second.port, { find: 'jobs', filter: {} });
  second.server.kill();

  assert.equal(inserted.n.value, 1);
  assert.equal(found.cursor.firstBatch[0].x, 'kept');
});

test('a name makes it the primary of a replica set, otherwise it is a router', async () => {
  const [member, router] = await Promise.all([start('--replica-set', 'rs0'), start()]);
  const [first, second] = await Promise.all([send(member.port, { hello: 1 }), send(router.port, { hello: 1 })]);
  member.server.kill();
  router.server.kill();

  assert.equal(first.setName, 'rs0');
  assert.equal(first.primary, `127.0.0.1:${member.port}`);
  assert.deepEqual(first.hosts, [first.primary]);
  assert.equal(first.msg, undefined);
  assert.equal(second.msg, 'isdbgrid');
  assert.equal(second.setName, undefined);
});

test('without retryable writes their numbers are refused, and other writes are taken', async () => {
  const { server, port } = await start('--no-retry-writes');
  const insert = { insert: 'jobs', documents: [{ _id: 1 }] };
  const refused = await send(port, { ...insert, lsid: { id: new UUID() }, txnNumber: Long.ONE });
  const taken = await send(port, insert);
  server.kill();

  assert.equal(refused.code.value, 20);
  assert.equal(refused.errmsg, 'Transaction numbers are only allowed on a replica set member or mongos');
  assert.equal(taken.n.value, 1);
});

test('a message that is longer than allowed ends its connection and nothing else', async () => {
  const { server, port } = await start();
  const socket = net.connect(port, '127.0.0.1');
  const head = Buffer.alloc(16);
  head.writeInt32LE(48_000_001, 0);
  socket.write(head);
  await once(socket, 'close');
  const reply = await send(port, { ping: 1 });
  server.kill();

  assert.equal(reply.ok.value, 1);
});

test('the server ends with its standard input', async () => {
  const { server } = await start();
  server.stdin.end();
  assert.deepEqual(await once(server, 'exit'), [0, null]);
});
