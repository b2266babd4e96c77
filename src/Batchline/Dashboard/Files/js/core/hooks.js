import { useCallback, useEffect, useRef, useState } from './view.js';
import { ProgressFeed } from './stream.js';

/**
 * Loads something, again when `deps` change, and every `every` milliseconds while the page is seen.
 * What was loaded stays while it is loaded again and when that fails.
 */
export function useLoad(load, deps, every = 0) {
  const [state, set] = useState({ data: undefined, error: null, loading: true });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    let timer;
    async function once() {
      if (!document.hidden) {
        try {
          const data = await load(signal);
          if (!signal.aborted) set({ data, error: null, loading: false });
        } catch (error) {
          if (!signal.aborted) set((before) => ({ ...before, error, loading: false }));
        }
      }
      if (every && !signal.aborted) timer = setTimeout(once, every);
    }
    set((before) => ({ ...before, loading: true }));
    once();
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [...deps, turn, every]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, reload };
}

/** The progress of an operation as it comes, and how: see ProgressFeed. */
export function useProgress(id, query = {}) {
  const [state, set] = useState({ progress: undefined, error: null, link: 'waiting', at: 0 });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const feed = new ProgressFeed(id, query, (news) =>
      set((before) => ({ ...before, error: null, ...news, at: news.progress ? Date.now() : before.at })));
    return () => feed.stop();
  }, [id, JSON.stringify(query), turn]);
  const restart = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, restart };
}

/** The time, told again every `every` milliseconds while `running`. */
export function useNow(every, running = true) {
  const [now, set] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => set(Date.now()), every);
    return () => clearInterval(timer);
  }, [every, running]);
  return now;
}

/** How often a value has become another one, from the first that was there on. */
export function useChanges(value) {
  const seen = useRef({ value, count: 0 });
  if (value !== seen.current.value) {
    const isFirst = seen.current.value === undefined;
    seen.current = { value, count: seen.current.count + (isFirst ? 0 : 1) };
  }
  return seen.current.count;
}

/** A value that follows once it has been still for a while. */
export function useSettled(value, after) {
  const [settled, set] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set(value), after);
    return () => clearTimeout(timer);
  }, [JSON.stringify(value), after]);
  return settled;
}

/** The width of an element, as long as it is there. */
export function useWidth() {
  const ref = useRef(null);
  const [width, set] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => set(Math.floor(entry.contentRect.width)));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
