import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { number, plural } from '../../core/format.js';
import { usePages } from '../../core/lists.js';
import { batchStatus } from '../../core/words.js';
import { Badge } from '../../parts/badge.js';
import { Button } from '../../parts/button.js';
import { Loaded } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { attempt } from '../../parts/toast.js';
import { Reasons } from './reasons.js';
import { RetryBatch } from './retry-batch.js';

const atFirst = 4;

/** What failed, with what Workiz answered, and the way to try again. */
export function Failures({ id, progress, nameOf, open, changed }) {
  const { batches, jobs } = progress;
  const [all, showAll] = useState(false);
  const list = usePages(`operations/${id}/batches`, { status: 'failed,completed_with_errors', limit: 20 }, [batches.failed, batches.completedWithErrors, jobs.failed]);
  const retryAll = () => attempt(async () => {
    const answer = await api.post(`operations/${id}/retry`);
    changed();
    return answer;
  }, ({ retried, refused, more }) => `${plural(retried, 'batch goes', 'batches go')} back to work.`
    + `${refused ? ` ${plural(refused, 'other')} cannot: retried too often, or busy elsewhere.` : ''}${more ? ' There are more: press again.' : ''}`);
  return html`
    <${Card} title=${`${plural(batches.failed + batches.completedWithErrors, 'batch', 'batches')} with failures`} lead=${`${plural(jobs.failed, 'job')} could not be brought up to date.`}
      actions=${html`<${Button} icon="retry" onClick=${retryAll}>Retry all<//>`}>
      <${Loaded} from=${list}>${(items) => html`
        <ul>${items.slice(0, all ? undefined : atFirst).map((batch) => html`
          <li class="failure" key=${batch.batchId}>
            <div class="row">
              <span class="strong">${nameOf(batch.accountId)}</span>
              <button type="button" class="button plain small" onClick=${() => open({ accountId: batch.accountId, number: batch.batchNumber })}>Batch ${number(batch.batchNumber)}</button>
              <${Badge} of=${batchStatus[batch.status]} />
              ${batch.retryCount > 0 && html`<span class="muted small">retried ${plural(batch.retryCount, 'time')}</span>`}
              <span class="push"><${RetryBatch} batch=${batch} changed=${changed} /></span>
            </div>
            <${Reasons} batch=${batch} most=${5} />
          </li>`)}
        </ul>`}<//>
      ${!all && list.data?.length > atFirst
        ? html`<div class="more"><${Button} onClick=${() => showAll(true)}>Show more<//></div>`
        : list.loadMore && html`<div class="more"><${Button} onClick=${list.loadMore}>Show more<//></div>`}
    <//>`;
}
