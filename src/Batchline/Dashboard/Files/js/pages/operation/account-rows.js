import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { number, plural } from '../../core/format.js';
import { useLoad } from '../../core/hooks.js';
import { brief } from '../../core/text.js';
import { accountStatus } from '../../core/words.js';
import { Badge } from '../../parts/badge.js';
import { JobBar, shareOf } from '../../parts/bar.js';
import { Chips } from '../../parts/chips.js';
import { Empty } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { Windowed } from '../../parts/windowed.js';

const most = 1000;
const streamed = 100;
const windowedFrom = 50;

/** A bar for each account, with the reason when one does not move. */
export function AccountRows({ id, progress, over }) {
  const [show, set] = useState('');
  const { accounts } = progress;
  const own = show !== '' || accounts.total > streamed;
  const asked = useLoad(
    async (signal) => (own ? (await api.get(`batch-progress/${id}`, { limit: most, status: show }, signal)).accountStates : []),
    [id, show, own, progress.status],
    own && !over ? 3_000 : 0,
  );
  const states = (own ? asked.data : progress.accountStates) ?? [];
  const options = [['', 'All', accounts.total], ...Object.keys(accounts)
    .filter((status) => status !== 'total' && (accounts[status] > 0 || status === show))
    .map((status) => [status, accountStatus[status][0], accounts[status]])];
  const shown = show ? accounts[show] : accounts.total;
  return html`
    <${Card} title="Accounts" actions=${accounts.total > 1 && html`<${Chips} label="Show accounts" options=${options} value=${show} set=${set} />`}
      foot=${shown > states.length && states.length >= most && html`<p class="small muted">The first ${number(states.length)} of ${plural(shown, 'account')} are shown.</p>`}>
      ${states.length === 0 && !asked.loading
        ? html`<${Empty} icon="people" title="None at the moment">No account is in this state now.<//>`
        : states.length < windowedFrom
          ? html`<ul class="account-rows">${states.map((state) => html`<${Row} key=${state.accountId} of=${state} />`)}</ul>`
          : html`<${Windowed} items=${states} row=${Row} label="Accounts" keyOf=${(state) => state.accountId} rowHeight=${matchMedia('(max-width: 700px)').matches ? 132 : 76} />`}
    <//>`;
}

function Row({ of: state, place }) {
  const waits = state.status === 'processing' && state.waitingReason;
  const name = brief(state.name) || `Deleted account …${state.accountId.slice(-4)}`;
  const done = state.jobs.completed + state.jobs.missing + state.jobs.failed;
  const planned = state.totalBatches > 0 || state.jobs.total > 0 || state.endTime;
  return html`
    <li style=${place && { height: place.height }} aria-posinset=${place?.position} aria-setsize=${place?.size}>
      <div class="clip">${state.name ? html`<a class="strong" href="#/accounts/${state.accountId}">${name}</a>` : name}</div>
      <div>
        <${JobBar} jobs=${state.jobs} share=${planned ? shareOf(state.jobs) : null} name=${name} />
        <div class="figures">
          <span>${number(done)} of ${plural(state.jobs.total, 'job')}${state.jobs.failed > 0 ? html`, <span class="bad">${number(state.jobs.failed)} failed</span>` : ''}</span>
          <span>${state.totalBatches > 0 ? `batch ${number(state.currentBatch)} of ${number(state.totalBatches)}` : ''}</span>
        </div>
      </div>
      <div class="why">
        <${Badge} of=${accountStatus[waits ? 'waiting' : state.status]} />
        ${state.waitingFor && html`<span class=${waits ? 'muted' : 'bad'} title=${state.waitingFor}>${state.waitingFor}</span>`}
        ${state.error && !state.waitingFor?.includes(state.error.replace(/\.$/, '')) && html`<span class="bad" title=${state.error}>${state.error}</span>`}
      </div>
    </li>`;
}
