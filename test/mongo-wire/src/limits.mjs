// What is too large or too many.
import { calculateObjectSize } from 'bson';
import { badValue, fault } from './values.mjs';

export const MAX_DOCUMENT = 16 * 1024 * 1024;
export const MAX_MESSAGE = 48_000_000;
export const MAX_WRITES = 100_000;

/** What a document may have inside of the server, on its way through a pipeline. */
const MAX_INTERNAL = MAX_DOCUMENT + 16 * 1024;

export function checkCount(items) {
  if (items.length > 0 && items.length <= MAX_WRITES) return;
  throw fault(16, 'InvalidLength', `Write batch sizes must be between 1 and ${MAX_WRITES}. Got ${items.length} operations.`);
}

export function checkInserted(document) {
  const size = calculateObjectSize(document);
  if (size > MAX_DOCUMENT) throw badValue(`object to insert too large. size in bytes: ${size}, max size: ${MAX_DOCUMENT}`);
}

/** After an update; one by a pipeline meets a limit of its own before. */
export function checkUpdated(document, { pipeline, upsert }) {
  const size = calculateObjectSize(document);
  if (size <= MAX_DOCUMENT) return;
  if (pipeline && size > MAX_INTERNAL) {
    throw fault(10334, 'BSONObjectTooLarge', `BSONObj size: ${size} is invalid. Size must be between 0 and ${MAX_INTERNAL}(16MB)`);
  }
  throw upsert
    ? fault(17420, 'Location17420', `Document to upsert is larger than ${MAX_DOCUMENT}`)
    : fault(17419, 'Location17419', `Resulting document after update is larger than ${MAX_DOCUMENT}`);
}
