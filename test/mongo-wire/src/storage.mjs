// Collections in memory, and with --data a file of every acknowledged write, read again at start.
import fs from 'node:fs';
import { ObjectId } from 'bson';
import { equal, fault, isDocument, keyOf } from './values.mjs';
import { decode, encode } from './wire.mjs';
import { matches } from './queries.mjs';
import { valuesAt } from './paths.mjs';

/** More keys than this are not looked up one by one. */
const LOOKED_UP = 50_000;

export class Storage {
  constructor(file) {
    this.collections = new Map();
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

class Collection {
  constructor(storage, namespace) {
    this.storage = storage;
    this.namespace = namespace;
    this.documents = new Map();
    this.indexes = [{ v: 2, key: { _id: 1 }, name: '_id_' }];
    this.unique = new Map();
    this.firsts = new Map(); // by the first field of each index: value -> ids
    this.members = new Map(); // by the name of each partial index: ids
  }

  get exists() {
    return this.storage.collections.get(this.namespace) === this;
  }

  /** Documents that may match: by _id or by all fields of a unique index, each equal to one of some values; else all. */
  candidates(filter) {
    const ids = wanted(filter, '_id');
    if (ids) return this.byKeys(ids.map(keyOf));
    for (const index of this.indexes.filter((one) => one.unique && !one.partialFilterExpression)) {
      const values = Object.keys(index.key).map((path) => wanted(filter, path)?.map(keyOf));
      if (!values.every((list) => list !== undefined)) continue;
      const keys = values.reduce((starts, list) => starts.flatMap((start) => list.map((value) => [...start, value])), [[]]);
      if (keys.length <= LOOKED_UP) return this.byKeys(keys.map((key) => this.unique.get(index.name).get(key.join())));
    }
    return this.narrowed(filter) ?? [...this.documents.values()];
  }

  /** By a partial index whose condition the filter repeats, or by the first field of an index; undefined: neither fits. */
  narrowed(filter) {
    const conditions = [filter, ...(filter.$and ?? [])];
    for (const { name, partialFilterExpression: part } of this.indexes) {
      if (part && Object.keys(part).every((path) => conditions.some((one) => Object.hasOwn(one, path) && equal(one[path], part[path])))) {
        return this.byKeys([...this.members.get(name)]);
      }
    }
    for (const [path, ids] of this.firsts) {
      const values = conditions.map((one) => wanted(one, path)).find((list) => list !== undefined);
      if (values) return this.byKeys(values.flatMap((value) => [...(ids.get(keyOf(value)) ?? [])]));
    }
    return undefined;
  }

  byKeys(keys) {
    return [...new Set(keys)].filter((key) => this.documents.has(key)).map((key) => this.documents.get(key));
  }

  match(filter, now, limit = Infinity) {
    const found = [];
    for (const document of this.candidates(filter)) {
      if (matches(document, filter, now)) found.push(document);
      if (found.length >= limit) break;
    }
    return found;
  }

  insert(document) {
    const { _id, ...rest } = document;
    const whole = { _id: _id ?? new ObjectId(), ...rest };
    if (this.documents.has(keyOf(whole._id))) throw this.duplicate({ name: '_id_', key: { _id: 1 } });
    this.put(whole);
    return whole;
  }

  put(document) {
    const id = keyOf(document._id);
    const keys = this.indexes.filter((index) => index.unique).map((index) => [index, keyIn(index, document)]);
    for (const [index, key] of keys) {
      const holder = key === null ? undefined : this.unique.get(index.name).get(key);
      if (holder !== undefined && holder !== id) throw this.duplicate(index);
    }
    this.forget(id);
    for (const [index, key] of keys) if (key !== null) this.unique.get(index.name).set(key, id);
    this.documents.set(id, document);
    this.note(id, document);
    this.storage.write({ namespace: this.namespace, put: document });
  }

  remove(_id) {
    const id = keyOf(_id);
    this.forget(id);
    this.documents.delete(id);
    this.storage.write({ namespace: this.namespace, remove: _id });
  }

  forget(id) {
    const old = this.documents.get(id);
    if (!old) return;
    for (const index of this.indexes.filter((one) => one.unique)) {
      const key = keyIn(index, old);
      if (key !== null && this.unique.get(index.name).get(key) === id) this.unique.get(index.name).delete(key);
    }
    for (const [path, ids] of this.firsts) for (const key of keysAt(old, path)) ids.get(key)?.delete(id);
    for (const ids of this.members.values()) ids.delete(id);
  }

  note(id, document) {
    for (const [path, ids] of this.firsts) {
      for (const key of keysAt(document, path)) ids.set(key, (ids.get(key) ?? new Set()).add(id));
    }
    for (const index of this.indexes.filter((one) => one.partialFilterExpression)) {
      if (matches(document, index.partialFilterExpression)) this.members.get(index.name).add(id);
    }
  }

  createIndex(index) {
    const there = this.indexes.find((one) => one.name === index.name);
    const alike = this.indexes.find((one) => sameKey(one, index) && equal(one.partialFilterExpression, index.partialFilterExpression));
    if (there && !(sameKey(there, index) && !!there.unique === !!index.unique)) {
      throw fault(86, 'IndexKeySpecsConflict', `An existing index has the same name as the requested index: ${index.name}`);
    }
    if (there) return;
    if (alike) throw fault(85, 'IndexOptionsConflict', `Index already exists with a different name: ${alike.name}`);
    if (index.unique) this.unique.set(index.name, this.keysOf(index));
    this.indexes.push({ v: 2, ...index });
    const [first] = Object.keys(index.key);
    if (index.partialFilterExpression) this.members.set(index.name, new Set());
    else if (!this.firsts.has(first)) this.firsts.set(first, new Map());
    for (const [id, document] of this.documents) this.note(id, document);
    this.storage.write({ namespace: this.namespace, index });
  }

  keysOf(index) {
    const keys = new Map();
    for (const [id, document] of this.documents) {
      const key = keyIn(index, document);
      if (key !== null && keys.has(key)) throw this.duplicate(index);
      if (key !== null) keys.set(key, id);
    }
    return keys;
  }

  duplicate(index) {
    return fault(11000, 'DuplicateKey', `E11000 duplicate key error collection: ${this.namespace} index: ${index.name}`, { keyPattern: index.key });
  }
}

/** What an equality at the path may be asked for. */
const keysAt = (document, path) => new Set(valuesAt(document, path).map(keyOf));

const sameKey = (a, b) => keyOf(a.key) === keyOf(b.key);

// A document's key in a unique index; null: the index leaves it out. Arrays in unique indexes are not part of this stand-in.
function keyIn(index, document) {
  if (index.partialFilterExpression && !matches(document, index.partialFilterExpression)) return null;
  return Object.keys(index.key).map((path) => keyOf(valuesAt(document, path)[0])).join();
}

/** The values that a condition allows; undefined: any. */
function wanted(filter, path) {
  const condition = Object.hasOwn(filter, path) ? filter[path] : undefined;
  if (isPlain(condition)) return [condition];
  const list = isDocument(condition) ? condition.$in : undefined;
  return list?.every(isPlain) ? list : undefined;
}

const isPlain = (value) => value?._bsontype === 'ObjectId' || typeof value === 'string' || value?._bsontype === 'Int32';
