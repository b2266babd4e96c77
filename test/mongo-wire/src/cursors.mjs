// Cursors: answers of more than one message.
import { Long, calculateObjectSize } from 'bson';
import { fault, toNumber } from './values.mjs';
import { MAX_DOCUMENT } from './limits.mjs';

const FIRST_PAGE = 101;
const cursors = new Map();
let last = 1000;

export function page(namespace, rows, size, single) {
  const [first, rest] = split(rows, size === undefined ? FIRST_PAGE : toNumber(size));
  const id = single || rest.length === 0 ? 0 : ++last;
  if (single) first.push(...rest);
  else if (id) cursors.set(id, { namespace, rows: rest });
  return { cursor: { firstBatch: first, id: Long.fromNumber(id), ns: namespace } };
}

export function getMore(command) {
  const id = toNumber(command.getMore);
  const cursor = cursors.get(id);
  if (!cursor) throw fault(43, 'CursorNotFound', `cursor id ${id} not found`);
  const [next, rest] = split(cursor.rows, command.batchSize === undefined ? Infinity : toNumber(command.batchSize));
  cursor.rows = rest;
  if (rest.length === 0) cursors.delete(id);
  return { cursor: { nextBatch: next, id: Long.fromNumber(rest.length === 0 ? 0 : id), ns: cursor.namespace } };
}

export function killCursors(command) {
  for (const id of command.cursors) cursors.delete(toNumber(id));
  return { cursorsKilled: command.cursors, cursorsNotFound: [], cursorsAlive: [], cursorsUnknown: [] };
}

/** As many as fit into an answer, which is a document too; one at least. */
function split(rows, size) {
  let [count, bytes] = [0, 0];
  while (count < rows.length && count < size) {
    bytes += calculateObjectSize(rows[count]);
    if (count > 0 && bytes > MAX_DOCUMENT) break;
    count++;
  }
  return [rows.slice(0, count), rows.slice(count)];
}
