import { html } from '../../core/view.js';
import { plural } from '../../core/format.js';
import { BatchMap } from '../../charts/batch-map.js';
import { Empty, Loaded, Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';

const blocksUpTo = 12;

/** All batches as a map: a block for each account, or one field when there are many. */
export function Batches({ map, progress, nameOf, open }) {
  const { total } = progress.batches;
  return html`
    <${Card} title="Batches" lead=${total > 0 ? `${plural(total, 'batch', 'batches')}, in the order they are worked on` : undefined}>
      <div class="card-body">
        <${Loaded} from=${map}>${({ accounts, more }) => {
          if (accounts.length === 0) {
            return html`<${Empty} icon="flow" title="No batches">${progress.strategy === 'listFirst'
              ? 'The list brought every job up to date so far; batches are made for what it leaves out.'
              : 'They are made once the jobs of an account are known.'}<//>`;
          }
          const groups = accounts.map(({ accountId, statuses }) => ({ accountId, statuses, name: nameOf(accountId) }));
          const blocks = groups.length <= blocksUpTo ? groups.map((group) => [group]) : [groups];
          return html`
            <${BatchMap} blocks=${blocks} counts=${progress.batches} open=${open} />
            ${more && html`<${Notice}>There are more batches than a map can show; these are the first.<//>`}`;
        }}<//>
      </div>
    <//>`;
}
