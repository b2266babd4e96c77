import { html } from '../../core/view.js';
import { duration, number, plural } from '../../core/format.js';
import { operationStatus, strategyName } from '../../core/words.js';
import { Badge } from '../../parts/badge.js';
import { Moment } from '../../parts/time.js';

export function OperationTable({ items }) {
  return html`
    <div class="table-wrap"><table class="cards">
      <thead><tr><th>Started</th><th>Status</th><th>Strategy</th><th class="right">Accounts</th><th class="right">Batch size</th><th class="right">Took</th></tr></thead>
      <tbody>${items.map((operation) => html`
        <tr key=${operation.operationId}>
          <td class="lead-cell"><a class="row-link" href="#/operations/${operation.operationId}"><${Moment} at=${operation.startTime} /></a></td>
          <td data-label="Status"><${Badge} of=${operationStatus[operation.status]} />${operation.error && html`<span class="sub">${operation.error}</span>`}</td>
          <td data-label="Strategy">${strategyName[operation.strategy]}${operation.full && html`<span class="sub">in full</span>`}</td>
          <td data-label="Accounts" class="right num">${number(operation.accounts)}${operation.skippedTotal > 0 && html`<span class="sub">${plural(operation.skippedTotal, 'left out', 'left out')}</span>`}</td>
          <td data-label="Batch size" class="right num">${number(operation.batchSize)}</td>
          <td data-label="Took" class="right num nowrap">${operation.endTime ? duration((new Date(operation.endTime) - new Date(operation.startTime)) / 1000) : '–'}</td>
        </tr>`)}
      </tbody>
    </table></div>`;
}
