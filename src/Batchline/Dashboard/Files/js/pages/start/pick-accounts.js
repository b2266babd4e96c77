import { html, useState } from '../../core/view.js';
import { number, plural } from '../../core/format.js';
import { brief } from '../../core/text.js';
import { Choices, Field } from '../../parts/field.js';

/** All accounts that are enabled, or some of them. @param chosen ids; null: all */
export function PickAccounts({ accounts, chosen, set }) {
  const [text, search] = useState('');
  const enabled = accounts.filter((account) => account.enabled);
  const wanted = text.trim().toLowerCase();
  const toggle = (id, on) => set(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  return html`
    <div class="stack tight">
      <${Choices} legend="Accounts" name="which-accounts" value=${chosen === null ? 'all' : 'some'} set=${(which) => set(which === 'all' ? null : [])}
        options=${[['all', 'All that are enabled', plural(enabled.length, 'account')], ['some', 'Only some', chosen === null ? 'Pick them from a list' : `${number(chosen.length)} picked`]]} />
      ${chosen !== null && html`
        ${enabled.length > 8 && html`<${Field} label="Find an account" type="search" value=${text} set=${search} />`}
        <div class="pick-list" role="group" aria-label="Accounts to sync" tabindex="0">
          ${enabled.filter((account) => account.name.toLowerCase().includes(wanted)).map((account) => html`
            <label class="check" key=${account.id}>
              <input type="checkbox" checked=${chosen.includes(account.id)} onChange=${(event) => toggle(account.id, event.currentTarget.checked)} />
              <span>${brief(account.name)}</span>
            </label>`)}
        </div>`}
    </div>`;
}
