// What was received: { batchlineStatistics: 1, reset: true } answers it and begins anew.
import { Long } from 'bson';
import { truthy } from './values.mjs';
import { collectionOf } from './failPoint.mjs';

export class Statistics {
  constructor() {
    this.clear();
  }

  clear() {
    this.commands = {};
    this.documents = {};
    this.examined = 0;
    this.returned = 0;
  }

  /** Commands about a collection, with the documents or statements they carry. Handshakes and pings do not count. */
  count(command) {
    const [name] = Object.keys(command);
    if (collectionOf(command) === undefined) return;
    this.commands[name] = (this.commands[name] ?? 0) + 1;
    const carried = documentsIn(command, name);
    if (carried > 0) this.documents[name] = (this.documents[name] ?? 0) + carried;
  }

  /** What a command cost: documents looked at, and documents in the answer. */
  cost(examined, { cursor } = {}) {
    this.examined += examined;
    this.returned += (cursor?.firstBatch ?? cursor?.nextBatch ?? []).length;
  }

  answer(command) {
    const reply = {
      commands: longs(this.commands),
      documents: longs(this.documents),
      examined: Long.fromNumber(this.examined),
      returned: Long.fromNumber(this.returned),
    };
    if (truthy(command.reset)) this.clear();
    return reply;
  }
}

function documentsIn(command, name) {
  if (name === 'findAndModify') return 1;
  return ({ insert: command.documents, update: command.updates, delete: command.deletes }[name] ?? []).length;
}

const longs = (counts) => Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Long.fromNumber(count)]));
