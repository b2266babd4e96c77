import { html } from '../../core/view.js';
import { number, plural } from '../../core/format.js';
import { Card } from '../../parts/page.js';

/** Rows of the accounts' lists that could not be taken: where they stood, and what is wrong with them. */
export function OddRows({ states, nameOf }) {
  const odd = states.filter((state) => state.oddRows.total > 0);
  if (odd.length === 0) return null;
  const total = odd.reduce((sum, state) => sum + state.oddRows.total, 0);
  return html`
    <${Card} title=${`${plural(total, 'odd row')} in the lists of Workiz`} lead="They could not be taken as jobs and count as failed. All other rows were taken.">
      <ul>${odd.map(({ accountId, oddRows }) => html`
        <li class="failure" key=${accountId}>
          <details open=${odd.length === 1}>
            <summary><span class="strong">${nameOf(accountId)}</span> <span class="muted">${plural(oddRows.total, 'row')}</span></summary>
            <ul class="reasons">
              ${oddRows.first.map((row) => html`
                <li key=${`${row.page}-${row.row}`}><span class="num nowrap">page ${number(row.page)}, row ${number(row.row)}</span><span>${row.reason}</span></li>`)}
              ${oddRows.total > oddRows.first.length && html`<li><span></span><span class="muted">and ${plural(oddRows.total - oddRows.first.length, 'more', 'more')}</span></li>`}
            </ul>
          </details>
        </li>`)}
      </ul>
    <//>`;
}
