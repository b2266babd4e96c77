import { html, useState } from '../core/view.js';
import { useAccounts } from '../core/lists.js';
import { chosen, replace } from '../core/router.js';
import { Button } from '../parts/button.js';
import { Chips } from '../parts/chips.js';
import { Field } from '../parts/field.js';
import { Empty, Loaded } from '../parts/notice.js';
import { Card, PageHead } from '../parts/page.js';
import { AddAccount } from './accounts/add.js';
import { ImportAccounts } from './accounts/import.js';
import { AccountTable } from './accounts/table.js';

const filters = {
  all: ['All', () => true],
  blocked: ['Need you', (account) => account.status === 'blocked'],
  enabled: ['Enabled', (account) => account.enabled],
  disabled: ['Disabled', (account) => !account.enabled],
};

export function Accounts({ query }) {
  const accounts = useAccounts(15_000);
  const [show, setShow] = useState(chosen(filters, query.get('show'), 'all'));
  const [text, setText] = useState('');
  const [dialog, open] = useState(null);
  const [most, setMost] = useState(100);
  const close = () => {
    open(null);
    accounts.reload();
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
      <${Loaded} from=${accounts}>${(all) => {
        if (all.length === 0) {
          return html`<${Empty} icon="people" title="No accounts yet" actions=${add}>
            Add one with its Workiz API key, found in Workiz under Settings, Integrations, API. Many at once can be imported from a file.
          <//>`;
        }
        const wanted = text.trim().toLowerCase();
        const shown = all.filter((account) => filters[show][1](account) && account.name.toLowerCase().includes(wanted));
        return html`
          <div class="filters">
            <${Field} label="Search" type="search" placeholder="Name of an account" value=${text} set=${setText} grow />
            <${Chips} label="Show" value=${show} set=${choose} options=${Object.entries(filters).map(([value, [label, holds]]) => [value, label, all.filter(holds).length])} />
          </div>
          ${shown.length === 0
            ? html`<${Empty} icon="search" title="No account matches">Try another name or filter.<//>`
            : html`<${AccountTable} accounts=${shown.slice(0, most)} changed=${accounts.reload} />`}
          ${shown.length > most && html`<div class="more"><${Button} onClick=${() => setMost(most + 100)}>Show more<//></div>`}`;
      }}<//>
    <//>
    ${dialog === 'add' && html`<${AddAccount} close=${close} />`}
    ${dialog === 'import' && html`<${ImportAccounts} close=${close} />`}`;
}
