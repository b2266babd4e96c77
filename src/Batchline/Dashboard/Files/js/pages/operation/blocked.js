import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { plural } from '../../core/format.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/dialog.js';
import { Notice } from '../../parts/notice.js';
import { attempt } from '../../parts/toast.js';

/** Accounts wait for a person: says what to do, and lets them try again. */
export function BlockedNotice({ id, count, changed }) {
  const [asking, ask] = useState(false);
  const resume = (query) => attempt(async () => {
    await api.post(`operations/${id}/resume`, undefined, query);
    changed();
  }, 'The blocked accounts try again.');
  return html`
    <${Notice} tone="bad" action=${html`<${Button} kind="small" icon="retry" onClick=${() => resume()}>Try again<//><${Button} kind="small" onClick=${() => ask(true)}>Go on anyway<//>`}>
      ${plural(count, 'account is blocked and waits', 'accounts are blocked and wait')} for you; the reason stands beside each below. With another key, an account goes on by itself.
    <//>
    ${asking && html`
      <${Confirm} title="Go on with the keys they have?" yes="Go on anyway" kind="primary" close=${() => ask(false)} act=${() => resume({ force: true })}>
        <p>Do so only when you know that each key belongs to its account. With the key of another account, stored jobs would be marked as gone.</p>
      <//>`}`;
}
