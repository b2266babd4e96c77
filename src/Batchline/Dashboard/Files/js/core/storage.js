// A browser may refuse storage, as it does where cookies are forbidden: then nothing is kept, and the page works all the same.

/** @param area 'localStorage' or 'sessionStorage' */
export function recall(area, key) {
  try {
    return globalThis[area].getItem(key);
  } catch {
    return null;
  }
}

/** @param value null: forget what is there */
export function keep(area, key, value) {
  try {
    if (value === null) globalThis[area].removeItem(key);
    else globalThis[area].setItem(key, value);
  } catch {
    // Refused, or full: see above.
  }
}
