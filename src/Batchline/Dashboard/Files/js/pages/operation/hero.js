import { html } from '../../core/view.js';
import { clockTime, decimal, duration, exact, number, percent, plural } from '../../core/format.js';
import { useNow } from '../../core/hooks.js';
import { JobBar } from '../../parts/bar.js';
import { Moment } from '../../parts/time.js';
import { rateOf } from './samples.js';

/** How far, how long still, how fast: the answers to the first questions. */
export function Hero({ progress, at, samples, over }) {
  const now = useNow(1_000, !over);
  const passed = over ? 0 : Math.max(0, now - at) / 1000;
  const { jobs, calls, batches } = progress;
  const moving = progress.status === 'processing' || progress.status === 'planning';
  const perMinute = (field) => (moving ? rateOf(samples, field, now) : null);
  const [jobRate, callRate] = [perMinute('done'), perMinute('calls')];
  const average = over && progress.elapsedSeconds > 0 ? ((jobs.completed + jobs.missing) / progress.elapsedSeconds) * 60 : null;
  return html`
    <section class="card" aria-label="Progress">
      <div class="card-body hero">
        <div class="hero-line">
          <span class="big">${progress.progress === null ? 'Planning' : percent(progress.progress, over)}</span>
          <span class="muted">${number(jobs.completed + jobs.missing + jobs.failed)} of ${plural(jobs.total, 'job')}${progress.progress === null ? ' found so far' : ''}</span>
          <span class="push strong"><${Left} progress=${progress} passed=${passed} now=${now} over=${over} /></span>
        </div>
        <${JobBar} jobs=${jobs} share=${progress.progress} name="the sync" big />
        <ul class="legend">
          <${Key} of="var(--good-fill)" text="${number(jobs.completed)} up to date, ${number(jobs.unchanged)} of them unchanged" />
          ${jobs.missing > 0 && html`<${Key} of="var(--warn-fill)" text="${number(jobs.missing)} gone in Workiz" />`}
          ${jobs.failed > 0 && html`<${Key} of="var(--bad-fill)" text="${number(jobs.failed)} failed" />`}
          <${Key} of="var(--surface-3)" text="${number(jobs.pending)} to do" />
        </ul>
      </div>
      <dl class="stats">
        <${Stat} name=${over ? 'Took' : 'Running for'}>${duration(progress.elapsedSeconds + passed)}<//>
        <${Stat} name="Jobs a minute">${decimalOr(jobRate ?? average)}<//>
        <${Stat} name="Calls to Workiz">${number(calls.total)} <small>${callRate !== null ? `${decimal(callRate)} a minute` : ''}</small><//>
        <${Stat} name="Quota refusals">${number(calls.rateLimited)}<//>
        <${Stat} name="Retries">${number(progress.retries)} <small>${calls.retried ? plural(calls.retried, 'call') : ''}</small><//>
        <${Stat} name="Batches done">${number(batches.completed + batches.completedWithErrors + batches.failed)} <small>of ${number(batches.total)}</small><//>
        <${Stat} name="A batch takes">${progress.averageBatchSeconds === null ? '–' : duration(progress.averageBatchSeconds)}<//>
      </dl>
    </section>`;
}

function Left({ progress, passed, now, over }) {
  if (over) return html`<span class="muted">ended <${Moment} at=${progress.endTime} /></span>`;
  if (progress.status === 'paused') return 'Paused';
  if (progress.etaSeconds === null) return html`<span class="muted">Working out how long it takes</span>`;
  const left = Math.max(0, progress.etaSeconds - passed);
  if (left < 1) return html`<span class="muted">${progress.accountStates.some((state) => state.waitingReason) ? 'Waiting for an account' : 'Finishing'}</span>`;
  const end = new Date(now + left * 1000);
  return html`<span title=${exact(end)}>about ${duration(left)} left, until ${clockTime(end)}</span>`;
}

const decimalOr = (value) => (value === null ? '–' : decimal(value));

function Stat({ name, children }) {
  return html`<div class="stat"><dt>${name}</dt><dd>${children}</dd></div>`;
}

function Key({ of, text }) {
  return html`<li><svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" rx="3" style=${{ fill: of }} /></svg>${text}</li>`;
}
