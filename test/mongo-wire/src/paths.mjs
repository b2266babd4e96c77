// Paths with dots into documents.
import { isDocument } from './values.mjs';

// All values a query sees at a path: arrays on the way are looked into, one at the end counts whole and item by item.
export function valuesAt(document, path) {
  let found = [document];
  for (const name of namesOf(path)) {
    const [only] = found;
    if (found.length === 1 && !Array.isArray(only)) found = [isDocument(only) && Object.hasOwn(only, name) ? only[name] : undefined];
    else found = found.flatMap((value) => step(value, name));
  }
  return found.some(Array.isArray) ? found.flatMap((value) => (Array.isArray(value) ? [value, ...value] : [value])) : found;
}

// The same few paths come again and again.
const split = new Map();
const KEPT = 1000;
export function namesOf(path) {
  if (!split.has(path)) {
    if (split.size > KEPT) split.clear();
    split.set(path, path.split('.'));
  }
  return split.get(path);
}

function step(value, name) {
  if (Array.isArray(value)) return /^\d+$/.test(name) ? [value[name]] : value.filter(isDocument).map((item) => item[name]);
  return [isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined];
}

// What an expression sees: the field of every item when there is an array on the way.
export function read(value, names) {
  if (names.length === 0) return value;
  if (Array.isArray(value)) return value.map((item) => read(item, names)).filter((item) => item !== undefined);
  return isDocument(value) && Object.hasOwn(value, names[0]) ? read(value[names[0]], names.slice(1)) : undefined;
}

// A copy with the value at the path; undefined takes the field out.
export function write(document, names, value) {
  const [name, ...rest] = names;
  const copy = isDocument(document) ? { ...document } : {};
  if (rest.length > 0) {
    if (value === undefined && !isDocument(copy[name])) return copy;
    copy[name] = write(copy[name], rest, value);
  } else if (value === undefined) delete copy[name];
  else copy[name] = value;
  return copy;
}

/** Two of the paths of which one is the other or leads to it, the shorter first; undefined: there are none. */
export function conflictOf(paths) {
  const sorted = paths.map((path) => `${path}.`).sort();
  const at = sorted.findIndex((path, i) => i > 0 && path.startsWith(sorted[i - 1]));
  return at < 0 ? undefined : [sorted[at - 1].slice(0, -1), sorted[at].slice(0, -1)];
}
