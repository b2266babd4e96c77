// Messages of the wire protocol: OP_MSG, and OP_QUERY for the first hello of old handshakes.
import { deserialize, serialize } from 'bson';
import { MAX_MESSAGE } from './limits.mjs';
import { CUT } from './cut.mjs';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const MORE_TO_COME = 2;
const HEAD = 16;

// Values keep their BSON types: what is not computed with comes back exactly as it was sent.
export const decode = (bytes) => deserialize(bytes, { promoteValues: false, promoteBuffers: false, bsonRegExp: true });
export const encode = (document) => Buffer.from(serialize(document, { ignoreUndefined: true }));

let connections = 0;

export class Connection {
  constructor(socket, standIn) {
    this.id = ++connections;
    this.socket = socket;
    this.standIn = standIn;
    this.parts = [];
    this.received = 0;
    this.wanted = HEAD;
    this.answered = Promise.resolve();
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (bytes) => this.receive(bytes));
  }

  receive(bytes) {
    this.parts.push(bytes);
    this.received += bytes.length;
    while (this.received >= this.wanted && !this.socket.destroyed) this.take(Buffer.concat(this.parts));
  }

  /** The first message, or its length: a long one comes in parts that are put together once. */
  take(bytes) {
    const length = bytes.length < HEAD ? HEAD : bytes.readInt32LE(0);
    if (length < HEAD || length > MAX_MESSAGE) this.socket.destroy();
    const whole = bytes.length >= HEAD && bytes.length >= length && length >= HEAD;
    this.parts = [whole ? bytes.subarray(length) : bytes];
    this.received = this.parts[0].length;
    this.wanted = whole ? HEAD : length;
    if (whole) this.answered = this.answered.then(() => this.answer(bytes.subarray(0, length))).catch((error) => this.giveUp(error));
  }

  /** A message that cannot be read, or an answer that cannot be written. */
  giveUp(error) {
    console.error(error);
    this.socket.destroy();
  }

  async answer(message) {
    const id = message.readInt32LE(4);
    const op = message.readInt32LE(12);
    if (op !== OP_MSG && op !== OP_QUERY) {
      this.socket.destroy();
      return;
    }
    const { command, silent } = op === OP_MSG ? readMsg(message) : readQuery(message);
    const reply = await this.standIn.answer(command, this.id);
    if (reply === CUT) this.socket.destroy();
    else if (!silent && !this.socket.destroyed) this.socket.write(frame(id, op, encode(reply)));
  }
}

function readMsg(message) {
  const flags = message.readUInt32LE(16);
  const end = message.length - (flags & 1 ? 4 : 0);
  let at = 20;
  let body = {};
  const sequences = {};
  while (at < end) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (kind === 0) body = decode(message.subarray(at, at + size));
    else Object.assign(sequences, readSequence(message, at, size));
    at += size;
  }
  return { command: { ...body, ...sequences }, silent: (flags & MORE_TO_COME) !== 0 };
}

function readSequence(message, at, size) {
  const nameEnd = message.indexOf(0, at + 4);
  const documents = [];
  for (let p = nameEnd + 1; p < at + size; p += message.readInt32LE(p)) {
    documents.push(decode(message.subarray(p, p + message.readInt32LE(p))));
  }
  return { [message.toString('utf8', at + 4, nameEnd)]: documents };
}

function readQuery(message) {
  const at = message.indexOf(0, 20) + 9;
  const query = decode(message.subarray(at, at + message.readInt32LE(at)));
  return { command: query.$query ?? query, silent: false };
}

function frame(id, op, body) {
  const head = Buffer.alloc(op === OP_MSG ? 21 : 36);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(id, 8);
  head.writeInt32LE(op === OP_MSG ? OP_MSG : OP_REPLY, 12);
  if (op === OP_QUERY) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
}
