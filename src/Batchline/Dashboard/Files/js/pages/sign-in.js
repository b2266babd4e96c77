import { html, useState } from '../core/view.js';
import { session } from '../core/session.js';
import { Field } from '../parts/field.js';
import { PageHead } from '../parts/page.js';

/** Asks for the token once; it is kept for as long as the tab is open. */
export function SignIn() {
  const [token, set] = useState('');
  const give = (event) => {
    event.preventDefault();
    if (token.trim()) session.give(token.trim());
  };
  return html`
    <main class="sign-in">
      <form class="card" onSubmit=${give}>
        <${PageHead} title="This server wants its token" lead="It is what Security:ApiToken was set to. It stays in this tab and is forgotten when you close it." />
        <${Field} label="API token" type="password" autocomplete="current-password" value=${token} set=${set} required
          fault=${session.refused ? 'The server does not know this token.' : undefined} />
        <button class="button primary" type="submit">Open the dashboard</button>
      </form>
    </main>`;
}
