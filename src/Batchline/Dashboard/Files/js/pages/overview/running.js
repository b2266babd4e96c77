import { html } from '../../core/view.js';
import { api } from '../../core/api.js';
import { duration, number, percent, plural } from '../../core/format.js';
import { useLoad } from '../../core/hooks.js';
import { isOver, operationStatus, strategyName } from '../../core/words.js';
import { Badge } from '../../parts/badge.js';
import { JobBar } from '../../parts/bar.js';
import { Ago } from '../../parts/time.js';

/** One operation at work, with how far it is and how long it takes still. */
export function Running({ operation }) {
  const { operationId: id } = operation;
  const { data } = useLoad((signal) => api.get(`batch-progress/${id}`, { limit: 1 }, signal), [id], 2_000);
  const name = `Sync of ${plural(operation.accounts, 'account')}`;
  return html`
    <article class="running">
      <div class="row">
        <a class="strong" href="#/operations/${id}">${name}</a>
        <${Badge} of=${operationStatus[data?.status ?? operation.status]} />
        <span class="muted small">${strategyName[operation.strategy]} · started <${Ago} at=${operation.startTime} /></span>
        <span class="push num strong">${data && data.progress !== null ? percent(data.progress, isOver(data.status)) : ''}</span>
      </div>
      ${data && html`
        <${JobBar} jobs=${data.jobs} share=${data.progress} name=${name} />
        <div class="row small muted num">
          <span>${number(data.jobs.completed + data.jobs.missing + data.jobs.failed)} of ${plural(data.jobs.total, 'job')}</span>
          <span>·</span><span>${rate(data)}</span>
          ${data.jobs.failed > 0 && html`<span>·</span><span class="bad">${number(data.jobs.failed)} failed</span>`}
          ${data.accounts.blocked > 0 && html`<span>·</span><span class="bad">${plural(data.accounts.blocked, 'account')} blocked</span>`}
          <span class="push">${left(data)}</span>
        </div>`}
    </article>`;
}

function rate({ jobs, elapsedSeconds }) {
  const done = jobs.completed + jobs.missing;
  return elapsedSeconds > 0 ? `${number((done / elapsedSeconds) * 60)} jobs a minute` : 'just started';
}

function left({ status, etaSeconds }) {
  if (status === 'paused') return 'paused';
  if (etaSeconds === null) return 'working out how long it takes';
  return etaSeconds < 1 && !isOver(status) ? 'finishing, or waiting for an account' : `about ${duration(etaSeconds)} left`;
}
