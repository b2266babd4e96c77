import { html } from '../../core/view.js';
import { number } from '../../core/format.js';
import { brief } from '../../core/text.js';
import { Empty, Loaded } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { Ago } from '../../parts/time.js';

/** How old what we hold of each account is, the oldest first. */
export function Freshness({ accounts }) {
  return html`
    <${Card} title="Freshness" lead="Accounts whose data is the oldest." actions=${html`<a href="#/accounts">All accounts</a>`}>
      <${Loaded} from=${accounts}>${({ stalestAccounts: oldest }) => {
        if (oldest.length === 0) return html`<${Empty} icon="people" title="No account is enabled">Enable one, and its age is shown here.<//>`;
        return html`
          <div class="table-wrap"><table class="cards">
            <thead><tr><th>Account</th><th>Last synced</th><th>Half of its jobs checked since</th><th>Oldest check</th><th class="right">Jobs</th></tr></thead>
            <tbody>${oldest.map((account) => html`
              <tr key=${account.id}>
                <td class="lead-cell"><a class="row-link" href="#/accounts/${account.id}">${brief(account.name)}</a></td>
                <td data-label="Last synced"><${Ago} at=${account.lastSyncedAt} /></td>
                <td data-label="Half checked since"><${Ago} at=${account.medianUpdated} never="–" /></td>
                <td data-label="Oldest check"><${Ago} at=${account.oldestUpdated} never="–" /></td>
                <td data-label="Jobs" class="right num">${number(account.jobs)}</td>
              </tr>`)}
            </tbody>
          </table></div>`;
      }}<//>
    <//>`;
}
