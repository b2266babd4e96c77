import { html, useState } from '../core/view.js';
import { number } from '../core/format.js';
import { BatchField } from './batch-field.js';

const legend = [
  ['c', 'Completed', 'completed'],
  ['r', 'Running', 'processing'],
  ['p', 'Pending', 'pending'],
  ['e', 'With errors', 'completedWithErrors'],
  ['f', 'Failed', 'failed'],
  ['x', 'Cancelled', 'cancelled'],
];

/** @param blocks groups of {accountId, name, statuses}; a field is drawn for each block */
export function BatchMap({ blocks, counts, open }) {
  const [pointed, tell] = useState('');
  return html`
    <ul class="legend">
      ${legend.filter(([, , field]) => counts[field] > 0).map(([letter, label, field]) => html`
        <li key=${letter}>
          <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
            <rect class="cell-${letter}" x="0.5" y="0.5" width="11" height="11" rx="2" />
            ${letter === 'f' && html`<path class="cell-mark" d="M3.5 3.5l5 5m0-5l-5 5" />`}
            ${letter === 'e' && html`<path class="cell-mark" d="M3.5 8.5l5-5" />`}
          </svg>${label} <span class="num strong">${number(counts[field])}</span>
        </li>`)}
    </ul>
    <div class="map">
      ${blocks.map((groups) => html`<${BatchField} key=${groups[0].accountId} groups=${groups} titled=${groups.length === 1} open=${open} tell=${tell} />`)}
    </div>
    <p class="map-tip" aria-hidden="true">${pointed || 'Point at a batch, or step through them with the arrow keys.'}</p>`;
}
