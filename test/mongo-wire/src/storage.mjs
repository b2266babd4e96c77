// Collections in memory, and with --data a file of every acknowledged write, read again at start.
import fs from 'node:fs';
import { decode, encode } from './wire.mjs';
import { Collection } from './collection.mjs';

export class Storage {
  constructor(file) {
    this.collections = new Map();
    this.examined = 0; // documents that were looked at
    this.log = null;
    if (!file) return;
    if (fs.existsSync(file)) this.replay(file);
    this.log = fs.openSync(file, 'a');
  }

  find(database, name) {
    return this.collections.get(`${database}.${name}`) ?? new Collection(this, `${database}.${name}`);
  }

  make(database, name) {
    const namespace = `${database}.${name}`;
    if (!this.collections.has(namespace)) this.collections.set(namespace, new Collection(this, namespace));
    return this.collections.get(namespace);
  }

  drop(namespace) {
    this.collections.delete(namespace);
    this.write({ namespace, drop: true });
  }

  dropDatabase(database) {
    for (const namespace of [...this.collections.keys()]) if (namespace.startsWith(`${database}.`)) this.drop(namespace);
  }

  /** In place of what stands there. */
  copy(from, to) {
    this.dropDatabase(to);
    for (const [namespace, collection] of [...this.collections].filter(([name]) => name.startsWith(`${from}.`))) {
      const copy = this.make(to, namespace.slice(from.length + 1));
      for (const index of collection.indexes.slice(1)) copy.createIndex(index);
      for (const document of collection.documents.values()) copy.put(document);
    }
  }

  write(entry) {
    if (this.log !== null) fs.writeSync(this.log, encode(entry));
  }

  replay(file) {
    const bytes = fs.readFileSync(file);
    let at = 0;
    while (at + 4 <= bytes.length && at + bytes.readInt32LE(at) <= bytes.length) {
      const entry = decode(bytes.subarray(at, at + bytes.readInt32LE(at)));
      at += bytes.readInt32LE(at);
      const [database, ...name] = entry.namespace.split('.');
      const collection = this.make(database, name.join('.'));
      if (entry.drop) this.collections.delete(entry.namespace);
      else if (entry.index) collection.createIndex(entry.index);
      else if (entry.put) collection.put(entry.put);
      else collection.remove(entry.remove);
    }
    fs.truncateSync(file, at);
  }
}
