import { html, useState } from '../core/view.js';
import { api } from '../core/api.js';
import { useLoad, useSettled } from '../core/hooks.js';
import { chosen, replace } from '../core/router.js';
import { Button } from '../parts/button.js';
import { Chips } from '../parts/chips.js';
import { Field } from '../parts/field.js';
import { Empty, Loaded } from '../parts/notice.js';
import { Card, PageHead } from '../parts/page.js';
import { AddAccount } from './accounts/add.js';
import { ImportAccounts } from './accounts/import.js';
import { AccountTable } from './accounts/table.js';

const every = 15_000;

// What the overview calls their number, and what asks for them.
const filters = {
  all: ['All', 'total', {}],
  blocked: ['Need you', 'blocked', { blocked: true }],
  enabled: ['Enabled', 'enabled', { enabled: true }],
  disabled: ['Disabled', 'disabled', { enabled: false }],
};

export function Accounts({ query }) {
  const [show, setShow] = useState(chosen(filters, query.get('show'), 'all'));
  const [text, setText] = useState('');
  const [dialog, open] = useState(null);
  const [most, setMost] = useState(100);
  const name = useSettled(text.trim(), 250);
  const accounts = useLoad((signal) => api.first('accounts', { q: name, ...filters[show][2] }, most, signal), [name, show, most], every);
  const counts = useLoad((signal) => api.get('accounts/overview', {}, signal), [], every);
  const reload = () => {
    accounts.reload();
    counts.reload();
  };
  const close = () => {
    open(null);
    reload();
  };
  const choose = (value) => {
    replace('accounts', { show: value === 'all' ? '' : value });
    setShow(value);
  };
  const add = html`<${Button} kind="primary" icon="plus" onClick=${() => open('add')}>Add an account<//>`;
  return html`
    <${PageHead} title="Accounts" lead="The Workiz accounts that Batchline keeps in step.">
      <${Button} icon="up" onClick=${() => open('import')}>Import<//>${add}
    <//>
    <${Card}>
      <${Loaded} from=${accounts}>${({ items, more }) => {
        if (counts.data?.total === 0 && items.length === 0) {
          return html`<${Empty} icon="people" title="No accounts yet" actions=${add}>
            Add one with its Workiz API key, found in Workiz under Settings, Integrations, API. Many at once can be imported from a file.
          <//>`;
        }
        return html`
          <div class="filters">
            <${Field} label="Search" type="search" placeholder="Name of an account" value=${text} set=${setText} grow />
            <${Chips} label="Show" value=${show} set=${choose} options=${Object.entries(filters).map(([value, [label, count]]) => [value, label, counts.data?.[count]])} />
          </div>
          ${items.length === 0
            ? html`<${Empty} icon="search" title="No account matches">Try another name or filter.<//>`
            : html`<${AccountTable} accounts=${items} changed=${reload} />`}
          ${more && html`<div class="more"><${Button} onClick=${() => setMost(most + 100)}>Show more<//></div>`}`;
      }}<//>
    <//>
    ${dialog === 'add' && html`<${AddAccount} close=${close} />`}
    ${dialog === 'import' && html`<${ImportAccounts} close=${close} />`}`;
}
