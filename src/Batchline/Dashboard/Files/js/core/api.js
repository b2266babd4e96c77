import { session } from './session.js';
import { text } from './text.js';

/** An answer that is no success, or none at all. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(text(problem.detail ?? problem.title ?? 'The server gave no reason.'));
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.problem = problem;
  }

  /** What is wrong with a field of the request. */
  of(field) {
    const faults = this.problem.errors?.[field];
    return Array.isArray(faults) ? faults.map(text).join('; ') : undefined;
  }
}

const unreachable = {
  code: 'unreachable',
  detail: 'The server does not answer. Is it running, and is this machine online?',
};

const unreadable = {
  code: 'unreadable',
  detail: 'This is not an answer from Batchline. Is a proxy on the way showing a page of its own?',
};

/** The address of a path of the API: relative, so that it holds below any path prefix. */
export function address(path, query = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, value);
  }
  const text = search.toString();
  return `api/${path}${text ? `?${text}` : ''}`;
}

export async function send(method, path, { query, body, signal, headers = {} } = {}) {
  const all = { Accept: 'application/json', ...headers };
  if (session.token) all.Authorization = `Bearer ${session.token}`;
  if (body !== undefined) all['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(address(path, query), {
      method,
      headers: all,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      cache: 'no-store',
      redirect: 'error',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, unreachable);
  }
  if (response.status === 401) session.lost();
  if (!response.ok && response.status !== 304) throw new ApiError(response.status, await problemOf(response));
  return response;
}

async function problemOf(response) {
  const plain = { detail: `The server answered ${response.status} ${response.statusText}.` };
  try {
    const problem = JSON.parse(await response.text());
    return problem !== null && typeof problem === 'object' ? problem : plain;
  } catch {
    // A proxy's page instead of an answer of the program.
    return plain;
  }
}

/** Numbers that JavaScript would round or write otherwise stay as the text they came as. */
function exactly(key, value, context) {
  return typeof value === 'number' && context?.source !== undefined && String(value) !== context.source ? JSON.rawJSON(context.source) : value;
}

async function json(response, reviver) {
  if (response.status === 204) return null;
  const answer = await response.text();
  try {
    return JSON.parse(answer, reviver);
  } catch {
    throw new ApiError(response.status, unreadable);
  }
}

// The last answers with a tag, the oldest first.
const kept = new Map();
const mostKept = 20;

export const api = {
  /** What is asked for again and has not changed comes without its content. */
  async get(path, query, signal) {
    const asked = address(path, query);
    const known = kept.get(asked);
    const response = await send('GET', path, { query, signal, headers: known && { 'If-None-Match': known.tag } });
    if (response.status === 304) return known.data;
    const tag = response.headers.get('ETag');
    const data = await json(response);
    kept.delete(asked);
    if (tag) kept.set(asked, { tag, data });
    if (kept.size > mostKept) kept.delete(kept.keys().next().value);
    return data;
  },
  /** For answers with records in them. */
  getExactly: async (path, query, signal) => json(await send('GET', path, { query, signal }), exactly),
  post: async (path, body, query, signal, headers) => json(await send('POST', path, { query, body, signal, headers })),
  patch: async (path, body) => json(await send('PATCH', path, { body })),
  remove: async (path, query) => json(await send('DELETE', path, { query })),

  /** The first `most` items of a list, and whether there are more. */
  async first(path, query, most, signal) {
    const items = [];
    for (let cursor; ;) {
      const page = await api.get(path, { ...query, limit: Math.min(1000, most - items.length), cursor }, signal);
      items.push(...page.items);
      cursor = page.nextCursor;
      if (!cursor || items.length >= most) return { items, more: Boolean(cursor) };
    }
  },

  /** Every page of a list. */
  async all(path, query, signal) {
    return (await api.first(path, query, Infinity, signal)).items;
  },
};
