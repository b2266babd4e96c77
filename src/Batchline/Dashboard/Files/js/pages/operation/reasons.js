import { html } from '../../core/view.js';
import { plural } from '../../core/format.js';
import { brief, segment } from '../../core/text.js';

/** Each failed job of a batch with what Workiz answered. */
export function Reasons({ batch, most = Infinity }) {
  const { failedJobs, errors, accountId } = batch;
  return html`
    <ul class="reasons">
      ${failedJobs.slice(0, most).map((uuid, index) => html`
        <li key=${uuid}>
          <a class="mono" href="#/jobs/${accountId}/${segment(uuid)}">${brief(uuid)}</a>
          <span>${(errors[index] ?? '').replace(`${uuid}: `, '') || 'no reason was given'}</span>
        </li>`)}
      ${failedJobs.length > most && html`<li><span></span><span class="muted">and ${plural(failedJobs.length - most, 'more', 'more')}: open the batch</span></li>`}
    </ul>`;
}
