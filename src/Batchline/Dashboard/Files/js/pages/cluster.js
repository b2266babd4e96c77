import { html } from '../core/view.js';
import { api } from '../core/api.js';
import { number, plural } from '../core/format.js';
import { useLoad } from '../core/hooks.js';
import { brief } from '../core/text.js';
import { Badge } from '../parts/badge.js';
import { Loaded } from '../parts/notice.js';
import { Card, PageHead } from '../parts/page.js';
import { Ago } from '../parts/time.js';

const states = {
  active: ['works', 'good', 'check'],
  joining: ['joins', 'busy', 'clock'],
  stopping: ['leaves', 'idle', 'clock'],
  closed: ['its database does not answer', 'bad', 'alert'],
  silent: ['does not answer', 'bad', 'alert'],
};

/** The processes that share the accounts. */
export function Cluster() {
  const cluster = useLoad((signal) => api.get('cluster', {}, signal), [], 2000);
  return html`
    <${PageHead} title="Cluster" lead="The processes that share the accounts. One leads: it hands out what is due." />
    <${Loaded} from=${cluster}>${({ mode, leader, due, silos }) => html`
      <${Card} title=${plural(silos.length, 'process', 'processes')} lead=${`${plural(due, 'account')} due, held by none`}>
        <div class="table-wrap"><table class="cards">
          <thead><tr><th>Process</th><th>State</th><th class="num">Accounts at work</th><th class="num">Left to others</th><th>Version</th><th>Started</th></tr></thead>
          <tbody>${silos.map((silo) => html`
            <tr key=${silo.id}>
              <td class="lead-cell"><span><span class="strong">${brief(silo.address)}</span>${silo.id === leader && html`<span class="sub">leads</span>`}</span></td>
              <td data-label="State"><${Badge} of=${states[silo.status] ?? [silo.status, 'idle', 'info']} /></td>
              <td data-label="Accounts at work" class="num">${silo.accounts === null ? '?' : number(silo.accounts)}</td>
              <td data-label="Left to others" class="num">${silo.moved === null ? '?' : number(silo.moved)}</td>
              <td data-label="Version">${brief(silo.version ?? 'unknown')}</td>
              <td data-label="Started"><${Ago} at=${silo.startedAt} /></td>
            </tr>`)}
          </tbody>
        </table></div>
      <//>
      ${leader === null && html`<p class="muted">No process says that it leads. Another one takes over within seconds of a leader's death.</p>`}
      ${mode !== 'cluster' && html`<p class="muted">This server works alone. Start several with <code>--mode Cluster</code> on one database, and they share the accounts.</p>`}`}<//>`;
}
