import { html, useState } from '../core/view.js';
import { api } from '../core/api.js';
import { useSettled } from '../core/hooks.js';
import { namesOf, useAccounts, usePages } from '../core/lists.js';
import { replace } from '../core/router.js';
import { Button } from '../parts/button.js';
import { Empty, Loaded } from '../parts/notice.js';
import { Card, PageHead } from '../parts/page.js';
import { ExportJobs } from './jobs/export.js';
import { Filters, noFilters } from './jobs/filters.js';
import { JobTable } from './jobs/table.js';

/** Every job of every account, searched and filtered. */
export function Jobs({ query }) {
  const accounts = useAccounts();
  const [filters, set] = useState(() => Object.fromEntries(Object.keys(noFilters).map((name) => [name, query.get(name) ?? ''])));
  const asked = useSettled(filters, 250);
  const list = usePages('jobs', { ...asked, limit: 50 }, [], api.getExactly);
  const nameOf = namesOf(accounts.data);
  const change = (changes) => {
    const next = { ...filters, ...changes };
    replace('jobs', next);
    set(next);
  };
  const any = Object.values(filters).some(Boolean);
  const clear = html`<${Button} kind="small" icon="close" onClick=${() => change(noFilters)}>Clear the filters<//>`;
  return html`
    <${PageHead} title="Jobs" lead="As Workiz sent them. Their times are the wall clock of the business, shown as they came.">
      <${ExportJobs} query=${asked} />
    <//>
    <${Card}>
      <${Filters} filters=${filters} change=${change} accounts=${accounts.data ?? []} />
      <${Loaded} from=${list}>${(items) => items.length === 0
        ? (any
          ? html`<${Empty} icon="search" title="No job matches" actions=${clear}>Try fewer words or other dates.<//>`
          : html`<${Empty} icon="jobs" title="No jobs yet" actions=${html`<a class="button" href="#/start">Start a sync</a>`}>They come with the first sync.<//>`)
        : html`<${JobTable} items=${items} nameOf=${nameOf} />`}<//>
      ${list.loadMore && html`<div class="more"><${Button} onClick=${list.loadMore}>Show more<//></div>`}
    <//>`;
}
