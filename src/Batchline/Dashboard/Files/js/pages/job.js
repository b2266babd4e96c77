import { html, useState } from '../core/view.js';
import { api } from '../core/api.js';
import { useLoad } from '../core/hooks.js';
import { namesOf, useAccounts } from '../core/lists.js';
import { brief, segment, text, visible } from '../core/text.js';
import { Badge } from '../parts/badge.js';
import { Button } from '../parts/button.js';
import { Field } from '../parts/field.js';
import { LoadError, Notice } from '../parts/notice.js';
import { Card, PageHead } from '../parts/page.js';
import { Ago, Moment } from '../parts/time.js';
import { Changes } from './jobs/changes.js';
import { DocumentTable } from './jobs/document.js';
import { clientOf } from './jobs/facts.js';

/** One job: every field as Workiz sent it, and what changed when. */
export function Job({ account, uuid }) {
  const job = useLoad((signal) => api.getExactly(`accounts/${segment(account)}/jobs/${segment(uuid)}`, {}, signal), [account, uuid], 15_000);
  const accounts = useAccounts();
  const [wanted, find] = useState('');
  const back = ['#/jobs', 'Jobs'];
  const name = brief(uuid);
  if (!job.data) {
    return html`<${PageHead} title="Job ${name}" back=${back} />${job.error
      ? html`<${LoadError} error=${job.error} reload=${job.reload} />` : html`<p class="loading" role="status">Loading…</p>`}`;
  }
  const { document: fields, sync, lastUpdated } = job.data;
  const save = () => {
    const url = URL.createObjectURL(new Blob([JSON.stringify(fields, null, 2)], { type: 'application/json' }));
    Object.assign(document.createElement('a'), { href: url, download: `${visible(name)}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return html`
    <${PageHead} title=${brief(clientOf(fields)) || `Job ${name}`} back=${back} lead=${html`
      <span class="row"><span class="mono">${name}</span>
        ${text(fields.Status) && html`<${Badge} of=${[brief(fields.Status, 40), 'info', 'jobs']} />`}
        <a href="#/accounts/${account}">${namesOf(accounts.data)(account)}</a></span>`}>
      <${Button} icon="down" onClick=${save}>Save as JSON<//>
    <//>
    <div class="stack">
      ${job.error && html`<${LoadError} error=${job.error} reload=${job.reload} stale />`}
      ${sync.missingSince && html`<${Notice} tone="warn">This job is gone in Workiz since <${Moment} at=${sync.missingSince} />. The last copy is kept.<//>`}
      <div class="two">
        <${Card} title="Document" lead="Every field as it came." actions=${html`<${Field} label=${html`<span class="hidden-text">Find a field</span>`} type="search" placeholder="Find a field" value=${wanted} set=${find} />`}>
          <${DocumentTable} fields=${fields} wanted=${wanted} />
        <//>
        <div class="stack">
          <${Card} title="In step since"><div class="card-body"><dl class="facts">
            <dt>First seen</dt><dd><${Moment} at=${sync.firstSeen} /></dd>
            <dt>Last checked</dt><dd><${Ago} at=${sync.checkedAt ?? lastUpdated} /></dd>
            <dt>Last changed</dt><dd><${Ago} at=${sync.changedAt} never="–" /></dd>
          </dl></div><//>
          <${Changes} account=${account} uuid=${uuid} sync=${sync} />
        </div>
      </div>
    </div>`;
}
