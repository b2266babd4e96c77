import { html } from '../core/view.js';
import { PageHead } from '../parts/page.js';

export function NotFound() {
  return html`
    <${PageHead} title="There is no such page" lead="The address may be mistyped, or what it showed is gone." />
    <a href="#/">Go to the overview</a>`;
}
