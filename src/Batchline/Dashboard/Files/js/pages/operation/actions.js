import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { isOver } from '../../core/words.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/dialog.js';
import { attempt } from '../../parts/toast.js';

/** Pause, resume, cancel: what the state of the operation allows. */
export function Actions({ id, progress: { status }, changed }) {
  const [asking, ask] = useState(false);
  const post = (action, done) => attempt(async () => {
    await api.post(`operations/${id}/${action}`);
    changed();
  }, done);
  return html`
    ${['planning', 'processing'].includes(status) && html`
      <${Button} icon="pause" onClick=${() => post('pause', 'Pausing: each account ends the request it is at.')}>Pause<//>`}
    ${status === 'paused' && html`
      <${Button} kind="primary" icon="play" onClick=${() => post('resume', 'It goes on.')}>Resume<//>`}
    ${!isOver(status) && html`<${Button} kind="danger" icon="stop" onClick=${() => ask(true)}>Cancel<//>`}
    ${asking && html`
      <${Confirm} title="Cancel this sync?" yes="Cancel the sync" close=${() => ask(false)} act=${() => post('cancel', 'Cancelling: each account ends the request it is at.')}>
        <p>What is done stays done. The jobs that are left are not asked for, and a cancelled sync cannot be resumed: you would start a new one. To go on later, pause it instead.</p>
      <//>`}`;
}
