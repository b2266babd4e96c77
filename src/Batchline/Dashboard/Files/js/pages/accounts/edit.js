import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { secondsOf, spanOf } from '../../core/format.js';
import { brief } from '../../core/text.js';
import { said } from '../../core/words.js';
import { Button } from '../../parts/button.js';
import { Dialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { toast } from '../../parts/toast.js';

const text = (value) => (value === null || value === undefined ? '' : String(value));
const orNull = (value, convert) => (value.trim() === '' ? null : convert(Number(value)));

/** Name and pace. An empty field of the pace goes back to the setting. */
export function EditAccount({ account, close }) {
  const [form, set] = useState({
    name: account.name,
    minInterval: text(secondsOf(account.minInterval)),
    quotaCalls: text(account.quotaCalls),
    quotaWindow: text(secondsOf(account.quotaWindow)),
    quotaShare: account.quotaShare === null ? '' : text(Math.round(account.quotaShare * 100)),
  });
  const [error, setError] = useState(null);
  async function save(event) {
    event.preventDefault();
    setError(null);
    try {
      await api.patch(`accounts/${account.id}`, {
        name: form.name,
        minInterval: orNull(form.minInterval, spanOf),
        quotaCalls: orNull(form.quotaCalls, (value) => value),
        quotaWindow: orNull(form.quotaWindow, spanOf),
        quotaShare: orNull(form.quotaShare, (value) => value / 100),
      });
      toast('Saved.');
      close();
    } catch (fault) {
      setError(fault);
    }
  }
  const field = (name, label, rest) => html`
    <${Field} label=${label} value=${form[name]} set=${(value) => set({ ...form, [name]: value })} fault=${error?.of?.(name)} ...${rest} />`;
  return html`
    <${Dialog} title="Edit ${brief(account.name)}" close=${close} foot=${html`
      <${Button} onClick=${close}>Cancel<//><${Button} kind="primary" type="submit" form="edit-account" onClick=${undefined}>Save<//>`}>
      <form id="edit-account" class="stack" onSubmit=${save}>
        ${field('name', 'Name', { required: true, maxlength: 200 })}
        <div class="form-row">
          ${field('quotaCalls', 'Quota, in calls', { type: 'number', min: 1, max: 1_000_000, placeholder: 'learned', hint: 'Empty: learned from Workiz.' })}
          ${field('quotaWindow', 'In so many seconds', { type: 'number', min: 1, max: 86_400, step: 'any', placeholder: 'setting' })}
        </div>
        <div class="form-row">
          ${field('quotaShare', 'Share for Batchline, in percent', { type: 'number', min: 10, max: 100, placeholder: '100', hint: 'Leave some to other programs that use this key.' })}
          ${field('minInterval', 'Seconds between calls', { type: 'number', min: 0, max: 3600, step: 'any', placeholder: 'setting' })}
        </div>
        ${error && !error.problem?.errors && html`<${Notice} tone="bad">${said(error)}<//>`}
      </form>
    <//>`;
}
