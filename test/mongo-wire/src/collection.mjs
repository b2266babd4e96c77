// One collection: documents by their ids, unique and partial indexes, and what a filter may match.
import { ObjectId } from 'bson';
import { compare, equal, fault, isDocument, keyOf } from './values.mjs';
import { matches } from './queries.mjs';
import { isThere } from './indexRules.mjs';
import { namesOf, valuesAt } from './paths.mjs';

/** Lists of so many values are worth a look at each document. */
const FEW = 4;

export class Collection {
  constructor(storage, namespace) {
    this.storage = storage;
    this.namespace = namespace;
    this.documents = new Map();
    this.indexes = [{ v: 2, key: { _id: 1 }, name: '_id_' }];
    this.unique = new Map();
    this.firsts = new Map(); // by the first field of each index: value -> ids
    this.members = new Map(); // by the name of each partial index: ids
    this.ascending = true; // every new id was greater than those before
    this.greatest = undefined;
  }

  get exists() {
    return this.storage.collections.get(this.namespace) === this;
  }

  /** Documents that may match: by _id, by the whole key of a unique index, or by what `narrowed` finds; else all. */
  candidates(filter, orAll = true) {
    const ids = wanted(filter, '_id');
    if (ids) return this.byKeys(ids.map(keyOf));
    for (const index of this.indexes.filter((one) => one.unique && !one.partialFilterExpression)) {
      const values = Object.keys(index.key).map((path) => wanted(filter, path));
      if (values.every((list) => list?.length === 1)) return this.byKeys([this.unique.get(index.name).get(values.map(([value]) => keyOf(value)).join())]);
    }
    return this.narrowed(filter) ?? (orAll ? [...this.documents.values()] : undefined);
  }

  /** By a partial index whose condition the filter repeats, or by the first fields of indexes; undefined: none fits. */
  narrowed(filter) {
    const conditions = [filter, ...(filter.$and ?? [])];
    for (const { name, partialFilterExpression: part } of this.indexes) {
      if (part && Object.keys(part).every((path) => conditions.some((one) => Object.hasOwn(one, path) && equal(one[path], part[path])))) {
        return this.byKeys([...this.members.get(name)]);
      }
    }
    const fits = [];
    for (const [path, ids] of this.firsts) {
      const values = conditions.map((one) => wanted(one, path)).find((list) => list !== undefined);
      const sets = values?.map((value) => ids.get(keyOf(value)) ?? new Set());
      if (sets) fits.push({ sets, size: sets.reduce((sum, set) => sum + set.size, 0) });
    }
    if (fits.length === 0) return undefined;

    // Those that long lists allow are not put together only to be looked through: the filter itself does that.
    const [least, ...others] = fits.sort((a, b) => a.size - b.size);
    const sieves = others.filter(({ sets }) => sets.length <= FEW);
    return this.byKeys(least.sets.flatMap((set) => [...set]).filter((id) => sieves.every(({ sets }) => sets.some((set) => set.has(id)))));
  }

  /** As long as ids came in their order: what a filter matches in the order of the ids, from either end; undefined: they did not. */
  inOrder(filter, now, direction, needed) {
    if (!this.ascending || this.candidates(filter, false)) return undefined;
    const found = [];
    const keys = direction < 0 ? [...this.documents.keys()].reverse() : this.documents.keys();
    for (const key of keys) {
      if (found.length >= needed) break;
      const document = this.documents.get(key);
      this.storage.examined++;
      if (matches(document, filter, now)) found.push(document);
    }
    return found;
  }

  byKeys(keys) {
    return [...new Set(keys)].filter((key) => this.documents.has(key)).map((key) => this.documents.get(key));
  }

  match(filter, now, limit = Infinity) {
    const found = [];
    for (const document of this.candidates(filter)) {
      this.storage.examined++;
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
    const old = this.documents.get(id);

    // Updates copy the fields they change: those that are the same object are where they were.
    const touched = old ? (path) => old[namesOf(path)[0]] !== document[namesOf(path)[0]] : () => true;
    const moved = this.indexes.filter((index) => index.unique && fieldsOf(index).some(touched)).map((index) => [index, keyIn(index, document)]);
    for (const [index, key] of moved) {
      const holder = key === null ? undefined : this.unique.get(index.name).get(key);
      if (holder !== undefined && holder !== id) throw this.duplicate(index);
    }
    if (old) this.forget(id, touched);
    else this.follow(document._id);
    for (const [index, key] of moved) if (key !== null) this.unique.get(index.name).set(key, id);
    this.documents.set(id, document);
    this.note(id, document, touched);
    this.storage.write({ namespace: this.namespace, put: document });
  }

  remove(_id) {
    const id = keyOf(_id);
    this.forget(id);
    this.documents.delete(id);
    this.storage.write({ namespace: this.namespace, remove: _id });
  }

  follow(_id) {
    this.ascending &&= this.greatest === undefined || compare(_id, this.greatest) > 0;
    this.greatest = _id;
  }

  forget(id, touched = () => true) {
    const old = this.documents.get(id);
    if (!old) return;
    for (const index of this.indexes.filter((one) => one.unique && fieldsOf(one).some(touched))) {
      const key = keyIn(index, old);
      if (key !== null && this.unique.get(index.name).get(key) === id) this.unique.get(index.name).delete(key);
    }
    for (const [path, ids] of this.firsts) if (touched(path)) for (const key of keysAt(old, path)) ids.get(key)?.delete(id);
    for (const index of this.indexes) if (index.partialFilterExpression && fieldsOf(index).some(touched)) this.members.get(index.name).delete(id);
  }

  note(id, document, touched = () => true) {
    for (const [path, ids] of this.firsts) {
      if (touched(path)) for (const key of keysAt(document, path)) ids.set(key, (ids.get(key) ?? new Set()).add(id));
    }
    for (const index of this.indexes.filter((one) => one.partialFilterExpression && fieldsOf(one).some(touched))) {
      if (matches(document, index.partialFilterExpression)) this.members.get(index.name).add(id);
    }
  }

  createIndex(index) {
    if (isThere(this.indexes, index)) return;
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

/** All that decides where a document stands in an index. */
const fieldsOf = (index) => [...Object.keys(index.key), ...Object.keys(index.partialFilterExpression ?? {})];

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
