import { html } from '../../core/view.js';
import { brief, segment } from '../../core/text.js';
import { Badge } from '../../parts/badge.js';
import { Ago } from '../../parts/time.js';
import { clientOf, money } from './facts.js';

const inCell = 60;

export function JobTable({ items, nameOf }) {
  return html`
    <div class="table-wrap"><table class="cards">
      <thead><tr><th>Job</th><th>Scheduled</th><th>Status</th><th>Type</th><th>Account</th><th class="right">Total</th><th>Changed</th></tr></thead>
      <tbody>${items.map(({ accountId, uuid, document: job, sync }) => html`
        <tr key=${`${accountId}/${uuid}`}>
          <td class="lead-cell"><span><a class="row-link" href="#/jobs/${accountId}/${segment(uuid)}">${brief(clientOf(job) || uuid, inCell)}</a><span class="sub mono">${brief(uuid, inCell)}</span></span></td>
          <td data-label="Scheduled" class="num when">${brief(job.JobDateTime, inCell) || html`<span class="muted">not scheduled</span>`}</td>
          <td data-label="Status">${sync.missingSince ? html`<${Badge} of=${['Gone in Workiz', 'warn', 'alert']} />` : brief(job.Status, inCell)}</td>
          <td data-label="Type">${brief(job.JobType, inCell)}</td>
          <td data-label="Account">${nameOf(accountId)}</td>
          <td data-label="Total" class="right num">${money(job.JobTotalPrice)}</td>
          <td data-label="Changed"><${Ago} at=${sync.changedAt} never="–" /></td>
        </tr>`)}
      </tbody>
    </table></div>`;
}
