import { html, useState } from '../core/view.js';
import { Icon } from './icon.js';

/** A button that waits for what it started, and cannot start it twice. */
export function Button({ onClick, icon, kind = '', disabled, label, children, ...rest }) {
  const [busy, setBusy] = useState(false);
  async function click(event) {
    const result = onClick?.(event);
    if (!(result instanceof Promise)) return;
    setBusy(true);
    try {
      await result;
    } finally {
      setBusy(false);
    }
  }
  return html`
    <button type="button" class="button ${kind}" disabled=${disabled || busy} aria-busy=${busy} aria-label=${label} title=${label} onClick=${click} ...${rest}>
      ${icon && html`<${Icon} name=${icon} />`}${children}
    </button>`;
}
