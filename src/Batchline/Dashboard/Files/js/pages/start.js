import { html, useMemo, useState } from '../core/view.js';
import { api } from '../core/api.js';
import { useAccounts } from '../core/lists.js';
import { go } from '../core/router.js';
import { said } from '../core/words.js';
import { Button } from '../parts/button.js';
import { Icon } from '../parts/icon.js';
import { Empty, Loaded, Notice } from '../parts/notice.js';
import { Card, PageHead } from '../parts/page.js';
import { toast } from '../parts/toast.js';
import { Estimate } from './start/estimate.js';
import { bodyOf, StartForm } from './start/form.js';

/** Starts a sync, and says before how many calls and how much time it will take. */
export function Start({ query }) {
  const accounts = useAccounts();
  const [form, set] = useState({
    strategy: 'listFirst', chosen: query.get('account') ? [query.get('account')] : null,
    batchSize: '', since: '', full: false, skipBusy: false, tolerated: '',
  });
  const [error, setError] = useState(null);
  const body = useMemo(() => bodyOf(form), [form]);
  const nobody = form.chosen?.length === 0;

  async function start() {
    setError(null);
    try {
      // A second press while the first is on its way must not start a second sync.
      const key = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
      const { operationId, skippedTotal } = await api.post('init-batch-update', body, {}, undefined, { 'Idempotency-Key': key });
      toast(skippedTotal > 0 ? `The sync has started; ${skippedTotal} accounts are left out.` : 'The sync has started.');
      go(`operations/${operationId}`);
    } catch (fault) {
      setError(fault);
    }
  }

  return html`
    <${PageHead} title="Start a sync" lead="Nothing is asked of Workiz before you press the button." >
      <a class="button" href="#/schedules"><${Icon} name="calendar" />Schedules<//>
    <//>
    <${Loaded} from=${accounts}>${(all) => (all.length === 0
      ? html`<${Card}><${Empty} icon="people" title="There is no account to sync" actions=${html`<a class="button primary" href="#/accounts">Add an account</a>`}>Add one with its Workiz API key first.<//><//>`
      : html`
        <div class="two">
          <${StartForm} form=${form} change=${(changes) => set({ ...form, ...changes })} accounts=${all} error=${error} />
          <div class="sticky stack">
            <${Estimate} body=${body} nobody=${nobody} accounts=${all} />
            ${error && html`<${Notice} tone="bad">${said(error)}${error.problem?.operationId && html` <a href="#/operations/${error.problem?.operationId}">Look at it</a>`}<//>`}
            <${Button} kind="primary" icon="play" disabled=${nobody} onClick=${start}>Start the sync<//>
          </div>
        </div>`)}<//>`;
}
