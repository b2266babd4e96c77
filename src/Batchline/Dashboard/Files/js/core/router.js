import { useEffect, useState } from './view.js';

// Routes stand behind the #: the server has one page, and it works below any path prefix.

const nowhere = ['?'];

export function parse(hash) {
  const [path, search] = hash.replace(/^#\/?/, '').split('?');
  return { parts: partsOf(path), query: new URLSearchParams(search) };
}

function partsOf(path) {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    // A % that escapes nothing: no page has such an address.
    return nowhere;
  }
}

/** What a part of an address chooses from a table; `otherwise` where it names nothing of it. */
export const chosen = (table, name, otherwise) => (Object.hasOwn(table, name ?? '') ? name : otherwise);

export function link(path, query = {}) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '' && value != null)).toString();
  return `#/${path}${search ? `?${search}` : ''}`;
}

export function go(path, query) {
  location.hash = link(path, query);
}

/** Changes the address without a new step in the history, as while typing into a filter. */
export function replace(path, query) {
  history.replaceState(null, '', link(path, query));
}

export function useRoute() {
  const [route, set] = useState(() => parse(location.hash));
  useEffect(() => {
    const changed = () => set(parse(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}
