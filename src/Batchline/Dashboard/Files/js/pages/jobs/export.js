import { html } from '../../core/view.js';
import { address, send } from '../../core/api.js';
import { session } from '../../core/session.js';
import { Button } from '../../parts/button.js';
import { attempt } from '../../parts/toast.js';

/** Saves the jobs that the filters show. Without a token the browser loads the file by itself, however large it is. */
export function ExportJobs({ query }) {
  const save = (format) => attempt(async () => {
    const wanted = { ...query, format };
    if (session.token === null) return offer(address('jobs/export', wanted), format);
    const response = await send('GET', 'jobs/export', { query: wanted, headers: { Accept: '*/*' } });
    const url = URL.createObjectURL(await response.blob());
    offer(url, format);
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return undefined;
  });
  return html`
    <${Button} icon="down" onClick=${() => save('csv')}>Export CSV<//>
    <${Button} icon="down" onClick=${() => save('ndjson')}>NDJSON<//>`;
}

function offer(url, format) {
  const link = document.createElement('a');
  link.href = url;
  link.download = `jobs.${format}`;
  link.click();
}
