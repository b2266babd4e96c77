import { html } from '../core/view.js';
import { percent, plural } from '../core/format.js';

/** How much of some jobs is done, missing, failed. @param share null: nobody knows the whole yet */
export function JobBar({ jobs, share, name, big }) {
  const label = `Progress of ${name}`;
  if (share === null) {
    return html`<div class="bar unknown ${big ? 'big' : ''}" role="progressbar" aria-label=${label} aria-valuetext="Still planning, ${plural(jobs.completed, 'job')} done so far"></div>`;
  }
  const total = Math.max(1, jobs.total);
  const text = `${percent(share)}: ${jobs.completed} of ${plural(jobs.total, 'job')} done`
    + `${jobs.missing ? `, ${jobs.missing} gone in Workiz` : ''}${jobs.failed ? `, ${jobs.failed} failed` : ''}`;
  const part = (count) => ({ width: `${(count / total) * 100}%` });
  return html`
    <div class="bar ${big ? 'big' : ''}" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.floor(share * 100)} aria-valuetext=${text} title=${text}>
      ${jobs.total === 0 ? html`<i class="done" style=${{ width: '100%' }}></i>` : html`
        <i class="done" style=${part(jobs.completed)}></i><i class="missing" style=${part(jobs.missing)}></i><i class="failed" style=${part(jobs.failed)}></i>`}
    </div>`;
}

export const shareOf = (jobs) => (jobs.total ? (jobs.completed + jobs.missing + jobs.failed) / jobs.total : 1);
