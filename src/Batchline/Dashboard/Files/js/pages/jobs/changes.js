import { html } from '../../core/view.js';
import { api } from '../../core/api.js';
import { useLoad } from '../../core/hooks.js';
import { brief } from '../../core/text.js';
import { Loaded } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { Moment } from '../../parts/time.js';

const kinds = { added: 'First stored', changed: 'Changed', missing: 'Gone in Workiz', back: 'Back in Workiz' };

/** What happened to a job, the newest first. */
export function Changes({ account, uuid, sync }) {
  const changes = useLoad((signal) => api.get('changes', { accountId: account, uuid, limit: 1000 }, signal), [account, uuid, sync.changedAt, sync.missingSince]);
  return html`
    <${Card} title="Changes"><div class="card-body">
      <${Loaded} from=${changes}>${({ items }) => items.length === 0
        ? html`<p class="muted">No change was noted.</p>`
        : html`<ul class="changes">${items.toReversed().map((change, i) => html`
            <li key=${i}><span class="strong">${kinds[change.kind] ?? change.kind}</span><span class="muted small"><${Moment} at=${change.at} /></span>
              ${change.changedFields?.length > 0 && html`<span class="tags">${change.changedFields.map((field) => html`<span class="tag" key=${field}>${brief(field)}</span>`)}</span>`}
            </li>`)}</ul>`}<//>
    </div><//>`;
}
