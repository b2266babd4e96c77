import { html } from '../core/view.js';

const paths = {
  alert: 'M12 9v4m0 3.5v.01M10.3 4.2 2.6 17.5A2 2 0 0 0 4.3 20.5h15.4a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z',
  arrow: 'M5 12h14m-6-6 6 6-6 6',
  back: 'm14 6-6 6 6 6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clock: 'M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  close: 'M6 6l12 12M18 6 6 18',
  cluster: 'M9 4h6v5H9V4ZM3 15h6v5H3v-5Zm12 0h6v5h-6v-5ZM12 9v3M6 15v-3h12v3',
  cross: 'M7 7l10 10M17 7 7 17',
  dots: 'M6 12h.01M12 12h.01M18 12h.01',
  down: 'M12 4v12m-5-5 5 5 5-5M5 20h14',
  edit: 'M4 20h4L19 9l-4-4L4 16v4Z',
  flow: 'M4 6h16M4 12h11M4 18h6',
  home: 'M4 11.5 12 4l8 7.5V20h-5.5v-5.5h-5V20H4v-8.5Z',
  info: 'M12 11v5m0-8.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  jobs: 'M4 8h16v11H4V8Zm5 0V5h6v3M4 13h16',
  key: 'M14.5 13.5a4.5 4.5 0 1 0-4-2.5L4 17.5V20h3v-2h2v-2h2l1.6-1.6',
  lock: 'M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  pause: 'M8.5 6v12m7-12v12',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9a6 6 0 0 1 12 0m1-8.6a3.5 3.5 0 0 0 0-6.8M21 20a6 6 0 0 0-3.5-5.5',
  play: 'M8 5.5v13l10.5-6.5L8 5.5Z',
  plus: 'M12 5v14M5 12h14',
  retry: 'M4 12a8 8 0 0 1 14-5.3L20 9m0-5v5h-5M20 12a8 8 0 0 1-14 5.3L4 15m0 5v-5h5',
  search: 'm20 20-4.2-4.2M18 11a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z',
  stop: 'M7 7h10v10H7z',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-5v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17m10-10 1.4-1.4',
  trash: 'M5 7h14M10 7V4.5h4V7m-7 0 1 13h8l1-13',
  up: 'M12 20V8m-5 5 5-5 5 5M5 4h14',
  calendar: 'M4 6h16v14H4V6Zm0 4.5h16M8.5 3.5V8m7-4.5V8',
  auto: 'M12 3a9 9 0 1 0 0 18V3Z',
};

/** A picture beside a text that says the same: nothing for screen readers. */
export function Icon({ name, small }) {
  return html`<svg class=${small ? 'icon s' : 'icon'} viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>`;
}
