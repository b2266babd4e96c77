import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { decode, encode } from '../src/wire.mjs';

const root = path.join(import.meta.dirname, '..');

async function start(...args) {
  const server = spawn(process.execPath, ['server.mjs', '--with-parent', ...args], { cwd: root });
  const [line] = await once(server.stdout, 'data');
  return { server, port: Number(/:(\d+)/.exec(line)[1]) };
}

async function send(port, command) {
  const socket = net.connect(port, '127.0.0.1');
  const body = encode({ ...command, $db: 'test' });
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(2013, 12);
  socket.write(Buffer.concat([head, body]));
  const [reply] = await once(socket, 'data');
  socket.destroy();
  return decode(reply.subarray(21));
}

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

test('the server ends with its standard input', async () => {
  const { server } = await start();
  server.stdin.end();
  assert.deepEqual(await once(server, 'exit'), [0, null]);
});
