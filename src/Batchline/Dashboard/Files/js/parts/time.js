import { html } from '../core/view.js';
import { ago, exact, moment } from '../core/format.js';
import { useNow } from '../core/hooks.js';

/** When: in the reader's zone, the exact time on hover. */
export function Moment({ at }) {
  return at ? html`<time datetime=${at} title=${exact(at)}>${moment(at)}</time>` : '–';
}

/** How long ago, or how soon. */
export function Ago({ at, never = 'never' }) {
  const now = useNow(15_000, Boolean(at));
  return at ? html`<time datetime=${at} title=${exact(at)}>${ago(at, now)}</time>` : never;
}
