import { html } from '../../core/view.js';
import { api } from '../../core/api.js';
import { duration, number } from '../../core/format.js';
import { useLoad } from '../../core/hooks.js';
import { batchStatus } from '../../core/words.js';
import { brief, segment } from '../../core/text.js';
import { Badge } from '../../parts/badge.js';
import { Dialog } from '../../parts/dialog.js';
import { Loaded, Notice } from '../../parts/notice.js';
import { Moment } from '../../parts/time.js';
import { Reasons } from './reasons.js';
import { RetryBatch } from './retry-batch.js';

/** One batch, whole. @param at {accountId, number} */
export function BatchDialog({ operation, at, nameOf, close, changed }) {
  const batch = useLoad(async (signal) => {
    const { items } = await api.get(`operations/${operation}/batches`, { accountId: at.accountId, fromNumber: at.number, limit: 1 }, signal);
    return items[0] ?? null;
  }, [operation, at.accountId, at.number], 3_000);
  const again = () => {
    changed();
    batch.reload();
  };
  const retryable = ['failed', 'completed_with_errors'].includes(batch.data?.status);
  return html`
    <${Dialog} title=${`Batch ${number(at.number)} of ${nameOf(at.accountId)}`} close=${close}
      foot=${retryable && html`<${RetryBatch} batch=${batch.data} changed=${again} />`}>
      <${Loaded} from=${batch}>${(data) => (data === null
        ? html`<${Notice} tone="warn">This batch is gone.<//>`
        : html`
          <dl class="facts">
            <dt>Status</dt><dd><${Badge} of=${batchStatus[data.status]} /></dd>
            <dt>Jobs</dt><dd class="num">${number(data.jobUUIDs.length)}: ${number(data.completedJobs.length)} done, ${number(data.missingJobs.length)} gone in Workiz, ${number(data.failedJobs.length)} failed</dd>
            <dt>Began</dt><dd><${Moment} at=${data.startTime} /></dd>
            <dt>Ended</dt><dd><${Moment} at=${data.endTime} />${data.startTime && data.endTime ? ` after ${duration((new Date(data.endTime) - new Date(data.startTime)) / 1000)}` : ''}</dd>
            ${data.nextAttemptAt && html`<dt>Tried again</dt><dd><${Moment} at=${data.nextAttemptAt} /></dd>`}
            <dt>Retries</dt><dd class="num">${number(data.retryCount)} by a person, ${number(data.autoRetries)} by itself</dd>
          </dl>
          ${data.failedJobs.length > 0 && html`<div><h3>What Workiz answered</h3><${Reasons} batch=${data} /></div>`}
          <div><h3>All jobs</h3><p class="tags">${data.jobUUIDs.map((uuid) => html`
            <a class="tag mono" key=${uuid} href="#/jobs/${data.accountId}/${segment(uuid)}">${brief(uuid)}</a>`)}</p></div>`)}<//>
    <//>`;
}
