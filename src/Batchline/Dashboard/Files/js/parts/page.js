import { html, useEffect, useRef } from '../core/view.js';
import { visible } from '../core/text.js';
import { Icon } from './icon.js';

/** The head of a page. A new page takes the focus, so that it is read out and Tab goes on from here. */
export function PageHead({ title, lead, back, children }) {
  const ref = useRef(null);
  useEffect(() => {
    document.title = `${visible(title)} · Batchline`;
  }, [title]);
  useEffect(() => {
    if (document.activeElement === document.body || !document.activeElement?.closest('dialog')) ref.current.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return html`
    <header class="page-head">
      <div class="lead">
        ${back && html`<a class="crumb" href=${back[0]}><${Icon} name="back" small />${back[1]}</a>`}
        <h1 tabindex="-1" ref=${ref}>${title}</h1>
        ${lead && html`<p>${lead}</p>`}
      </div>
      ${children && html`<div class="row">${children}</div>`}
    </header>`;
}

export function Card({ title, lead, actions, children, foot, level = 2 }) {
  return html`
    <section class="card" aria-label=${title}>
      ${title && html`<header><div>${level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`}${lead && html`<p>${lead}</p>`}</div>${actions && html`<div class="row push">${actions}</div>`}</header>`}
      ${children}
      ${foot && html`<footer>${foot}</footer>`}
    </section>`;
}
