import { html } from '../core/view.js';
import { Icon } from './icon.js';

/** A status in words, with a picture and a colour. @param of [label, tone, icon] as in words.js */
export function Badge({ of: [label, tone, icon] }) {
  return html`<span class="badge ${tone}"><${Icon} name=${icon} small /><span class="clip">${label}</span></span>`;
}
