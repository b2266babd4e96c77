import { html, useEffect, useState } from '../core/view.js';
import { said } from '../core/words.js';
import { Icon } from './icon.js';

const shownFor = 6_000;
let tell = () => {};
let last = 0;

export function toast(text, tone = 'good') {
  tell({ id: ++last, text, tone });
}

/** Does something the reader asked for and tells how it went. False: it failed. */
export async function attempt(action, done) {
  try {
    const result = await action();
    const text = typeof done === 'function' ? done(result) : done;
    if (text) toast(text);
    return result ?? true;
  } catch (error) {
    toast(said(error), 'bad');
    return false;
  }
}

export function Toasts() {
  const [items, set] = useState([]);
  useEffect(() => {
    tell = (item) => {
      set((before) => [...before.slice(-3), item]);
      setTimeout(() => set((before) => before.filter((other) => other.id !== item.id)), item.tone === 'bad' ? 2 * shownFor : shownFor);
    };
    return () => {
      tell = () => {};
    };
  }, []);
  return html`
    <div class="toasts" role="status" aria-live="polite">
      ${items.map((item) => html`
        <div class="toast ${item.tone}" key=${item.id}>
          <${Icon} name=${item.tone === 'bad' ? 'alert' : 'check'} /><span>${item.text}</span>
        </div>`)}
    </div>`;
}
