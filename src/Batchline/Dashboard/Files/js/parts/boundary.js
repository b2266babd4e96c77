import { Component, html } from '../core/view.js';
import { Button } from './button.js';
import { Notice } from './notice.js';
import { PageHead } from './page.js';

/** What fails to draw below it costs its own place only: a sentence stands there, and the rest of the page goes on. */
export class Boundary extends Component {
  static getDerivedStateFromError(error) {
    return { error };
  }

  componentDidCatch(error) {
    console.error(error);
  }

  render({ children }, { error }) {
    if (!error) return children;
    return html`
      <${PageHead} title="This page cannot be shown" />
      <${Notice} tone="bad" action=${html`<${Button} kind="small" icon="retry" onClick=${() => this.setState({ error: null })}>Try again<//>`}>
        Something on it is not what the dashboard expects (${error.message}). All other pages work; the console of the browser says more.
      <//>`;
  }
}
