// The way of a command from a connection to its answer: it is counted, may be hit by a fault, and is carried out.
import { setTimeout as pause } from 'node:timers/promises';
import { Double } from 'bson';
import { fault, toNumber, truthy } from './values.mjs';
import { CUT } from './cut.mjs';
import { Faults, refusal, statementFault, unconfirmed } from './faults.mjs';
import { Statistics } from './statistics.mjs';
import { hello } from './hello.mjs';
import { run } from './commands.mjs';

const handshakes = ['hello', 'isMaster', 'ismaster'];

export class StandIn {
  /** settings: address (host:port), replicaSet (a name), retryWrites (false: as DocumentDB). */
  constructor(storage, settings = {}) {
    this.storage = storage;
    this.settings = { retryWrites: true, ...settings };
    this.faults = new Faults();
    this.statistics = new Statistics();
    this.own = {
      configureFailPoint: (command) => this.faults.configure(command),
      configureFaults: (command) => this.faults.replace(command),
      waitForFailPoint: (command) => this.faults.wait(command),
      copydb: ({ fromdb, todb }) => { storage.copy(fromdb, todb); return {}; },
      batchlineStatistics: (command) => this.statistics.answer(command),
    };
  }

  /** The answer to a command, or CUT. */
  async answer(command, connectionId) {
    try {
      const [name] = Object.keys(command);
      if (Object.hasOwn(this.own, name)) return await this.administer(name, command);
      this.statistics.count(command);
      return await this.through(command, name, connectionId, this.faults.draw(command));
    } catch (error) {
      if (error.code === undefined) console.error(error);
      return { ok: new Double(0), errmsg: error.message, code: error.code ?? 8, codeName: error.codeName ?? 'UnknownError', ...error.reply };
    }
  }

  async administer(name, command) {
    if (command.$db !== 'admin') throw fault(13, 'Unauthorized', `${name} may only be run against the admin database.`);
    return { ...(await this.own[name](command)), ok: new Double(1) };
  }

  async through(command, name, connectionId, data) {
    await this.delay(command, this.faults.delayOf(data));
    if (truthy(data?.closeConnection)) return CUT;
    if (data?.errorCode !== undefined) return refusal(command, data);
    const reply = this.carryOut(command, name, connectionId, data);
    if (truthy(data?.closeConnectionAfter)) return CUT;
    return data?.writeConcernError ? unconfirmed(command, reply, data) : reply;
  }

  async delay(command, milliseconds) {
    if (milliseconds === 0) return;
    const most = command.maxTimeMS === undefined ? 0 : toNumber(command.maxTimeMS);
    await pause(most > 0 ? Math.min(most, milliseconds) : milliseconds);
    if (most > 0 && most < milliseconds) throw fault(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
  }

  carryOut(command, name, connectionId, data) {
    if (handshakes.includes(name)) return { ...hello(this.settings, command), connectionId, ok: new Double(1) };
    if (command.txnNumber && !this.settings.retryWrites) {
      throw fault(20, 'IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
    }
    const before = this.storage.examined;
    const reply = run(this.storage, command, statementFault(data));
    this.statistics.cost(this.storage.examined - before, reply);
    return reply;
  }
}
