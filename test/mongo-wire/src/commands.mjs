// The commands that Batchline's use of the driver sends.
import { Double, Long } from 'bson';
import { fault, toNumber, truthy } from './values.mjs';
import { aggregate, project, sort } from './pipelines.mjs';
import { findAndModify, insert, remove, update } from './writes.mjs';
import { getMore, killCursors, page } from './cursors.mjs';

const MAX_BSON = 16 * 1024 * 1024;
const done = new Map();
const KEPT = 20_000;

export function run(storage, command) {
  const [name] = Object.keys(command);
  const handler = commands[name];
  if (!handler) throw fault(59, 'CommandNotFound', `no such command: '${name}'`);
  const retry = retryKey(command, name);
  if (retry && done.has(retry)) return done.get(retry);
  const reply = { ...handler(storage, command, new Date()), ok: new Double(1) };
  if (retry) remember(retry, reply);
  return reply;
}

/** A retryable write that comes again has the same session and number. */
const retryKey = (command, name) =>
  ['insert', 'update', 'delete', 'findAndModify'].includes(name) && command.lsid && command.txnNumber
    ? `${command.lsid.id.toString('hex')} ${command.txnNumber}`
    : null;

function remember(key, reply) {
  done.set(key, reply);
  if (done.size > KEPT) done.delete(done.keys().next().value);
}

function hello(storage, command) {
  return {
    isWritablePrimary: true,
    ismaster: true,
    helloOk: true,
    msg: 'isdbgrid', // a router: the one kind of single server with which the driver uses retryable writes
    maxBsonObjectSize: MAX_BSON,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: command.connectionId,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
  };
}

function find(storage, command, now) {
  const collection = storage.find(command.$db, command.find);
  const needed = toNumber(command.skip ?? 0) + limitOf(command);
  let rows = byId(collection, command, now, needed);
  if (!rows) {
    rows = collection.match(command.filter ?? {}, now, command.sort ? Infinity : needed);
    if (command.sort) rows = sort(rows, command.sort, needed);
  }
  rows = rows.slice(toNumber(command.skip ?? 0)).slice(0, limitOf(command));
  if (command.projection) rows = rows.map((row) => project(row, command.projection, now));
  return page(collection.namespace, rows, command.batchSize, truthy(command.singleBatch));
}

/** In the order of the ids, without looking at more documents than are needed; undefined: another order is asked for. */
const byId = (collection, { filter, sort: order }, now, needed) =>
  Object.keys(order ?? {}).join() === '_id' ? collection.inOrder(filter ?? {}, now, toNumber(order._id), needed) : undefined;

const limitOf = (command) => Math.abs(toNumber(command.limit ?? 0)) || Infinity;

function aggregateRows(storage, command, now) {
  const collection = storage.find(command.$db, command.aggregate);
  const [first, ...rest] = command.pipeline;
  const rows = first?.$match
    ? aggregate(collection.match(first.$match, now), rest, now)
    : aggregate([...collection.documents.values()], command.pipeline, now);
  return page(collection.namespace, rows, command.cursor?.batchSize, false);
}

function createIndexes(storage, command) {
  const collection = storage.make(command.$db, command.createIndexes);
  const before = collection.indexes.length;
  for (const index of command.indexes) collection.createIndex(index);
  return { numIndexesBefore: before, numIndexesAfter: collection.indexes.length };
}

function listIndexes(storage, command) {
  const collection = storage.find(command.$db, command.listIndexes);
  if (!collection.exists) throw fault(26, 'NamespaceNotFound', `ns does not exist: ${collection.namespace}`);
  return page(collection.namespace, collection.indexes, undefined, true);
}

function dropIndexes(storage, command) {
  const collection = storage.find(command.$db, command.dropIndexes);
  const index = collection.indexes.findIndex((one) => one.name === command.index && one.name !== '_id_');
  if (index < 0) throw fault(27, 'IndexNotFound', `index not found with name [${command.index}]`);
  collection.indexes.splice(index, 1);
  return {};
}

function listCollections(storage, command) {
  const names = [...storage.collections.keys()].filter((name) => name.startsWith(`${command.$db}.`));
  const rows = names.map((name) => ({ name: name.slice(command.$db.length + 1), type: 'collection', options: {} }));
  return page(`${command.$db}.$cmd.listCollections`, rows, undefined, true);
}

const commands = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: () => ({}),
  endSessions: () => ({}),
  buildInfo: () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], maxBsonObjectSize: MAX_BSON }),
  insert,
  update,
  delete: remove,
  findAndModify,
  find,
  aggregate: aggregateRows,
  getMore: (storage, command) => getMore(command),
  killCursors: (storage, command) => killCursors(command),
  createIndexes,
  listIndexes,
  dropIndexes,
  listCollections,
  drop: (storage, command) => { storage.drop(`${command.$db}.${command.drop}`); return {}; },
  dropDatabase: (storage, command) => { storage.dropDatabase(command.$db); return { dropped: command.$db }; },
  count: (storage, command, now) => ({ n: Long.fromNumber(storage.find(command.$db, command.count).match(command.query ?? {}, now).length) }),
};
