import { html, useState } from '../core/view.js';
import { api } from '../core/api.js';
import { decimal, duration, number, secondsOf } from '../core/format.js';
import { useLoad } from '../core/hooks.js';
import { go } from '../core/router.js';
import { brief } from '../core/text.js';
import { said } from '../core/words.js';
import { Badge } from '../parts/badge.js';
import { Button } from '../parts/button.js';
import { Switch } from '../parts/field.js';
import { LoadError, Notice } from '../parts/notice.js';
import { Card, PageHead } from '../parts/page.js';
import { Ago, Moment } from '../parts/time.js';
import { attempt, toast } from '../parts/toast.js';
import { DeleteAccount } from './accounts/delete.js';
import { EditAccount } from './accounts/edit.js';
import { statusOf } from './accounts/facts.js';
import { quotaOf, shareOf } from './accounts/pace.js';
import { ReplaceKey } from './accounts/replace-key.js';
import { Webhook } from './accounts/webhook.js';

/** One account: its key, its pace, how old its data is. */
export function Account({ id }) {
  const { data: account, error, reload } = useLoad((signal) => api.get(`accounts/${id}`, {}, signal), [id], 10_000);
  const [dialog, open] = useState(null);
  const [verdict, tell] = useState(null);
  const back = ['#/accounts', 'Accounts'];
  if (!account) {
    return html`<${PageHead} title="Account" back=${back} />${error
      ? html`<${LoadError} error=${error} reload=${reload} />` : html`<p class="loading" role="status">Loading…</p>`}`;
  }
  const close = () => {
    open(null);
    reload();
  };
  const test = async () => {
    tell(null);
    try {
      tell(await api.post(`accounts/${id}/test`));
      reload();
    } catch (fault) {
      toast(said(fault), 'bad');
    }
  };
  const enable = async (enabled) => {
    await attempt(() => api.patch(`accounts/${id}`, { enabled }), enabled ? 'It takes part in syncs again.' : 'It is left out of syncs.');
    reload();
  };
  const blocked = account.status === 'blocked';
  return html`
    <${PageHead} title=${brief(account.name, 400)} back=${back} lead=${html`<span class="row"><${Badge} of=${statusOf(account)} /><span>added <${Ago} at=${account.createdAt} /></span></span>`}>
      <${Button} icon="edit" onClick=${() => open('edit')}>Edit<//>
      <${Button} icon="trash" kind="danger" onClick=${() => open('delete')}>Delete<//>
    <//>
    <div class="stack">
      ${error && html`<${LoadError} error=${error} reload=${reload} stale />`}
      ${blocked && html`<${Notice} tone="bad" action=${html`<${Button} kind="small" icon="key" onClick=${() => open('key')}>Replace the key<//>`}>
        <p><strong>This account is blocked.</strong> It sends nothing until somebody acts.</p><p>${account.blockedReason}</p><//>`}
      ${verdict && html`<${Notice} tone=${verdict.ok ? 'good' : 'bad'}>${verdict.ok ? 'Workiz takes the key.' : 'Workiz does not take the key.'} ${verdict.message}<//>`}
      <div class="two">
        <div class="stack">
          <${Card} title="Data" actions=${html`<a class="button small" href="#/jobs?accountId=${id}">Its jobs</a><a class="button small" href="#/start?account=${id}">Sync it</a>`}>
            <div class="card-body"><dl class="facts">
              <dt>Jobs stored</dt><dd class="num">${number(account.jobs)}</dd>
              <dt>Last synced</dt><dd><${Ago} at=${account.lastSyncedAt} /></dd>
              ${account.medianUpdated !== undefined && html`<dt>Half of them checked since</dt><dd><${Ago} at=${account.medianUpdated} never="–" /></dd>
              <dt>Oldest check</dt><dd><${Ago} at=${account.oldestUpdated} never="–" /></dd>`}
              <dt>Settings changed</dt><dd><${Moment} at=${account.updatedAt} /></dd>
            </dl></div>
          <//>
          <${Card} title="Quota and pace" lead="How much of what Workiz allows Batchline uses." actions=${html`<${Button} kind="small" icon="edit" onClick=${() => open('edit')}>Change<//>`}>
            <div class="card-body"><dl class="facts">
              <dt>Quota</dt><dd>${quotaOf(account)}</dd>
              <dt>Share</dt><dd>${shareOf(account)}</dd>
              ${account.callsPerMinute != null && html`<dt>Pace now</dt><dd class="num">${decimal(account.callsPerMinute)} calls a minute</dd>`}
              <dt>Least distance of calls</dt><dd class="num">${account.minInterval ? duration(secondsOf(account.minInterval)) : 'as the setting says'}</dd>
            </dl></div>
          <//>
          <${Webhook} account=${account} />
        </div>
        <div class="stack">
          <${Card} title="Key"><div class="card-body stack">
            <p>${account.keyHint ? html`Ends in <span class="mono">${account.keyHint}</span>. ` : ''}<span class="muted">It is stored encrypted and never shown.</span></p>
            <div class="row">
              <${Button} icon="check" onClick=${test}>Test the key<//>
              <${Button} icon="key" onClick=${() => open('key')}>Replace<//>
            </div>
          </div><//>
          <${Card} title="Syncs"><div class="card-body stack tight">
            <${Switch} label="Takes part in syncs" checked=${account.enabled} set=${enable} />
            <p class="muted small">A disabled account keeps its jobs and its key; syncs leave it out.</p>
          </div><//>
        </div>
      </div>
    </div>
    ${dialog === 'key' && html`<${ReplaceKey} account=${account} close=${close} />`}
    ${dialog === 'edit' && html`<${EditAccount} account=${account} close=${close} />`}
    ${dialog === 'delete' && html`<${DeleteAccount} account=${account} close=${() => open(null)} gone=${() => go('accounts')} />`}`;
}
