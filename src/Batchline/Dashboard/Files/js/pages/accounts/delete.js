import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { plural } from '../../core/format.js';
import { brief } from '../../core/text.js';
import { Confirm } from '../../parts/dialog.js';
import { Check } from '../../parts/field.js';
import { attempt } from '../../parts/toast.js';

export function DeleteAccount({ account, close, gone }) {
  const [jobs, set] = useState(false);
  const remove = () => attempt(async () => {
    await api.remove(`accounts/${account.id}`, { deleteJobs: jobs });
    gone();
  }, `${brief(account.name)} is deleted.`);
  return html`
    <${Confirm} title="Delete ${brief(account.name)}?" yes="Delete the account" close=${close} act=${remove}>
      <p>Its key is forgotten and it is synced no more. Nothing changes in Workiz.</p>
      <${Check} label="Delete its ${plural(account.jobs, 'stored job')} too" hint="Else they stay in the database and can still be searched." checked=${jobs} set=${set} />
    <//>`;
}
