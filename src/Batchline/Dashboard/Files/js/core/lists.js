import { useCallback, useEffect, useState } from './view.js';
import { api } from './api.js';
import { useLoad } from './hooks.js';
import { brief } from './text.js';

/** A list in pages: the first loads by itself and again when `deps` change, the others when asked for. @param get how: as `api.get` */
export function usePages(path, query, deps = [], get = api.get) {
  const first = useLoad((signal) => get(path, query, signal), [path, JSON.stringify(query), ...deps]);
  const [more, set] = useState({ items: [], cursor: undefined });
  useEffect(() => set({ items: [], cursor: undefined }), [first.data]);
  const cursor = more.cursor === undefined ? first.data?.nextCursor : more.cursor;
  const loadMore = useCallback(async () => {
    const page = await get(path, { ...query, cursor });
    set((before) => ({ items: [...before.items, ...page.items], cursor: page.nextCursor }));
  }, [cursor]);
  return { ...first, data: first.data && [...first.data.items, ...more.items], loadMore: cursor ? loadMore : null };
}

/** What all accounts are called, and which take part in syncs. */
export function useAccounts() {
  return useLoad(async (signal) => (await api.get('accounts/names', {}, signal)).items, []);
}

/** What accounts are called, by id; a deleted one by the end of its id. */
export function namesOf(accounts = [], states = []) {
  const names = new Map(states.map((state) => [state.accountId, state.name]));
  for (const account of accounts) names.set(account.id, account.name);
  return (id) => brief(names.get(id)) || `Deleted account …${id.slice(-4)}`;
}
