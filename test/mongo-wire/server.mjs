// A stand-in for mongod in tests: the commands Batchline uses, over the wire protocol. See README.md.
// usage: node server.mjs [--port N] [--data FILE] [--with-parent] [--replica-set NAME] [--no-retry-writes] [--faults FILE] [--latency MS]
// Port 0, the default, takes a free one and prints it. With --with-parent it ends when its standard input does.
import fs from 'node:fs';
import net from 'node:net';
import { Connection } from './src/wire.mjs';
import { StandIn } from './src/standIn.mjs';
import { Storage } from './src/storage.mjs';

const has = (name) => process.argv.includes(`--${name}`);
const argument = (name, otherwise) => (has(name) ? process.argv[process.argv.indexOf(`--${name}`) + 1] : otherwise);

const standIn = new StandIn(new Storage(argument('data')), { replicaSet: argument('replica-set'), retryWrites: !has('no-retry-writes') });
standIn.faults.replace({
  configureFaults: has('faults') ? JSON.parse(fs.readFileSync(argument('faults'), 'utf8')) : [],
  latencyMS: Number(argument('latency', 0)),
});

const server = net.createServer((socket) => new Connection(socket, standIn));
server.listen(Number(argument('port', 0)), '127.0.0.1', () => {
  standIn.settings.address = `127.0.0.1:${server.address().port}`;
  console.log(`mongo-wire listens on ${standIn.settings.address}`);
});
if (has('with-parent')) process.stdin.on('end', () => process.exit()).resume();
