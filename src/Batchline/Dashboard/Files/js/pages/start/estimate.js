import { html } from '../../core/view.js';
import { api } from '../../core/api.js';
import { clockTime, duration, exact, number, plural } from '../../core/format.js';
import { useLoad, useSettled } from '../../core/hooks.js';
import { brief } from '../../core/text.js';
import { said } from '../../core/words.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';

const shown = 8;

/** What the sync would cost, asked of the server; nothing is started by it. */
export function Estimate({ body, nobody }) {
  const settled = useSettled(body, 300);
  const { data, error, loading } = useLoad(
    (signal) => (nobody ? null : api.post('init-batch-update', settled, { preview: true }, signal)), [JSON.stringify(settled), nobody]);
  return html`
    <${Card} title="Before you start">
      <div class="card-body estimate" aria-live="polite" aria-busy=${loading}>
        ${nobody ? html`<p class="muted">Pick at least one account.</p>`
          : error ? html`<${Notice} tone=${error.code === 'no_accounts' || error.problem?.errors ? 'warn' : 'bad'}>${said(error)}<//>`
            : data ? html`<${Figures} of=${data} />`
              : html`<p class="muted">Working it out…</p>`}
      </div>
    <//>`;
}

function Figures({ of: { accounts, jobs, calls, etaSeconds, skipped, accountEstimates } }) {
  const end = etaSeconds === null ? null : new Date(Date.now() + etaSeconds * 1000);
  const longest = accountEstimates.toSorted((a, b) => (b.etaSeconds ?? 0) - (a.etaSeconds ?? 0));
  return html`
    <div>
      <p class="big">${etaSeconds === null ? 'Cannot be told' : `about ${duration(etaSeconds)}`}</p>
      ${end && html`<p class="muted" title=${exact(end)}>done at about ${clockTime(end)} if started now</p>`}
    </div>
    <dl class="facts">
      <dt>Calls to Workiz</dt><dd class="num strong">${number(calls)}</dd>
      <dt>Known jobs</dt><dd class="num">${number(jobs)} <span class="muted small">new ones come on top</span></dd>
      <dt>Accounts</dt><dd class="num">${number(accounts)}${skipped.length > 0 ? `, ${plural(skipped.length, 'left out', 'left out')}` : ''}</dd>
    </dl>
    ${longest.length > 1 && html`
      <div>
        <h3>The longest</h3>
        <dl class="facts pairs">${longest.slice(0, shown).map((account) => html`
          <dt key=${account.accountId}>${brief(account.name)}</dt><dd class="num right">${plural(account.calls, 'call')}, ${account.etaSeconds === null ? '–' : duration(account.etaSeconds)}</dd>`)}
        </dl>
      </div>`}`;
}
