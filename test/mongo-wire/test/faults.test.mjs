import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Long, UUID } from 'bson';
import { send, start } from '../client.mjs';
import { CUT } from '../src/cut.mjs';
import { StandIn } from '../src/standIn.mjs';
import { Storage } from '../src/storage.mjs';

const admin = (command) => ({ ...command, $db: 'admin' });
const failing = (mode, data, name = 'failCommand') => admin({ configureFailPoint: name, mode, data });
const inserting = (...ids) => ({ insert: 'jobs', $db: 'd', documents: ids.map((_id) => ({ _id })) });
const finding = { find: 'jobs', $db: 'd', filter: {} };
const retryable = (command) => ({ ...command, lsid: { id: new UUID() }, txnNumber: Long.ONE });

function standIn() {
  const made = new StandIn(new Storage());
  return { send: (command) => made.answer(command, 1) };
}

const stored = async (server) => (await server.send(finding)).cursor.firstBatch.map((row) => row._id).sort();

test('a command is refused with the code so often as asked, others and later ones are not', async () => {
  const server = standIn();
  await server.send(failing({ times: 2 }, { failCommands: ['find'], errorCode: 8000, errmsg: 'over quota', errorLabels: ['Some'] }));

  const [first, other, second, third] = [await server.send(finding), await server.send(inserting(1)), await server.send(finding), await server.send(finding)];

  assert.deepEqual([first.ok.value, first.code.value, first.codeName, first.errmsg, first.errorLabels], [0, 8000, 'AtlasError', 'over quota', ['Some']]);
  assert.equal(other.n, 1);
  assert.equal(second.code.value, 8000);
  assert.equal(third.ok.value, 1);
});

test('some may pass before, with an end or without', async () => {
  const server = standIn();
  const codes = async () => {
    const found = [];
    for (let i = 0; i < 5; i++) found.push((await server.send(finding)).code?.value ?? 0);
    return found;
  };

  await server.send(failing({ skip: 2 }, { failCommands: ['find'], errorCode: 13 }));
  assert.deepEqual(await codes(), [0, 0, 13, 13, 13]);
  await server.send(failing({ skip: 2, times: 1 }, { failCommands: ['find'], errorCode: 13 }));
  assert.deepEqual(await codes(), [0, 0, 13, 0, 0]);
  await server.send(failing('alwaysOn', { failCommands: ['find'], errorCode: 13 }));
  assert.deepEqual(await codes(), [13, 13, 13, 13, 13]);
  assert.equal((await server.send(failing('off'))).count.toNumber(), 9);
  assert.deepEqual(await codes(), [0, 0, 0, 0, 0]);
});

test('a seed repeats what chance hits', async () => {
  const hits = async (seed) => {
    const server = standIn();
    await server.send(failing({ activationProbability: 0.3, seed }, { failCommands: ['find'], errorCode: 13 }));
    let found = '';
    for (let i = 0; i < 200; i++) found += (await server.send(finding)).code ? 'x' : '.';
    return found;
  };

  const [first, again, other] = [await hits(7), await hits(7), await hits(8)];

  assert.equal(first, again);
  assert.notEqual(first, other);
  assert.ok(first.replaceAll('.', '').length > 40 && first.replaceAll('.', '').length < 80, first);
});

test('only the collection or namespace that is named is hit, and a star is any command about a collection', async () => {
  const server = standIn();
  const of = async (command) => (await server.send(command)).code?.value;
  await server.send(failing('alwaysOn', { failCommands: ['*'], collection: 'jobs', errorCode: 13 }));
  await server.send(failing('alwaysOn', { failCommands: ['find'], namespace: 'd.heads', errorCode: 371 }, 'failCommandOfHeads'));

  assert.equal(await of(finding), 13);
  assert.equal(await of(inserting(1)), 13);
  assert.equal(await of({ find: 'heads', $db: 'd' }), 371);
  assert.equal(await of({ find: 'heads', $db: 'other' }), undefined);
  assert.equal(await of({ ping: 1, $db: 'd' }), undefined);
  assert.equal(await of({ hello: 1, $db: 'd' }), undefined);
});

test('a connection is cut before the command or after it was carried out', async () => {
  const server = standIn();
  await server.send(failing({ times: 1 }, { failCommands: ['insert'], closeConnection: true }));
  assert.equal(await server.send(inserting(1)), CUT);
  assert.deepEqual(await stored(server), []);

  await server.send(failing({ times: 1 }, { failCommands: ['insert'], closeConnectionAfter: true }));
  assert.equal(await server.send(inserting(1)), CUT);
  assert.deepEqual(await stored(server), [1]);
});

test('a write whose answer was lost is answered from the record when it comes again', async () => {
  const server = standIn();
  const write = retryable(inserting(1));
  await server.send(failing({ times: 1 }, { failCommands: ['insert'], closeConnectionAfter: true }));

  assert.equal(await server.send(write), CUT);
  const again = await server.send(write);

  assert.equal(again.n, 1);
  assert.equal(again.writeErrors, undefined);
});

test('a write that reaches too few members is carried out, and comes again without the error', async () => {
  const server = standIn();
  const write = retryable(inserting(1));
  await server.send(failing({ times: 1 }, { failCommands: ['insert'], writeConcernError: { code: 91, errmsg: 'shutting down' } }));

  const [first, again] = [await server.send(write), await server.send(write)];

  assert.equal(first.ok.value, 1);
  assert.equal(first.n, 1);
  assert.deepEqual([first.writeConcernError.code, first.writeConcernError.codeName], [91, 'ShutdownInProgress']);
  assert.deepEqual(first.errorLabels, ['RetryableWriteError']);
  assert.deepEqual([again.n, again.writeConcernError], [1, undefined]);
});

test('only retryable writes are labeled as such, and only with codes that pass', async () => {
  const server = standIn();
  const labels = async (command, errorCode) => {
    await server.send(failing({ times: 1 }, { failCommands: ['insert'], errorCode }));
    return (await server.send(command)).errorLabels;
  };

  assert.deepEqual(await labels(retryable(inserting(1)), 11602), ['RetryableWriteError']);
  assert.equal(await labels(inserting(1), 11602), undefined);
  assert.equal(await labels(retryable(inserting(1)), 11601), undefined);
});

test('one statement of a write fails, and an ordered list ends there', async () => {
  const server = standIn();
  const refuse = () => server.send(failing({ times: 1 }, { failCommands: ['insert'], writeError: { index: 1, code: 14031, errmsg: 'no space' } }));
  await refuse();
  const ordered = await server.send(inserting(1, 2, 3));
  assert.deepEqual([ordered.ok.value, ordered.n], [1, 1]);
  assert.deepEqual([ordered.writeErrors[0].index.value, ordered.writeErrors[0].code.value, ordered.writeErrors[0].errmsg], [1, 14031, 'no space']);
  assert.deepEqual(await stored(server), [1]);

  await refuse();
  assert.equal((await server.send({ ...inserting(4, 5, 6), ordered: false })).n, 2);
  assert.deepEqual(await stored(server), [1, 4, 6]);
});

test('latency delays every command, a block only those it names, and neither another connection', async () => {
  const server = standIn();
  const took = async (command) => {
    const before = performance.now();
    await server.send(command);
    return performance.now() - before;
  };
  await server.send(admin({ configureFaults: [failing('alwaysOn', { failCommands: ['createIndexes'], blockConnection: true, blockTimeMS: 1500 })], latencyMS: 300 }));

  const index = { createIndexes: 'jobs', $db: 'd', indexes: [{ key: { a: 1 }, name: 'a_1' }] };
  const [indexed, found] = await Promise.all([took(index), took(finding)]);

  assert.ok(indexed >= 1780, `${indexed}`);
  assert.ok(found >= 280 && found < 1500, `${found}`);
  assert.equal((await server.send({ ...index, maxTimeMS: 20 })).code, 50);
  await server.send(admin({ configureFaults: [], latencyMS: 0 }));
  assert.ok((await took(finding)) < 280);
});

test('setting all faults says how many commands those before hit', async () => {
  const server = standIn();
  const hits = async () => (await server.send(admin({ configureFaults: [failing({ times: 2 }, { failCommands: ['find'], errorCode: 13 })] }))).hits.toNumber();

  assert.equal(await hits(), 0);
  for (let i = 0; i < 3; i++) await server.send(finding);
  assert.equal(await hits(), 2);
  assert.equal(await hits(), 0);
});

test('a copied database has the documents and indexes of the other and nothing of its own', async () => {
  const server = standIn();
  await server.send({ createIndexes: 'jobs', $db: 'd', indexes: [{ key: { a: 1 }, name: 'a_1', unique: true }] });
  await server.send(inserting(1));
  await server.send({ ...inserting(7), $db: 'other' });
  await server.send(admin({ copydb: 1, fromdb: 'd', todb: 'other' }));
  const twice = await server.send({ ...inserting(2), $db: 'other' });

  assert.deepEqual((await server.send({ ...finding, $db: 'other' })).cursor.firstBatch, [{ _id: 1 }]);
  assert.equal(twice.writeErrors[0].code, 11000);
  assert.deepEqual(await stored(server), [1]);
});

test('a block without its time, and a mode nobody knows, are refused', async () => {
  const server = standIn();
  assert.equal((await server.send(failing('alwaysOn', { failCommands: ['find'], blockConnection: true }))).code, 2);
  assert.equal((await server.send(failing('sometimes', { failCommands: ['find'], errorCode: 1 }))).code, 2);
  assert.equal((await server.send(failing('alwaysOn', {}, 'other'))).code, 249);
  assert.equal((await server.send({ ...failing('alwaysOn', {}), $db: 'd' })).code, 13);
});

test('whoever waits for a fail point hears when it was entered', async () => {
  const server = standIn();
  await server.send(failing('alwaysOn', { failCommands: ['find'], errorCode: 13 }));
  const waited = server.send(admin({ waitForFailPoint: 'failCommand', timesEntered: 2, maxTimeMS: 5000 }));
  const tooLate = await server.send(admin({ waitForFailPoint: 'failCommand', timesEntered: 2, maxTimeMS: 20 }));
  await server.send(finding);
  await server.send(finding);

  assert.equal((await waited).ok.value, 1);
  assert.equal(tooLate.code, 50);
});

test('commands and documents are counted until the next reset, handshakes are not', async () => {
  const server = standIn();
  const count = async () => {
    const { commands, documents } = await server.send(admin({ batchlineStatistics: 1, reset: true }));
    return [commands, documents].map((counts) => Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, n.toNumber()])));
  };
  for (const command of [inserting(1, 2, 3), inserting(4), finding, { ping: 1, $db: 'd' }, { hello: 1, $db: 'd' }]) await server.send(command);
  await server.send({ findAndModify: 'jobs', $db: 'd', query: { _id: 1 }, remove: true });

  assert.deepEqual(await count(), [{ insert: 2, find: 1, findAndModify: 1 }, { insert: 4, findAndModify: 1 }]);
  assert.deepEqual(await count(), [{}, {}]);
});

test('documents that are looked at and returned are counted', async () => {
  const server = standIn();
  await server.send(inserting(1, 2, 3, 4));
  await server.send(admin({ batchlineStatistics: 1, reset: true }));
  await server.send({ find: 'jobs', $db: 'd', filter: { _id: { $gte: 3 } } });
  await server.send({ aggregate: 'jobs', $db: 'd', pipeline: [{ $match: { _id: 1 } }, { $limit: 1 }], cursor: {} });

  const { examined, returned } = await server.send(admin({ batchlineStatistics: 1 }));
  assert.deepEqual([examined.toNumber(), returned.toNumber()], [8, 3]);
});

test('faults and latency can be set at the start', async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'mongo-wire-')), 'faults.json');
  const cut = { configureFailPoint: 'failCommand', mode: { times: 1 }, data: { failCommands: ['insert'], closeConnectionAfter: true } };
  fs.writeFileSync(file, JSON.stringify([cut]));
  const { server, port } = await start('--faults', file, '--latency', '30');
  const before = performance.now();

  assert.equal(await send(port, { insert: 'jobs', documents: [{ _id: 1 }] }), undefined);
  const found = await send(port, { find: 'jobs', filter: {} });
  server.kill();

  assert.equal(found.cursor.firstBatch.length, 1);
  assert.ok(performance.now() - before >= 58);
});
