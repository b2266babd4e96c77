// What goes wrong on purpose, as configureFailPoint of MongoDB says it, with more where that has nothing; see README.md.
import { Double, Int32, Long } from 'bson';
import { fault, isDocument, toNumber, truthy } from './values.mjs';
import { FailPoint } from './failPoint.mjs';

const NAMES = {
  6: 'HostUnreachable', 7: 'HostNotFound', 13: 'Unauthorized', 50: 'MaxTimeMSExpired', 64: 'WriteConcernFailed', 89: 'NetworkTimeout',
  91: 'ShutdownInProgress', 112: 'WriteConflict', 134: 'ReadConcernMajorityNotAvailableYet', 189: 'PrimarySteppedDown',
  262: 'ExceededTimeLimit', 371: 'UserWritesBlocked', 8000: 'AtlasError', 9001: 'SocketException', 10107: 'NotWritablePrimary',
  11600: 'InterruptedAtShutdown', 11601: 'Interrupted', 11602: 'InterruptedDueToReplStateChange', 13435: 'NotPrimaryNoSecondaryOk',
  13436: 'NotPrimaryOrSecondary', 14031: 'OutOfDiskSpace',
};

/** Codes with which servers tell drivers to send a retryable write again. */
const RETRYABLE = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

export class Faults {
  constructor() {
    this.points = new Map();
    this.waiting = [];
    this.latency = 0;
    this.hits = 0;
  }

  /** Sets one fail point; any name that begins with failCommand is one of its own. The answer says how often it was entered before. */
  configure({ configureFailPoint: name, mode, data }) {
    if (typeof name !== 'string' || !name.startsWith('failCommand')) throw fault(249, 'FailPointSetFailed', `${name} not found`);
    const point = this.points.get(name) ?? new FailPoint();
    this.points.set(name, point);
    point.set(mode, data);
    return { count: Long.fromNumber(point.entered) };
  }

  /** All of them at once, and the latency of every command. The answer says how many commands were hit since the last time. */
  replace({ configureFaults: points, latencyMS }) {
    if (Array.isArray(points)) {
      for (const point of this.points.values()) point.set('off');
      for (const point of points) this.configure(point);
    }
    if (latencyMS !== undefined) this.latency = toNumber(latencyMS);
    const hits = this.hits;
    this.hits = 0;
    return { hits: Long.fromNumber(hits) };
  }

  /** Answers once the fail point was entered so often. */
  wait({ waitForFailPoint: name, timesEntered, maxTimeMS }) {
    const point = this.points.get(name);
    if (!point) throw fault(249, 'FailPointSetFailed', `${name} not found`);
    return new Promise((resolve, reject) => {
      const tooLate = () => reject(fault(50, 'MaxTimeMSExpired', 'operation exceeded time limit'));
      const timer = maxTimeMS === undefined ? undefined : setTimeout(tooLate, toNumber(maxTimeMS));
      this.waiting.push({ point, times: toNumber(timesEntered), done: () => { clearTimeout(timer); resolve({}); } });
      this.wake();
    });
  }

  /** What happens to this command; undefined: nothing. The first fail point that is entered decides. */
  draw(command) {
    for (const point of this.points.values()) {
      if (!point.enters(command)) continue;
      this.hits++;
      this.wake();
      return point.data;
    }
    return undefined;
  }

  wake() {
    this.waiting = this.waiting.filter(({ point, times, done }) => {
      if (point.entered < times) return true;
      done();
      return false;
    });
  }

  delayOf(data) {
    return this.latency + (truthy(data?.blockConnection) ? toNumber(data.blockTimeMS) : 0);
  }
}

/** The answer to a command that is refused. */
export function refusal(command, { errorCode, codeName, errmsg, errorLabels }) {
  const code = toNumber(errorCode);
  return {
    ok: new Double(0),
    errmsg: errmsg ?? "Failing command via 'failCommand' failpoint",
    code: new Int32(code),
    codeName: codeName ?? NAMES[code] ?? `Location${code}`,
    ...labelsOf(command, code, errorLabels),
  };
}

/** The answer to a write that was carried out and did not reach enough members. */
export function unconfirmed(command, reply, { writeConcernError, errorLabels }) {
  const code = toNumber(writeConcernError.code);
  const error = { code: new Int32(code), codeName: NAMES[code] ?? `Location${code}`, errmsg: "Failing command via 'failCommand' failpoint" };
  return { ...reply, writeConcernError: { ...error, ...writeConcernError }, ...labelsOf(command, code, errorLabels) };
}

/** The fault of one statement of a write; undefined: none is to fail. */
export function statementFault(data) {
  if (!isDocument(data?.writeError)) return undefined;
  const { index = 0, code, errmsg } = data.writeError;
  return { index: toNumber(index), fault: fault(new Int32(toNumber(code)), undefined, errmsg ?? "Failing statement via 'failCommand' failpoint") };
}

function labelsOf(command, code, labels) {
  if (labels) return { errorLabels: labels };
  return command.txnNumber && RETRYABLE.has(code) ? { errorLabels: ['RetryableWriteError'] } : {};
}
