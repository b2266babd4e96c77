import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { brief } from '../../core/text.js';
import { said } from '../../core/words.js';
import { Button } from '../../parts/button.js';
import { Dialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { toast } from '../../parts/toast.js';
import { paceFields } from './pace.js';

/** Name and pace. An empty field of the pace goes back to the setting. */
export function EditAccount({ account, close }) {
  const [form, set] = useState({
    name: account.name,
    ...Object.fromEntries(paceFields.map(({ name, shown }) => [name, shown(account[name])])),
  });
  const [error, setError] = useState(null);
  async function save(event) {
    event.preventDefault();
    setError(null);
    try {
      await api.patch(`accounts/${account.id}`, {
        name: form.name,
        ...Object.fromEntries(paceFields.map(({ name, taken }) => [name, form[name].trim() === '' ? null : taken(Number(form[name]))])),
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
        ${[0, 2].map((row) => html`
          <div class="form-row" key=${row}>
            ${paceFields.slice(row, row + 2).map(({ name, label, input }) => field(name, label, { type: 'number', ...input }))}
          </div>`)}
        ${error && !error.problem?.errors && html`<${Notice} tone="bad">${said(error)}<//>`}
      </form>
    <//>`;
}
