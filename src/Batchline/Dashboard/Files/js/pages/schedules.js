import { html, useState } from '../core/view.js';
import { api } from '../core/api.js';
import { plural } from '../core/format.js';
import { useLoad } from '../core/hooks.js';
import { namesOf, useAccounts } from '../core/lists.js';
import { brief } from '../core/text.js';
import { strategyName } from '../core/words.js';
import { Button } from '../parts/button.js';
import { Confirm } from '../parts/dialog.js';
import { Switch } from '../parts/field.js';
import { Icon } from '../parts/icon.js';
import { Empty, Loaded } from '../parts/notice.js';
import { Card, PageHead } from '../parts/page.js';
import { Ago, Moment } from '../parts/time.js';
import { attempt } from '../parts/toast.js';
import { cronWords } from './schedules/cron.js';
import { EditSchedule } from './schedules/edit.js';

/** Syncs that start by themselves. */
export function Schedules() {
  const list = useLoad((signal) => api.all('schedules', {}, signal), [], 15_000);
  const accounts = useAccounts();
  const nameOf = namesOf(accounts.data);
  const [dialog, open] = useState(null);
  const close = () => {
    open(null);
    list.reload();
  };
  const enable = async (schedule, enabled) => {
    await attempt(() => api.patch(`schedules/${schedule.id}`, { enabled }), enabled ? 'It runs again.' : 'It rests.');
    list.reload();
  };
  const add = html`<${Button} kind="primary" icon="plus" onClick=${() => open({ edit: null })}>Add a schedule<//>`;
  return html`
    <${PageHead} title="Schedules" lead="Syncs that start by themselves. A run that was missed is made up once.">
      <a class="button" href="#/start"><${Icon} name="play" />Start one now</a>${add}
    <//>
    <${Card}>
      <${Loaded} from=${list}>${(items) => items.length === 0
        ? html`<${Empty} icon="calendar" title="No schedule yet" actions=${add}>Let a sync run every night, every hour, or whenever you like.<//>`
        : html`
          <div class="table-wrap"><table class="cards">
            <thead><tr><th>Schedule</th><th>When</th><th>What</th><th>Next run</th><th>Last run</th><th>On</th><th><span class="hidden-text">Change</span></th></tr></thead>
            <tbody>${items.map((schedule) => html`
              <tr key=${schedule.id}>
                <td class="lead-cell"><span><span class="strong">${brief(schedule.name)}</span>${schedule.lastError && html`<span class="sub bad">${schedule.lastError}</span>`}</span></td>
                <td data-label="When"><span>${cronWords(schedule.cron)}<span class="sub">${schedule.timeZone}</span></span></td>
                <td data-label="What"><span>${schedule.accountIds === null ? 'All accounts' : schedule.accountIds.length === 1 ? nameOf(schedule.accountIds[0]) : plural(schedule.accountIds.length, 'account')}
                  <span class="sub">${strategyName[schedule.strategy]}${schedule.full ? ', in full' : ''}</span></span></td>
                <td data-label="Next run">${schedule.enabled ? html`<${Moment} at=${schedule.nextRunAt} />` : html`<span class="muted">resting</span>`}</td>
                <td data-label="Last run">${schedule.lastOperationId ? html`<a href="#/operations/${schedule.lastOperationId}"><${Ago} at=${schedule.lastRunAt} /></a>` : html`<${Ago} at=${schedule.lastRunAt} />`}</td>
                <td data-label="On"><${Switch} hidden label="${schedule.name} runs" checked=${schedule.enabled} set=${(enabled) => enable(schedule, enabled)} /></td>
                <td><span class="row nowrap">
                  <${Button} kind="plain icon-only" icon="edit" label="Edit ${schedule.name}" onClick=${() => open({ edit: schedule })} />
                  <${Button} kind="plain icon-only" icon="trash" label="Delete ${schedule.name}" onClick=${() => open({ remove: schedule })} />
                </span></td>
              </tr>`)}
            </tbody>
          </table></div>`}<//>
    <//>
    ${dialog && 'edit' in dialog && html`<${EditSchedule} schedule=${dialog.edit} accounts=${accounts.data ?? []} close=${close} />`}
    ${dialog?.remove && html`
      <${Confirm} title="Delete ${dialog.remove.name}?" yes="Delete the schedule" close=${() => open(null)}
        act=${async () => { await attempt(() => api.remove(`schedules/${dialog.remove.id}`), 'The schedule is deleted.'); close(); }}>
        <p>No sync starts by it any more. Those that run go on.</p>
      <//>`}`;
}
