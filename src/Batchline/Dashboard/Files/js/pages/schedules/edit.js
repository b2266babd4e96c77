import { html, useState } from '../../core/view.js';
import { api } from '../../core/api.js';
import { said } from '../../core/words.js';
import { Button } from '../../parts/button.js';
import { Dialog } from '../../parts/dialog.js';
import { Check, Choices, Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { toast } from '../../parts/toast.js';
import { strategies } from '../start/form.js';
import { PickAccounts } from '../start/pick-accounts.js';
import { cronOf, cronWords, dayNames, rhythmOf, rhythms } from './cron.js';

const zones = Intl.supportedValuesOf('timeZone');

/** Makes a schedule, or changes one. */
export function EditSchedule({ schedule, accounts, close }) {
  const [form, set] = useState(schedule ?? {
    name: '', cron: '0 3 * * *', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, accountIds: null, strategy: 'listFirst', full: false, enabled: true,
  });
  const parsed = rhythmOf(form.cron);
  const [rhythm, setRhythm] = useState(parsed.rhythm);
  const [error, setError] = useState(null);
  const change = (changes) => set({ ...form, ...changes });
  const choose = (chosen) => {
    setRhythm(chosen);
    if (chosen !== 'own') change({ cron: cronOf(chosen, parsed.at) });
  };
  const at = (changes) => change({ cron: cronOf(rhythm, { ...parsed.at, ...changes }) });
  const clock = `${String(parsed.at.hour).padStart(2, '0')}:${String(parsed.at.minute).padStart(2, '0')}`;

  async function save(event) {
    event.preventDefault();
    setError(null);
    const { name, cron, timeZone, accountIds, strategy, full, enabled } = form;
    const body = { name, cron, timeZone, accountIds, strategy, full, enabled };
    try {
      if (schedule) await api.patch(`schedules/${schedule.id}`, body);
      else await api.post('schedules', body);
      toast(schedule ? 'Saved.' : 'The schedule is added.');
      close();
    } catch (fault) {
      setError(fault);
    }
  }

  return html`
    <${Dialog} title=${schedule ? `Edit ${schedule.name}` : 'Add a schedule'} close=${close} wide foot=${html`
      <${Button} onClick=${close}>Cancel<//><${Button} kind="primary" type="submit" form="edit-schedule" onClick=${undefined}>Save<//>`}>
      <form id="edit-schedule" class="stack" onSubmit=${save}>
        <${Field} label="Name" value=${form.name} set=${(name) => change({ name })} required maxlength="200" autocomplete="off" placeholder="Every night" fault=${error?.of?.('name')} />
        <div class="form-row">
          <${Field} as="select" label="How often" value=${rhythm} set=${choose}>${rhythms.map(([value, label]) => html`<option key=${value} value=${value}>${label}</option>`)}<//>
          ${rhythm === 'week' && html`<${Field} as="select" label="Day" value=${parsed.at.day} set=${(day) => at({ day })}>${dayNames.map((name, day) => html`<option key=${day} value=${day}>${name}</option>`)}<//>`}
          ${rhythm === 'hour' && html`<${Field} label="Minutes past" type="number" min="0" max="59" value=${parsed.at.minute} set=${(minute) => at({ minute: Math.min(59, Math.max(0, Number(minute))) })} />`}
          ${['day', 'weekday', 'week'].includes(rhythm) && html`<${Field} label="At" type="time" required value=${clock} set=${(time) => time && at({ hour: Number(time.split(':')[0]), minute: Number(time.split(':')[1]) })} />`}
          ${rhythm === 'own' && html`<${Field} label="Cron expression" value=${form.cron} set=${(cron) => change({ cron })} required hint="Minute, hour, day, month, weekday." fault=${error?.of?.('cron')} class="mono" />`}
          <${Field} label="Time zone" value=${form.timeZone} set=${(timeZone) => change({ timeZone })} required list="time-zones" fault=${error?.of?.('timeZone')} />
        </div>
        <datalist id="time-zones">${zones.map((zone) => html`<option key=${zone} value=${zone} />`)}</datalist>
        <${Choices} legend="Strategy" name="schedule-strategy" options=${strategies} value=${form.strategy} set=${(strategy) => change({ strategy })} />
        <${PickAccounts} accounts=${accounts} chosen=${form.accountIds} set=${(accountIds) => change({ accountIds })} />
        <${Check} label="In full" hint="Also jobs that were checked lately and closed ones outside the window." checked=${form.full} set=${(full) => change({ full })} />
        <${Check} label="Runs by itself" hint=${rhythm === 'own' ? '' : `${cronWords(form.cron)}, ${form.timeZone}.`} checked=${form.enabled} set=${(enabled) => change({ enabled })} />
        ${error && html`<${Notice} tone="bad">${said(error)}<//>`}
      </form>
    <//>`;
}
