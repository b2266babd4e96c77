import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { brief } from '../../core/text.js';
import { said } from '../../core/words.js';
import { Button } from '../../parts/button.js';
import { Dialog } from '../../parts/dialog.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { toast } from '../../parts/toast.js';

/** Gives an account another key and asks Workiz at once whether it is good. */
export function ReplaceKey({ account, close }) {
  const [key, set] = useState('');
  const [error, setError] = useState(null);
  const [verdict, setVerdict] = useState(null);
  async function replace(event) {
    event.preventDefault();
    setError(null);
    setVerdict(null);
    try {
      await api.patch(`accounts/${account.id}`, { workizApiKey: key });
      const test = await api.post(`accounts/${account.id}/test`);
      if (test.ok) {
        toast('The key is replaced, and Workiz takes it.');
        close();
      } else setVerdict(test);
    } catch (fault) {
      setError(fault);
    }
  }
  return html`
    <${Dialog} title="Replace the key of ${brief(account.name)}" close=${close} foot=${html`
      <${Button} onClick=${close}>${verdict ? 'Close' : 'Cancel'}<//><${Button} kind="primary" type="submit" form="replace-key" onClick=${undefined}>Replace and test<//>`}>
      <form id="replace-key" class="stack" onSubmit=${replace}>
        <${Field} label="New Workiz API key" type="password" value=${key} set=${set} required maxlength="200" autocomplete="off" fault=${error?.of?.('workizApiKey')}
          hint="The old key is forgotten. A blocked account goes on with the new one by itself." />
        ${error && !error.problem?.errors && html`<${Notice} tone="bad">${said(error)}<//>`}
        ${verdict && html`<${Notice} tone="warn">The key is replaced, but Workiz did not take it: ${verdict.message}<//>`}
      </form>
    <//>`;
}
