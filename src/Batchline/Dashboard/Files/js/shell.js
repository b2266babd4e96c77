import { html, useState } from './core/view.js';
import { chosen } from './core/router.js';
import { keep, recall } from './core/storage.js';
import { Icon } from './parts/icon.js';

const places = [
  ['', 'Overview', 'home'],
  ['operations', 'Operations', 'flow'],
  ['accounts', 'Accounts', 'people'],
  ['jobs', 'Jobs', 'jobs'],
  ['schedules', 'Schedules', 'calendar'],
  ['cluster', 'Cluster', 'cluster'],
];

const themes = { auto: ['System', 'auto'], light: ['Light', 'sun'], dark: ['Dark', 'moon'] };
const themeKey = 'batchline.theme';
const worn = () => chosen(themes, recall('localStorage', themeKey), 'auto');

function wear(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

wear(worn());

function Theme() {
  const [theme, set] = useState(worn);
  const names = Object.keys(themes);
  const next = () => {
    const other = names[(names.indexOf(theme) + 1) % names.length];
    keep('localStorage', themeKey, other);
    wear(other);
    set(other);
  };
  const [label, icon] = themes[theme];
  return html`<button type="button" class="button plain small" onClick=${next} aria-label="Colours: ${label}. Change"><${Icon} name=${icon} /><span class="only-wide">${label}</span></button>`;
}

export function Shell({ at, children }) {
  return html`
    <a class="skip" href="#content" onClick=${(event) => {
      // The part behind the # is the route.
      event.preventDefault();
      document.getElementById('content').focus();
    }}>Skip to the content</a>
    <div class="shell">
      <header class="side">
        <a class="brand" href="#/">
          <svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#3a5bd9" /><g fill="#fff"><rect x="7" y="8" width="18" height="4" rx="2" /><rect x="7" y="14" width="12" height="4" rx="2" opacity=".8" /><rect x="7" y="20" width="7" height="4" rx="2" opacity=".6" /></g></svg>
          Batchline
        </a>
        <a class="button primary" href="#/start"><${Icon} name="play" />Start a sync</a>
        <nav class="nav" aria-label="Pages">
          ${places.map(([path, label, icon]) => html`
            <a href="#/${path}" aria-current=${at === path ? 'page' : undefined}><${Icon} name=${icon} />${label}</a>`)}
        </nav>
        <div class="side-foot"><${Theme} /></div>
      </header>
      <main class="main" id="content" tabindex="-1">${children}</main>
    </div>`;
}
