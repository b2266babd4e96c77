import { html, useState } from '../../core/view.js';
import { number } from '../../core/format.js';
import { brief, cut, text } from '../../core/text.js';
import { Button } from '../../parts/button.js';
import { Empty } from '../../parts/notice.js';

const most = 2_000;
const pieces = new RegExp(`[^]{1,${most}}`, 'gu');
const longestName = 200;
const mostTags = 50;
const longestTag = 80;

/** A document field by field. Values stand as they came: no time is converted, no number rounded. */
export function DocumentTable({ fields, wanted }) {
  const part = wanted.trim().toLowerCase();
  const shown = Object.entries(fields).filter(([name, value]) => `${name} ${JSON.stringify(value)}`.toLowerCase().includes(part));
  if (shown.length === 0) return html`<${Empty} icon="search" title="No such field">No name and no value holds these letters.<//>`;
  return html`
    <table class="doc-table"><tbody>${shown.map(([name, value]) => html`
      <tr key=${name}><th scope="row">${brief(name, longestName)}</th><td><${Value} of=${value} /></td></tr>`)}
    </tbody></table>`;
}

function Value({ of: value }) {
  if (value === null) return html`<span class="muted">null</span>`;
  if (value === '') return html`<span class="muted">empty</span>`;
  if (Array.isArray(value) && value.length === 0) return html`<span class="muted">none</span>`;
  if (isTags(value)) return html`<span class="tags">${value.map((item, i) => html`<span class="tag" key=${i}>${item}</span>`)}</span>`;
  if (typeof value !== 'object' || JSON.isRawJSON?.(value)) return html`<${Long} of=${text(value)} />`;
  return html`<pre><${Long} of=${JSON.stringify(value, null, 2)} /></pre>`;
}

const isTags = (value) => Array.isArray(value) && value.length <= mostTags
  && value.every((item) => typeof item === 'string' && item.length <= longestTag);

/** A text that may be very long: its beginning, and the rest when it is asked for. */
function Long({ of: whole }) {
  const [all, show] = useState(false);
  if (whole.length <= most) return whole;
  if (all) return whole.match(pieces);
  return html`${cut(whole, most)}… <${Button} kind="small" onClick=${() => show(true)}>Show all ${number(whole.length)} characters<//>`;
}
