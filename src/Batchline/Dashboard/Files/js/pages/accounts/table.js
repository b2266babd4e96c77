import { html } from '../../core/view.js';
import { api } from '../../core/api.js';
import { number } from '../../core/format.js';
import { brief } from '../../core/text.js';
import { Badge } from '../../parts/badge.js';
import { Switch } from '../../parts/field.js';
import { Ago } from '../../parts/time.js';
import { attempt } from '../../parts/toast.js';
import { statusOf } from './facts.js';
import { paceOf } from './pace.js';

export function AccountTable({ accounts, changed }) {
  const enable = async (account, enabled) => {
    await attempt(() => api.patch(`accounts/${account.id}`, { enabled }), enabled ? `${account.name} takes part in syncs again.` : `${account.name} is left out of syncs.`);
    changed();
  };
  return html`
    <div class="table-wrap"><table class="cards accounts">
      <thead><tr><th>Account</th><th>Status</th><th class="right">Jobs</th><th>Last synced</th><th>Oldest check</th><th>Quota</th><th>Enabled</th></tr></thead>
      <tbody>${accounts.map((account) => html`
        <tr key=${account.id}>
          <td class="lead-cell"><span><a class="row-link" href="#/accounts/${account.id}">${brief(account.name)}</a><span class="sub mono">${account.keyHint ? `key ${account.keyHint}` : ''}</span></span></td>
          <td data-label="Status"><${Badge} of=${statusOf(account)} /></td>
          <td data-label="Jobs" class="right num">${number(account.jobs)}</td>
          <td data-label="Last synced"><${Ago} at=${account.lastSyncedAt} /></td>
          <td data-label="Oldest check"><${Ago} at=${account.oldestUpdated} never="–" /></td>
          <td data-label="Quota" class="num">${paceOf(account)}</td>
          <td data-label="Enabled"><${Switch} hidden label="${account.name} takes part in syncs" checked=${account.enabled} set=${(enabled) => enable(account, enabled)} /></td>
        </tr>`)}
      </tbody>
    </table></div>`;
}
