import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { Button } from '../../parts/button.js';
import { Confirm, Dialog } from '../../parts/dialog.js';
import { Card } from '../../parts/page.js';
import { attempt, toast } from '../../parts/toast.js';

/** Lets Workiz say at once that a job changed. The secret is shown once. */
export function Webhook({ account }) {
  const [secret, show] = useState(null);
  const [asking, ask] = useState(null);
  const path = `accounts/${account.id}/webhook-secret`;
  const make = () => attempt(async () => show((await api.post(path)).secret));
  const remove = () => attempt(() => api.remove(path), 'Webhooks of this account are refused now.');
  return html`
    <${Card} title="Webhooks from Workiz">
      <div class="card-body stack">
        <p class="muted">Workiz can post here when a job changes, and the job is asked for at once instead of with the next sync.</p>
        <div class="row">
          <${Button} icon="key" onClick=${() => ask('make')}>Make a secret<//>
          <${Button} onClick=${() => ask('remove')}>Turn off<//>
        </div>
      </div>
    <//>
    ${asking === 'make' && html`
      <${Confirm} title="Make a new secret?" yes="Make it" kind="primary" close=${() => ask(null)} act=${make}>
        <p>A secret that was made before stops working: enter the new one in Workiz then.</p>
      <//>`}
    ${asking === 'remove' && html`
      <${Confirm} title="Turn webhooks off?" yes="Turn them off" close=${() => ask(null)} act=${remove}>
        <p>The secret is forgotten and what Workiz posts is refused. Syncs go on as before.</p>
      <//>`}
    ${secret && html`
      <${Dialog} title="Enter this in Workiz" close=${() => show(null)} foot=${html`<${Button} kind="primary" onClick=${() => show(null)}>Done<//>`}>
        <p class="muted">In Workiz: Automations, a rule for job changes, then “post webhook”. The secret is not shown again.</p>
        <${Copy} label="Address" text=${new URL(`api/webhooks/workiz/${account.id}`, document.baseURI).href} />
        <${Copy} label="Auth key" text=${secret} />
      <//>`}`;
}

function Copy({ label, text }) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast('Copied.');
  };
  return html`
    <div class="field">
      <span class="label">${label}</span>
      <div class="row"><code>${text}</code>${navigator.clipboard && html`<${Button} kind="small" onClick=${copy}>Copy ${label.toLowerCase()}<//>`}</div>
    </div>`;
}
