import { html, useState } from '../core/view.js';
import { clockTime, decimal, exact, number, plural } from '../core/format.js';
import { useWidth } from '../core/hooks.js';

const height = 200;
const left = 44;
const foot = 22;
const steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 50_000];

/** Jobs done and failed over time, as stacked bars; the same as a table for those who do not see it. */
export function TimeChart({ timeline }) {
  const [ref, width] = useWidth();
  const [at, point] = useState(null);
  const { done, failed, bucketSeconds } = timeline;
  const from = new Date(timeline.from).getTime();
  const timeOf = (index) => from + index * bucketSeconds * 1000;
  const perMinute = (count) => (count / bucketSeconds) * 60;
  const peak = Math.max(1, ...done.map((count, i) => perMinute(count + failed[i])));
  const step = steps.find((size) => peak / size <= 4) ?? peak / 4;
  const top = Math.ceil(peak / step) * step;
  const plot = height - foot;
  const y = (value) => plot - (value / top) * (plot - 8);
  const slot = Math.max(0, width - left) / done.length;
  const barWidth = Math.min(64, Math.max(1, slot - (slot > 12 ? 4 : slot > 4 ? 2 : 0.5)));
  const x = (index) => left + index * slot + (slot - barWidth) / 2;
  const bars = (counts, base) => counts.map((count, i) => (count === 0 ? '' : bar(x(i), y(perMinute(base[i] + count)), y(perMinute(base[i])), barWidth))).join('');
  const every = Math.max(1, Math.ceil(done.length / Math.max(2, Math.floor(width / 110))));
  const nothing = done.map(() => 0);
  const totalFailed = failed.reduce((sum, count) => sum + count, 0);
  const long = bucketSeconds * done.length < 600;

  function move(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor((event.clientX - box.left - left) / slot);
    point(index >= 0 && index < done.length ? index : null);
  }

  return html`
    <div class="chart" ref=${ref}>
      <svg role="img" aria-label="At most ${decimal(peak)} jobs a minute; ${plural(totalFailed, 'job')} failed. The table below has the figures." onPointerMove=${move} onPointerLeave=${() => point(null)}>
        ${Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step).map((value) => html`
          <line key=${value} class="grid" x1=${left} x2=${width} y1=${y(value)} y2=${y(value)} />
          <text x=${left - 8} y=${y(value) + 4} text-anchor="end">${number(value)}</text>`)}
        ${done.map((_, i) => i % every === 0 && (left + i * slot < width - 50 || i === 0) && html`<text key=${`t${i}`} x=${left + i * slot} y=${height - 5}>${clockTime(timeOf(i), long)}</text>`)}
        ${at !== null && html`<rect class="hover" x=${left + at * slot} y="0" width=${slot} height=${plot} />`}
        <path class="done" d=${bars(done, nothing)} />
        <path class="failed" d=${bars(failed, done)} />
      </svg>
    </div>
    <p class="chart-tip" title=${at === null ? undefined : exact(timeOf(at))}>${at === null
      ? html`<span class="legend"><${Key} of="done" text="Done" />${totalFailed > 0 && html`<${Key} of="failed" text="Failed" />`}</span>`
      : `${clockTime(timeOf(at), long)}: ${decimal(perMinute(done[at]))} done and ${decimal(perMinute(failed[at]))} failed a minute`}</p>
    <details>
      <summary class="small muted">The figures as a table</summary>
      <div class="table-wrap"><table>
        <thead><tr><th>From</th><th class="right">Jobs done</th><th class="right">Jobs failed</th></tr></thead>
        <tbody>${done.map((count, i) => (count || failed[i]) ? html`
          <tr key=${i}><td>${clockTime(timeOf(i), true)}</td><td class="right num">${number(count)}</td><td class="right num">${number(failed[i])}</td></tr>` : null)}
        </tbody>
      </table></div>
    </details>`;
}

function bar(x, top, bottom, width) {
  return `M${x.toFixed(1)} ${bottom.toFixed(1)}V${top.toFixed(1)}h${width.toFixed(1)}V${bottom.toFixed(1)}z`;
}

function Key({ of, text }) {
  return html`<span><svg class="swatch ${of}" viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" rx="3" /></svg> ${text}</span>`;
}
