import { html } from '../../../vendor/preact.js';
import { Empty } from '../../parts/notice.js';

/** A document field by field. Values stand as they came: no time is converted, no number rounded. */
export function DocumentTable({ fields, text }) {
  const wanted = text.trim().toLowerCase();
  const shown = Object.entries(fields).filter(([name, value]) =>
    `${name} ${JSON.stringify(value)}`.toLowerCase().includes(wanted));
  if (shown.length === 0) return html`<${Empty} icon="search" title="No such field">No name and no value holds these letters.<//>`;
  return html`
    <table class="doc-table"><tbody>${shown.map(([name, value]) => html`
      <tr key=${name}><th scope="row">${name}</th><td><${Value} of=${value} /></td></tr>`)}
    </tbody></table>`;
}

function Value({ of: value }) {
  if (value === null) return html`<span class="muted">null</span>`;
  if (JSON.isRawJSON?.(value)) return value.rawJSON;
  if (value === '') return html`<span class="muted">empty</span>`;
  if (Array.isArray(value) && value.length === 0) return html`<span class="muted">none</span>`;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return html`<span class="tags">${value.map((item, i) => html`<span class="tag" key=${i}>${item}</span>`)}</span>`;
  }
  return typeof value === 'object' ? html`<pre>${JSON.stringify(value, null, 2)}</pre>` : String(value);
}
