import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/dialog.js';
import { attempt, toast } from '../../parts/toast.js';
import { said } from '../../core/words.js';

const sent = 'The jobs that are not done are asked for again.';

/** Takes a batch back to work; asks first when it was retried often already. */
export function RetryBatch({ batch, changed }) {
  const [asking, ask] = useState(false);
  const post = async (query) => {
    await api.post(`retry-batch/${batch.batchId}`, undefined, query);
    changed();
  };
  const retry = async () => {
    try {
      await post();
      toast(sent);
    } catch (error) {
      if (error.code === 'retry_limit') ask(true);
      else toast(said(error), 'bad');
    }
  };
  return html`
    <${Button} kind="small" icon="retry" onClick=${retry}>Retry<//>
    ${asking && html`
      <${Confirm} title="Retry once more?" yes="Retry once more" kind="primary" close=${() => ask(false)} act=${() => attempt(() => post({ force: true }), sent)}>
        <p>This batch was retried ${batch.retryCount} times already, which is the limit. Look at what Workiz answers before you try again: the same request will likely meet the same answer.</p>
      <//>`}`;
}
