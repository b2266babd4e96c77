// For the tests of the stand-in: starts it and sends it commands.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { decode, encode } from './src/wire.mjs';

export async function start(...args) {
  const server = spawn(process.execPath, ['server.mjs', '--with-parent', ...args], { cwd: import.meta.dirname });
  const [line] = await once(server.stdout, 'data');
  return { server, port: Number(/:(\d+)/.exec(line)[1]) };
}

/** The reply to one command on a connection of its own; undefined: the connection was cut instead. */
export async function send(port, command) {
  const socket = net.connect(port, '127.0.0.1');
  const parts = [];
  let received = 0;
  socket.on('data', (bytes) => {
    parts.push(bytes);
    received += bytes.length;
    if (received >= parts[0].readInt32LE(0)) socket.end();
  });
  socket.write(frame(encode({ ...command, $db: command.$db ?? 'test' })));
  await once(socket, 'close');
  return parts.length > 0 ? decode(Buffer.concat(parts).subarray(21)) : undefined;
}

function frame(body) {
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, body]);
}
