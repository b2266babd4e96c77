import { paceFields } from './pace.js';

const columns = ['name', 'key', ...paceFields.map(({ name }) => name), 'enabled'];

/** Accounts of a CSV or JSON text: {rows: [{place, body} or {place, fault}]}, or {rows: [], fault}. No fault quotes a key. */
export function readAccounts(text) {
  const content = text.replace(/^\uFEFF/, '').trimStart();
  return content.startsWith('[') || content.startsWith('{') ? fromJson(content) : fromCsv(content);
}

function fromJson(text) {
  let items;
  try {
    items = JSON.parse(text);
  } catch {
    return { rows: [], fault: 'This is not valid JSON.' };
  }
  if (!Array.isArray(items)) return { rows: [], fault: 'This is JSON, but no array of accounts.' };
  return {
    rows: items.map((item, i) => {
      const place = `item ${i + 1}`;
      if (item === null || typeof item !== 'object') return { place, fault: 'is no object' };
      const { key, ...rest } = item;
      return checked(place, key === undefined ? rest : { ...rest, workizApiKey: key });
    }),
  };
}

function fromCsv(text) {
  const [header = { fields: [] }, ...records] = recordsOf(text);
  const named = header.fields.map((title) => columns.find((column) => column.toLowerCase() === title.toLowerCase()));
  if (named.includes(undefined) || new Set(named).size < named.length || !named.includes('name') || !named.includes('key')) {
    return { rows: [], fault: `The first line must name the columns, each once: name, key and any of ${columns.slice(2).join(', ')}.` };
  }
  return {
    rows: records.map(({ line, fields }) => {
      const place = `line ${line}`;
      if (fields.length !== named.length) return { place, fault: `has ${fields.length} fields instead of ${named.length}` };
      const body = {};
      for (const [i, column] of named.entries()) {
        if (fields[i] === '') continue;
        const value = valueOf(column, fields[i]);
        if (value === undefined) return { place, fault: `has a ${column} that cannot be read` };
        body[column === 'key' ? 'workizApiKey' : column] = value;
      }
      return checked(place, body);
    }),
  };
}

function checked(place, body) {
  if (typeof body.name !== 'string' || !body.name.trim()) return { place, fault: 'has no name' };
  if (typeof body.workizApiKey !== 'string' || !body.workizApiKey) return { place, fault: 'has no key' };
  return { place, body };
}

function valueOf(column, text) {
  if (column === 'enabled') return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
  const field = paceFields.find(({ name }) => name === column);
  return field ? field.read(text) : text;
}

/** CSV as RFC 4180 says: quotes around fields, doubled within, line breaks within. */
function* recordsOf(text) {
  let [fields, field, blank, quoted, line, begin] = [[], '', true, false, 1, 1];
  for (let i = 0; i <= text.length; i++) {
    const character = text[i];
    if (character === '\n' || character === undefined) line++;
    if (character === '"' && (quoted || blank)) {
      if (quoted && text[i + 1] === '"') {
        field += text[i++];
        blank = false;
      } else quoted = !quoted;
    } else if (character === undefined || (!quoted && (character === ',' || character === '\n'))) {
      fields.push(field.trim());
      [field, blank] = ['', true];
      if (character === ',') continue;
      if (fields.length > 1 || fields[0] !== '') yield { line: begin, fields };
      [fields, begin] = [[], line];
    } else {
      field += character;
      blank &&= character.trim() === '';
    }
  }
}
