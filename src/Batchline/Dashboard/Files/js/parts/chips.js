import { html } from '../core/view.js';
import { number } from '../core/format.js';

/** Filters to press, with how many they show. @param options [value, label, count] */
export function Chips({ label, options, value, set }) {
  return html`
    <div class="chips" role="group" aria-label=${label}>
      ${options.map(([option, text, count]) => html`
        <button type="button" class="chip" key=${option} aria-pressed=${value === option} onClick=${() => set(option)}>
          ${text}${count !== undefined && html`<span class="num muted">${number(count)}</span>`}
        </button>`)}
    </div>`;
}
