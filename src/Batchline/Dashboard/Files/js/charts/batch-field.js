import { html, useEffect, useMemo, useState } from '../core/view.js';
import { plural } from '../core/format.js';
import { useWidth } from '../core/hooks.js';
import { batchStatus } from '../core/words.js';
import { layout, pathsOf } from './cells.js';

const words = {
  p: 'pending', r: 'processing', c: 'completed', e: 'completed_with_errors', f: 'failed', x: 'cancelled',
};

/**
 * Batches as a field of cells, one path for each status: ten thousand of them cost no more than six shapes.
 * For the keyboard it is a slider over the batches.
 */
export function BatchField({ groups, titled, open, tell }) {
  const [ref, width] = useWidth();
  const [at, point] = useState(null);
  const statuses = groups.map((group) => group.statuses).join('');
  const count = statuses.length;
  const cells = useMemo(() => layout(count, width), [count, width]);
  const paths = useMemo(() => pathsOf(statuses, cells), [statuses, cells]);
  const found = at === null || at >= count ? null : find(groups, at);
  const text = found ? `Batch ${found.number} of ${found.group.name}: ${batchStatus[words[statuses[at]]][0].toLowerCase()}` : '';
  useEffect(() => tell(text), [text]);
  const name = titled ? groups[0].name : plural(groups.length, 'account');

  function indexOf(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const [column, row] = [event.clientX - box.left, event.clientY - box.top].map((value) => Math.floor(value / cells.step));
    const index = row * cells.columns + column;
    return column >= 0 && column < cells.columns && index >= 0 && index < count ? index : null;
  }

  function show(index) {
    if (index === null) return;
    const { group, number } = find(groups, index);
    open({ accountId: group.accountId, number });
  }

  function key(event) {
    const from = at ?? 0;
    const to = {
      ArrowRight: () => from + 1,
      ArrowLeft: () => from - 1,
      ArrowDown: () => from + cells.columns,
      ArrowUp: () => from - cells.columns,
      Home: () => 0,
      End: () => count - 1,
      PageDown: () => from + 1 + statuses.slice(from + 1).search(/[ef]/),
      PageUp: () => Math.max(statuses.lastIndexOf('e', from - 1), statuses.lastIndexOf('f', from - 1)),
    }[event.key];
    if (event.key === 'Enter' || event.key === ' ') show(from);
    else if (!to) return;
    else {
      const next = to();
      point(next < 0 || Number.isNaN(next) ? from : Math.min(next, count - 1));
    }
    event.preventDefault();
  }

  return html`
    <div class="map-block ${titled ? 'titled' : ''}">
      ${titled && html`<h3>${name}<small class="num">${plural(count, 'batch', 'batches')}</small></h3>`}
      <div class="map-field" ref=${ref} role="slider" tabindex="0" aria-label="Batches of ${name}. Arrows move, Page Down finds the next failure, Enter opens."
        aria-valuemin="1" aria-valuemax=${count} aria-valuenow=${(at ?? 0) + 1} aria-valuetext=${text || plural(count, 'batch', 'batches')}
        onPointerMove=${(event) => point(indexOf(event))} onPointerLeave=${() => point(null)} onBlur=${() => point(null)} onFocus=${() => at === null && point(0)}
        onClick=${(event) => show(indexOf(event))} onKeyDown=${key}>
        <svg width=${width} height=${cells.height} aria-hidden="true">
          ${Object.entries(paths.fills).map(([letter, path]) => path && html`<path key=${letter} class="cell-${letter}" d=${path} />`)}
          ${paths.marks && html`<path class="cell-mark" d=${paths.marks} />`}
          ${found && html`<rect class="cell-cursor" x=${cells.x(at) - 1} y=${cells.y(at) - 1} width=${cells.size + 2} height=${cells.size + 2} rx="2" />`}
        </svg>
      </div>
    </div>`;
}

function find(groups, index) {
  let rest = index;
  for (const group of groups) {
    if (rest < group.statuses.length) return { group, number: rest + 1 };
    rest -= group.statuses.length;
  }
  return null;
}
