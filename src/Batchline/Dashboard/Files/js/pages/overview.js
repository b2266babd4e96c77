import { html } from '../core/view.js';
import { api } from '../core/api.js';
import { useChanges, useLoad } from '../core/hooks.js';
import { Icon } from '../parts/icon.js';
import { Empty, Loaded } from '../parts/notice.js';
import { Card, PageHead } from '../parts/page.js';
import { OperationTable } from './operations/table.js';
import { Attention } from './overview/attention.js';
import { Freshness } from './overview/freshness.js';
import { Running } from './overview/running.js';

/** Is it running, how long, what needs me? */
export function Overview() {
  const running = useLoad((signal) => api.get('operations', { status: 'planning,processing,paused', limit: 20 }, signal), [], 4_000);
  const changes = useChanges(running.data?.items.map((operation) => operation.operationId).join());
  const ended = useLoad((signal) => api.get('operations', { status: 'completed,completed_with_errors,failed,cancelled', limit: 6 }, signal), [changes], 30_000);
  const accounts = useLoad((signal) => api.get('accounts/overview', {}, signal), [changes], 20_000);
  const none = accounts.data?.total === 0;
  return html`
    <${PageHead} title="Overview" lead="What runs, what it did last, and what needs you." />
    <div class="stack">
      ${none ? html`<${Card} title="Welcome">
        <${Empty} icon="people" title="Add your first account" actions=${html`<a class="button primary" href="#/accounts"><${Icon} name="plus" />Add an account</a>`}>
          Batchline keeps a database of your own in step with Workiz. It needs the API key of a Workiz account to begin.
        <//>
      <//>` : html`
        ${accounts.data && html`<${Attention} of=${accounts.data} />`}
        <${Card} title="Running now">
          <${Loaded} from=${running}>${({ items }) => items.length === 0
            ? html`<${Empty} icon="flow" title="Nothing is running" actions=${html`<a class="button" href="#/start"><${Icon} name="play" />Start a sync</a>`}>
                Start a sync when you like, or let a schedule do it.
              <//>`
            : items.map((operation) => html`<${Running} key=${operation.operationId} operation=${operation} />`)}<//>
        <//>
        <${Card} title="Last syncs" actions=${html`<a href="#/operations">All operations</a>`}>
          <${Loaded} from=${ended}>${({ items }) => items.length === 0
            ? html`<${Empty} icon="clock" title="No sync has ended yet">Those that end are listed here with how they went.<//>`
            : html`<${OperationTable} items=${items} />`}<//>
        <//>
        <${Freshness} accounts=${accounts} />`}
    </div>`;
}
