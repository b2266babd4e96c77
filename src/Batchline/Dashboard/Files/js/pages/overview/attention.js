import { html } from '../../core/view.js';
import { plural } from '../../core/format.js';
import { brief } from '../../core/text.js';
import { Badge } from '../../parts/badge.js';
import { Card } from '../../parts/page.js';
import { accountStatus } from '../../core/words.js';

/** Accounts that only a person can help. */
export function Attention({ accounts }) {
  const blocked = accounts.filter((account) => account.enabled && account.status === 'blocked');
  if (blocked.length === 0) return null;
  return html`
    <${Card} title=${`${plural(blocked.length, 'account needs', 'accounts need')} you`}>
      <ul>${blocked.slice(0, 20).map((account) => html`
        <li class="failure" key=${account.id}>
          <div class="row">
            <a class="strong" href="#/accounts/${account.id}">${brief(account.name)}</a><${Badge} of=${accountStatus.blocked} />
            <a class="button small push" href="#/accounts/${account.id}">Put it right</a>
          </div>
          <p class="small muted">${account.blockedReason}</p>
        </li>`)}
      </ul>
      ${blocked.length > 20 && html`<p class="more"><a href="#/accounts?show=blocked">All ${blocked.length} of them</a></p>`}
    <//>`;
}
