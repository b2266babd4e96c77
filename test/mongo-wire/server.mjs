// A stand-in for mongod in tests: the commands Batchline uses, over the wire protocol. See README.md.
// usage: node server.mjs [--port N] [--data FILE] [--with-parent]
// Port 0, the default, takes a free one and prints it. With --with-parent it ends when its standard input does.
import net from 'node:net';
import { Connection } from './src/wire.mjs';
import { Storage } from './src/storage.mjs';
import { run } from './src/commands.mjs';

const argument = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};

const storage = new Storage(argument('data'));
const server = net.createServer((socket) => new Connection(socket, (command) => run(storage, command)));
server.listen(Number(argument('port', 0)), '127.0.0.1', () => console.log(`mongo-wire listens on 127.0.0.1:${server.address().port}`));
if (process.argv.includes('--with-parent')) process.stdin.on('end', () => process.exit()).resume();
