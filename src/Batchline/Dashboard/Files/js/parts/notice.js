import { html } from '../core/view.js';
import { said } from '../core/words.js';
import { Button } from './button.js';
import { Icon } from './icon.js';

const icons = { info: 'info', warn: 'alert', bad: 'alert', good: 'check' };

export function Notice({ tone = 'info', action, children }) {
  return html`
    <div class="notice ${tone}" role=${tone === 'bad' ? 'alert' : 'note'}>
      <${Icon} name=${icons[tone]} /><div>${children}</div>${action && html`<span class="row">${action}</span>`}
    </div>`;
}

/** Something could not be loaded, or only what was there before is shown. */
export function LoadError({ error, reload, stale }) {
  return html`
    <${Notice} tone=${stale ? 'warn' : 'bad'} action=${reload && html`<${Button} kind="small" icon="retry" onClick=${() => reload()}>Try again<//>`}>
      ${stale ? 'This may be out of date. ' : ''}${said(error)}
    <//>`;
}

export function Empty({ icon, title, children, actions }) {
  return html`
    <div class="empty">
      <${Icon} name=${icon} /><p class="title">${title}</p><p>${children}</p>
      ${actions && html`<div class="row">${actions}</div>`}
    </div>`;
}

/** What useLoad has, or why it has nothing yet. */
export function Loaded({ from, children }) {
  if (from.data !== undefined) return html`${from.error && html`<${LoadError} error=${from.error} reload=${from.reload} stale />`}${children(from.data)}`;
  if (from.error) return html`<${LoadError} error=${from.error} reload=${from.reload} />`;
  return html`<p class="loading" role="status">Loading…</p>`;
}
