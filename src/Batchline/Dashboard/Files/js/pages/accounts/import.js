import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { plural } from '../../core/format.js';
import { said } from '../../core/words.js';
import { Button } from '../../parts/button.js';
import { Dialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { readAccounts } from './file.js';
import { paceFields } from './pace.js';

const outcomes = { added: ['good', 'added'], known: ['muted', 'there already'], failed: ['bad', 'not added'] };

/** Adds many accounts from CSV or JSON, and says of each how it went. */
export function ImportAccounts({ close }) {
  const [text, setText] = useState('');
  const [results, setResults] = useState(null);
  const [busy, setBusy] = useState(false);
  const read = text.trim() ? readAccounts(text) : { rows: [] };
  const good = read.rows.filter((row) => row.body);
  const bad = read.rows.filter((row) => row.fault);

  async function choose(event) {
    const [file] = event.currentTarget.files;
    if (file) setText(await file.text());
  }

  async function run() {
    const done = [];
    setBusy(true);
    for (const { place, body } of good) {
      try {
        await api.post('accounts', body);
        done.push({ place, name: body.name, outcome: 'added' });
      } catch (error) {
        done.push({ place, name: body.name, outcome: error.code === 'duplicate_key' ? 'known' : 'failed', why: said(error) });
      }
      setResults([...done]);
    }
    setBusy(false);
    setText('');
  }

  return html`
    <${Dialog} title="Import accounts" wide close=${close} foot=${results && !busy
      ? html`<${Button} kind="primary" onClick=${close}>Done<//>`
      : html`<${Button} onClick=${close}>Cancel<//><${Button} kind="primary" disabled=${good.length === 0 || busy} onClick=${run}>Import ${good.length > 0 ? plural(good.length, 'account') : ''}<//>`}>
      ${results ? html`
        <p role="status">${plural(results.length, 'account')} of ${results.length + (busy ? good.length - results.length : 0)}: ${results.filter((row) => row.outcome === 'added').length} added.</p>
        <ul class="reasons">${results.map((row) => html`
          <li key=${row.place}><span class=${outcomes[row.outcome][0]}>${outcomes[row.outcome][1]}</span><span>${row.name}${row.outcome === 'failed' ? `: ${row.why}` : ''}</span></li>`)}
        </ul>` : html`
        <p class="muted">CSV with a first line that names the columns, or a JSON array. Needed are <code>name</code> and <code>key</code>; ${paceFields.map(({ name }, i) => html`${i > 0 ? ', ' : ''}<code key=${name}>${name}</code>`)} and <code>enabled</code> may follow. The file stays in this browser; only the accounts are sent.</p>
        <${Field} label="File" type="file" accept=".csv,.json,text/csv,application/json" set=${() => {}} onChange=${choose} />
        <${Field} as="textarea" label="Or paste it here" value=${text} set=${setText} spellcheck="false" placeholder=${'name,key\nMy company,api_…'} />
        ${read.fault && html`<${Notice} tone="bad">${read.fault}<//>`}
        ${bad.length > 0 && html`<${Notice} tone="warn">${plural(bad.length, 'row is', 'rows are')} left out: ${bad.slice(0, 5).map((row) => `${row.place} ${row.fault}`).join('; ')}${bad.length > 5 ? ' …' : ''}<//>`}
        ${good.length > 0 && html`<p role="status">${plural(good.length, 'account')} can be imported.</p>`}`}
    <//>`;
}
