// What comes from outside (a record, an answer, the address) may be of any type and hold any character. It becomes text here.

// Not tab and line breaks: the browser draws those as space. The rest would hide, reorder, or end what stands around it.
const unseen = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
const kept = '\t\n\r';

/** Any value as text, whole: a text as it is, a number as it came, objects and arrays as JSON. */
export function text(value) {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return JSON.isRawJSON?.(value) ? value.rawJSON : JSON.stringify(value);
}

/** A text with the characters written out that nobody would see, such as [U+202E]. */
export function visible(value) {
  return value.replace(unseen, (character) => (kept.includes(character)
    ? character : `[U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`));
}

/** Any value as a text of at most `most` characters, for places where it stands beside others. */
export function brief(value, most = 120) {
  const whole = text(value);
  return whole.length <= most ? whole : `${cut(whole, most)}…`;
}

/** The beginning of a text, never half of a character. */
export const cut = (whole, most) => whole.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

/** A text as one segment of a path. */
export const segment = (value) => encodeURIComponent(text(value).toWellFormed());
