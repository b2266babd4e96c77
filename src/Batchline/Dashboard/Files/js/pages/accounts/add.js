import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { said } from '../../core/words.js';
import { Button } from '../../parts/button.js';
import { Dialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { toast } from '../../parts/toast.js';

/** Adds an account and asks Workiz at once whether its key is good. */
export function AddAccount({ close }) {
  const [name, setName] = useState('');
  const [key, setKey] = useState('');
  const [error, setError] = useState(null);
  const [added, setAdded] = useState(null);
  const [verdict, setVerdict] = useState(null);

  async function add(event) {
    event.preventDefault();
    setError(null);
    setVerdict(null);
    try {
      const account = added
        ? await api.patch(`accounts/${added.id}`, { name, workizApiKey: key })
        : await api.post('accounts', { name, workizApiKey: key });
      setAdded(account);
      const test = await api.post(`accounts/${account.id}/test`);
      if (test.ok) {
        toast(`${account.name} is added, and Workiz takes its key.`);
        close();
      } else setVerdict(test);
    } catch (fault) {
      setError(fault);
    }
  }

  async function remove() {
    await api.remove(`accounts/${added.id}`);
    close();
  }

  const other = error && !error.problem?.errors;
  return html`
    <${Dialog} title="Add an account" close=${close} foot=${html`
      ${added && html`<${Button} kind="danger" onClick=${remove}>Remove it again<//>`}
      <${Button} onClick=${close}>${added ? 'Keep it as it is' : 'Cancel'}<//>
      <${Button} kind="primary" type="submit" form="add-account" onClick=${undefined}>${added ? 'Test again' : 'Add and test the key'}<//>`}>
      <form id="add-account" class="stack" onSubmit=${add}>
        <${Field} label="Name" value=${name} set=${setName} required maxlength="200" autocomplete="off" placeholder="My company" fault=${error?.of?.('name')} />
        <${Field} label="Workiz API key" type="password" value=${key} set=${setKey} required maxlength="200" autocomplete="off" fault=${error?.of?.('workizApiKey')}
          hint="In Workiz: Settings, Integrations, API. It is stored encrypted and never shown again." />
        ${other && html`<${Notice} tone="bad">${said(error)}<//>`}
        ${verdict && html`<${Notice} tone="warn">The account is added, but Workiz did not take its key: ${verdict.message} Correct it and test again, or keep it and do so later.<//>`}
      </form>
    <//>`;
}
