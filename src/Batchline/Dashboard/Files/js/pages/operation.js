import { html, useState } from '../core/view.js';
import { api } from '../core/api.js';
import { plural } from '../core/format.js';
import { useLoad, useProgress } from '../core/hooks.js';
import { namesOf, useAccounts } from '../core/lists.js';
import { isOver, operationStatus, strategyName } from '../core/words.js';
import { Badge } from '../parts/badge.js';
import { LoadError, Notice } from '../parts/notice.js';
import { PageHead } from '../parts/page.js';
import { Ago } from '../parts/time.js';
import { Actions } from './operation/actions.js';
import { AccountRows } from './operation/account-rows.js';
import { BatchDialog } from './operation/batch-dialog.js';
import { Failures } from './operation/failures.js';
import { Hero } from './operation/hero.js';
import { Batches } from './operation/batches.js';
import { OddRows } from './operation/odd-rows.js';
import { BlockedNotice } from './operation/blocked.js';
import { useSamples } from './operation/samples.js';
import { Throughput } from './operation/throughput.js';

const links = {
  live: ['on', 'Live'],
  polling: ['off', 'Asking every few seconds'],
  waiting: ['off', 'Connecting…'],
  ended: ['', 'Ended'],
};

/** One operation, live. */
export function Operation({ id }) {
  const { progress, error, link, at, restart } = useProgress(id, { limit: 100 });
  const over = progress ? isOver(progress.status) : false;
  const facts = useLoad((signal) => api.get(`operations/${id}`, {}, signal), [id, progress?.status]);
  const map = useLoad((signal) => api.get(`operations/${id}/batch-map`, {}, signal), [id, progress?.status, link === 'ended'], over ? 0 : 5_000);
  const accounts = useAccounts();
  const samples = useSamples(progress, at);
  const [batch, open] = useState(null);
  const nameOf = namesOf(accounts.data, progress?.accountStates);
  const back = ['#/operations', 'Operations'];
  if (!progress) {
    return html`<${PageHead} title="Operation" back=${back} />${error
      ? html`<${LoadError} error=${error} reload=${error.status === 404 ? null : restart} />`
      : html`<p class="loading" role="status">${link === 'waiting' ? 'Loading…' : ''}</p>`}`;
  }
  const [tone, linkText] = links[link];
  const failed = progress.batches.failed + progress.batches.completedWithErrors;
  return html`
    <${PageHead} title=${`Sync of ${plural(progress.accounts.total, 'account')}`} back=${back} lead=${html`
      <span class="row"><${Badge} of=${operationStatus[progress.status]} />
        <span>${strategyName[progress.strategy]}${facts.data && ` · batches of ${facts.data.batchSize}`}${facts.data?.full ? ' · in full' : ''} · started <${Ago} at=${progress.startTime} /></span>
        <span class="live ${tone}" role="status">${linkText}</span></span>`}>
      <${Actions} id=${id} progress=${progress} changed=${restart} />
    <//>
    <div class="stack">
      ${error && html`<${LoadError} error=${error} reload=${restart} stale />`}
      ${facts.data?.error && html`<${Notice} tone="bad">${facts.data.error}<//>`}
      ${progress.accounts.blocked > 0 && !over && html`<${BlockedNotice} id=${id} count=${progress.accounts.blocked} changed=${restart} />`}
      <${Hero} progress=${progress} at=${at} samples=${samples} over=${over} />
      ${failed > 0 && html`<${Failures} id=${id} progress=${progress} nameOf=${nameOf} open=${open} changed=${restart} />`}
      <${OddRows} states=${progress.accountStates} nameOf=${nameOf} />
      <${AccountRows} id=${id} progress=${progress} over=${over} />
      <${Batches} map=${map} progress=${progress} nameOf=${nameOf} open=${open} />
      <${Throughput} timeline=${map.data?.timeline} samples=${samples} />
    </div>
    ${batch && html`<${BatchDialog} operation=${id} at=${batch} nameOf=${nameOf} close=${() => open(null)} changed=${restart} />`}`;
}
