import { html } from '../../core/view.js';
import { Check, Choices, Field } from '../../parts/field.js';
import { Card } from '../../parts/page.js';
import { PickAccounts } from './pick-accounts.js';

export const strategies = [
  ['listFirst', 'List first', 'Asks for lists of 100 jobs and then only for what they leave out. About a hundredth of the calls, and it finds new jobs.'],
  ['each', 'Every known job', 'Asks for each stored job by itself. Many calls, and the surest way to learn what is gone.'],
];

/** The form as the API takes it: what is left empty is left to the settings. */
export function bodyOf(form) {
  const body = { strategy: form.strategy, full: form.full, onBusy: form.skipBusy ? 'skip' : 'reject' };
  if (form.chosen) body.accountIds = form.chosen;
  if (form.batchSize !== '') body.batchSize = Number(form.batchSize);
  if (form.since !== '') body.since = form.since;
  if (form.tolerated !== '') body.toleratedFailurePercent = Number(form.tolerated);
  return body;
}

export function StartForm({ form, change, accounts, error }) {
  const field = (name, label, rest) => html`
    <${Field} label=${label} value=${form[name]} set=${(value) => change({ [name]: value })} ...${rest} />`;
  return html`
    <${Card}><div class="card-body stack">
      <${Choices} legend="Strategy" name="strategy" options=${strategies} value=${form.strategy} set=${(strategy) => change({ strategy })} />
      <${PickAccounts} accounts=${accounts} chosen=${form.chosen} set=${(chosen) => change({ chosen })} />
      <div class="form-row">
        ${field('batchSize', 'Jobs in a batch', { type: 'number', min: 1, max: 1000, placeholder: 'as set: usually 10', fault: error?.of?.('batchSize') })}
        ${field('since', 'Jobs scheduled since', { type: 'date', hint: 'Empty: as far back as the settings say.', fault: error?.of?.('since') })}
        ${field('tolerated', 'Failures tolerated, in percent', { type: 'number', min: 0, max: 100, step: 'any', placeholder: 'any', hint: 'Beyond it the sync ends as failed.', fault: error?.of?.('toleratedFailurePercent') })}
      </div>
      <${Check} label="In full" hint="Also jobs that were checked lately and closed ones outside the window." checked=${form.full} set=${(full) => change({ full })} />
      <${Check} label="Leave busy accounts out" hint="Else a sync that runs on one of them is a reason not to start." checked=${form.skipBusy} set=${(skipBusy) => change({ skipBusy })} />
    </div><//>`;
}
