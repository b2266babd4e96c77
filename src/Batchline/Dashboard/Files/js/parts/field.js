import { html, useRef } from '../core/view.js';

let count = 0;

/** A labelled input. `as` is input, select or textarea; what is wrong with it stands below and is read out. */
export function Field({ label, hint, fault, as: Tag = 'input', value, set, grow, children, ...rest }) {
  const id = useRef(`field-${++count}`).current;
  const about = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  return html`
    <div class="field ${grow ? 'grow' : ''}">
      <label for=${id}>${label}</label>
      <${Tag} id=${id} value=${value} onInput=${(event) => set(event.currentTarget.value)}
        aria-describedby=${about} aria-invalid=${fault ? 'true' : undefined} ...${rest}>${children}<//>
      ${hint && html`<span class="hint" id="${id}-hint">${hint}</span>`}
      ${fault && html`<span class="fault" id="${id}-fault" role="alert">${fault}</span>`}
    </div>`;
}

export function Check({ label, hint, checked, set, ...rest }) {
  return html`
    <label class="check">
      <input type="checkbox" checked=${checked} onChange=${(event) => set(event.currentTarget.checked)} ...${rest} />
      <span>${label}${hint && html`<span class="muted small"><br />${hint}</span>`}</span>
    </label>`;
}

export function Switch({ label, checked, set, hidden }) {
  return html`
    <label class="switch">
      <input type="checkbox" role="switch" checked=${checked} onChange=${(event) => set(event.currentTarget.checked)} />
      <span class=${hidden ? 'hidden-text' : ''}>${label}</span>
    </label>`;
}

/** One of a few, as cards. @param options [value, label, text] */
export function Choices({ legend, name, options, value, set }) {
  return html`
    <fieldset>
      <legend>${legend}</legend>
      <div class="choices">
        ${options.map(([option, label, text]) => html`
          <label class="choice" key=${option}>
            <input type="radio" name=${name} value=${option} checked=${value === option} onChange=${() => set(option)} />
            <span><span class="strong">${label}</span>${text && html`<p>${text}</p>`}</span>
          </label>`)}
      </div>
    </fieldset>`;
}
