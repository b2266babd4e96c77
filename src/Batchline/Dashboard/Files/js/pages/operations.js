import { html, useState } from '../core/view.js';
import { usePages } from '../core/lists.js';
import { chosen, replace } from '../core/router.js';
import { Button } from '../parts/button.js';
import { Chips } from '../parts/chips.js';
import { Icon } from '../parts/icon.js';
import { Empty, Loaded } from '../parts/notice.js';
import { Card, PageHead } from '../parts/page.js';
import { OperationTable } from './operations/table.js';

const filters = {
  all: ['All', ''],
  running: ['Running', 'planning,processing'],
  paused: ['Paused', 'paused'],
  errors: ['With errors', 'completed_with_errors,failed'],
  completed: ['Completed', 'completed'],
  cancelled: ['Cancelled', 'cancelled'],
};

export function Operations({ query }) {
  const [show, set] = useState(chosen(filters, query.get('show'), 'all'));
  const list = usePages('operations', { status: filters[show][1], limit: 50 });
  const choose = (value) => {
    replace('operations', { show: value === 'all' ? '' : value });
    set(value);
  };
  return html`
    <${PageHead} title="Operations" lead="Every sync, the newest first." />
    <${Card}>
      <div class="filters"><${Chips} label="Show" options=${Object.entries(filters).map(([value, [label]]) => [value, label])} value=${show} set=${choose} /></div>
      <${Loaded} from=${list}>${(items) => items.length === 0
        ? html`<${Empty} icon="flow" title="Nothing here" actions=${html`<a class="button" href="#/start"><${Icon} name="play" />Start a sync</a>`}>
            ${show === 'all' ? 'No sync was started yet.' : 'No sync is in this state.'}
          <//>`
        : html`<${OperationTable} items=${items} />`}<//>
      ${list.loadMore && html`<div class="more"><${Button} onClick=${list.loadMore}>Show more<//></div>`}
    <//>`;
}
