import { html } from '../../core/view.js';
import { TimeChart } from '../../charts/time-chart.js';
import { Empty } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { timelineOf } from './samples.js';

/** Jobs and failures over time: from the batches, or from what this page saw when there are none. */
export function Throughput({ timeline, samples }) {
  const shown = timeline ?? timelineOf(samples);
  return html`
    <${Card} title="Throughput" lead=${timeline ? 'Jobs by the minute; those of a batch count when it ends.' : 'Jobs by the minute, as this page saw them.'}>
      <div class="card-body">${shown
        ? html`<${TimeChart} timeline=${shown} />`
        : html`<${Empty} icon="clock" title="Nothing to draw yet">The chart begins when the first jobs are done.<//>`}</div>
    <//>`;
}
