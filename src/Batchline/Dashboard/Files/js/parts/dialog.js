import { html, useEffect, useRef } from '../core/view.js';
import { Button } from './button.js';
import { Icon } from './icon.js';

let count = 0;

/** The browser's own dialog: it keeps the focus inside and closes on Escape. */
export function Dialog({ title, close, wide, foot, children }) {
  const ref = useRef(null);
  const id = useRef(`dialog-${++count}`).current;
  useEffect(() => {
    ref.current.showModal();
  }, []);
  return html`
    <dialog ref=${ref} class=${wide ? 'wide' : ''} aria-labelledby=${id} onClose=${close}
      onMouseDown=${(event) => event.target === ref.current && ref.current.close()}>
      <div class="dialog-head">
        <h2 id=${id}>${title}</h2>
        <button type="button" class="button plain icon-only push" aria-label="Close" onClick=${() => ref.current.close()}><${Icon} name="close" /></button>
      </div>
      <div class="dialog-body">${children}</div>
      ${foot && html`<div class="dialog-foot">${foot}</div>`}
    </dialog>`;
}

/** Asks before something that cannot be undone. */
export function Confirm({ title, yes, kind = 'danger', close, act, children }) {
  return html`
    <${Dialog} title=${title} close=${close} foot=${html`
      <${Button} onClick=${close}>Keep it as it is<//>
      <${Button} kind=${kind} onClick=${async () => { if (await act() !== false) close(); }}>${yes}<//>`}>
      ${children}
    <//>`;
}
