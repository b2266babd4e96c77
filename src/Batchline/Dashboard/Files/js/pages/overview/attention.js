import { html } from '../../core/view.js';
import { number, plural } from '../../core/format.js';
import { brief } from '../../core/text.js';
import { Badge } from '../../parts/badge.js';
import { Card } from '../../parts/page.js';
import { accountStatus } from '../../core/words.js';

/** Accounts that only a person can help. */
export function Attention({ of: { needYou, blockedAccounts } }) {
  if (blockedAccounts.length === 0) return null;
  return html`
    <${Card} title=${`${plural(needYou, 'account needs', 'accounts need')} you`}>
      <ul>${blockedAccounts.map((account) => html`
        <li class="failure" key=${account.id}>
          <div class="row">
            <a class="strong" href="#/accounts/${account.id}">${brief(account.name)}</a><${Badge} of=${accountStatus.blocked} />
            <a class="button small push" href="#/accounts/${account.id}">Put it right</a>
          </div>
          <p class="small muted">${account.blockedReason}</p>
        </li>`)}
      </ul>
      ${needYou > blockedAccounts.length && html`<p class="more"><a href="#/accounts?show=blocked">All ${number(needYou)} of them</a></p>`}
    <//>`;
}
