import { html, useEffect, useRef, useState } from '../core/view.js';

const beyond = 6;

/** A long list of rows of one height, of which only those in sight exist. */
export function Windowed({ items, rowHeight, label, keyOf, row }) {
  const box = useRef(null);
  const [first, set] = useState(0);
  const [seen, see] = useState(12);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => see(Math.ceil(entry.contentRect.height / rowHeight)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [rowHeight]);
  const from = Math.max(0, Math.min(first, items.length - seen) - beyond);
  const shown = items.slice(from, from + seen + 2 * beyond);
  return html`
    <div class="windowed" ref=${box} tabindex="0" role="region" aria-label=${label} onScroll=${(event) => set(Math.floor(event.currentTarget.scrollTop / rowHeight))}>
      <ul class="account-rows" style=${{ height: `${items.length * rowHeight}px`, paddingTop: `${from * rowHeight}px` }}>
        ${shown.map((item, i) => html`<${row} key=${keyOf(item)} of=${item} place=${{ height: `${rowHeight}px`, position: from + i + 1, size: items.length }} />`)}
      </ul>
    </div>`;
}
