import { html, render, useEffect, useState } from './core/view.js';
import { useRoute } from './core/router.js';
import { session } from './core/session.js';
import { Accounts } from './pages/accounts.js';
import { Account } from './pages/account.js';
import { Cluster } from './pages/cluster.js';
import { Job } from './pages/job.js';
import { Jobs } from './pages/jobs.js';
import { NotFound } from './pages/not-found.js';
import { Operation } from './pages/operation.js';
import { Operations } from './pages/operations.js';
import { Overview } from './pages/overview.js';
import { Schedules } from './pages/schedules.js';
import { SignIn } from './pages/sign-in.js';
import { Start } from './pages/start.js';
import { Boundary } from './parts/boundary.js';
import { Toasts } from './parts/toast.js';
import { Shell } from './shell.js';

// The ids that the server gives: what else stands in their place would bend the paths that are asked for.
const isId = (part) => /^[0-9a-f]{24}$/i.test(part);

/** The page of a route; its key, since another operation or job is another page. */
function pageOf({ parts: [first = '', second, third], query }) {
  if (second === undefined || isId(second)) {
    switch (first) {
      case '': return html`<${Overview} key="overview" />`;
      case 'operations': return second ? html`<${Operation} key=${second} id=${second} />` : html`<${Operations} key="operations" query=${query} />`;
      case 'accounts': return second ? html`<${Account} key=${second} id=${second} />` : html`<${Accounts} key="accounts" query=${query} />`;
      case 'jobs': return third ? html`<${Job} key=${`${second}/${third}`} account=${second} uuid=${third} />` : html`<${Jobs} key="jobs" query=${query} />`;
      case 'start': return html`<${Start} key="start" query=${query} />`;
      case 'schedules': return html`<${Schedules} key="schedules" />`;
      case 'cluster': return html`<${Cluster} key="cluster" />`;
    }
  }
  return html`<${NotFound} key="not-found" />`;
}

function App() {
  const route = useRoute();
  const [, changed] = useState(0);
  useEffect(() => session.listen(() => changed((count) => count + 1)), []);
  if (session.needed) return html`<${SignIn} /><${Toasts} />`;
  return html`<${Shell} at=${route.parts[0] ?? ''}><${Boundary} key=${route.parts.join('/')}>${pageOf(route)}<//><//><${Toasts} />`;
}

render(html`<${App} />`, document.getElementById('app'));
