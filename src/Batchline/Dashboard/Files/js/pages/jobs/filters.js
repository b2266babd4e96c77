import { html } from '../../core/view.js';
import { brief } from '../../core/text.js';
import { Field } from '../../parts/field.js';

export const noFilters = { q: '', accountId: '', status: '', from: '', to: '', missing: '' };

const statuses = ['Submitted', 'Pending', 'In progress', 'Done', 'Canceled', 'done pending approval'];

export function Filters({ filters, change, accounts }) {
  const field = (name, label, rest, children) => html`
    <${Field} label=${label} value=${filters[name]} set=${(value) => change({ [name]: value })} ...${rest}>${children}<//>`;
  return html`
    <form class="filters many" role="search" aria-label="Jobs" onSubmit=${(event) => event.preventDefault()}>
      ${field('q', 'Search', { type: 'search', placeholder: 'Name, address, number…', grow: true, maxlength: 200 })}
      ${field('accountId', 'Account', { as: 'select' }, html`
        <option value="">All accounts</option>${accounts.map((account) => html`<option key=${account.id} value=${account.id}>${brief(account.name, 60)}</option>`)}`)}
      ${field('status', 'Status', { list: 'job-statuses', placeholder: 'Any', maxlength: 200 })}
      <datalist id="job-statuses">${statuses.map((status) => html`<option key=${status} value=${status} />`)}</datalist>
      ${field('from', 'Scheduled from', { type: 'date' })}
      ${field('to', 'Until', { type: 'date' })}
      ${field('missing', 'In Workiz', { as: 'select' }, html`
        <option value="">There or gone</option><option value="false">Still there</option><option value="true">Gone</option>`)}
    </form>`;
}
