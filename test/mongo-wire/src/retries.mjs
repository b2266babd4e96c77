// Retryable writes: one that comes again has the same session and number, and gets the answer of the first time.
const KEPT = 20_000;
const done = new Map();

/** The record's key; null: not a retryable write. */
export const retryKey = (command, name) =>
  ['insert', 'update', 'delete', 'findAndModify'].includes(name) && command.lsid && command.txnNumber
    ? `${command.lsid.id.toString('hex')} ${command.txnNumber}`
    : null;

export const recorded = (key) => done.get(key);

export function record(key, reply) {
  done.set(key, reply);
  if (done.size > KEPT) done.delete(done.keys().next().value);
}
