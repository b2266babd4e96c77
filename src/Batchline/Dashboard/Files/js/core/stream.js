import { api, send } from './api.js';

// The server says something at least every 15 seconds: silence beyond this is a dead connection.
const silence = 40_000;
const pollEvery = 3_000;
const streamAgainAfter = 30_000;
const longestPause = 15_000;

/**
 * Follows the progress of an operation: by the stream of events, read by fetch since EventSource cannot send the token;
 * by asking again and again where a stream does not come through.
 */
export class ProgressFeed {
  #id;
  #query;
  #told;
  #control = new AbortController();
  #lastEventId = null;
  #failures = 0;

  /** @param told gets {progress}, {link: 'live' | 'waiting' | 'polling' | 'ended'} or {error} */
  constructor(id, query, told) {
    this.#id = id;
    this.#query = query;
    this.#told = told;
    this.#run();
  }

  stop() {
    this.#control.abort();
  }

  get #stopped() {
    return this.#control.signal.aborted;
  }

  async #run() {
    while (!this.#stopped) {
      try {
        if (await this.#stream()) return;
        this.#failures++;
      } catch (error) {
        if (this.#stopped) return;
        if (error.status >= 400 && error.status < 500) {
          this.#told({ error });
          return;
        }
        this.#failures++;
      }
      if (this.#failures < 3) {
        this.#told({ link: 'waiting' });
        await this.#pause(Math.min(longestPause, 500 * 2 ** this.#failures));
      } else if (await this.#poll()) return;
    }
  }

  /** Reads one connection to its end. True: the operation has ended. */
  async #stream() {
    const connection = new AbortController();
    const stop = () => connection.abort();
    this.#control.signal.addEventListener('abort', stop);
    let watchdog = setTimeout(stop, silence);
    try {
      const headers = { Accept: 'text/event-stream' };
      if (this.#lastEventId) headers['Last-Event-ID'] = this.#lastEventId;
      const response = await send('GET', `batch-progress/${this.#id}/events`, { query: this.#query, headers, signal: connection.signal });
      if (response.status === 204) return this.#end();
      if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) return false;
      for await (const event of events(response.body, () => {
        clearTimeout(watchdog);
        watchdog = setTimeout(stop, silence);
      })) {
        if (event.id) this.#lastEventId = event.id;
        if (!event.data) continue;
        this.#failures = 0;
        this.#told({ progress: JSON.parse(event.data), link: 'live' });
        if (event.type === 'done') return this.#end();
      }
      return false;
    } finally {
      clearTimeout(watchdog);
      this.#control.signal.removeEventListener('abort', stop);
    }
  }

  /** Asks for a while, then the stream has another chance. True: the operation has ended. */
  async #poll() {
    for (const until = Date.now() + streamAgainAfter; Date.now() < until && !this.#stopped;) {
      try {
        const progress = await api.get(`batch-progress/${this.#id}`, this.#query, this.#control.signal);
        this.#told({ progress, link: 'polling' });
        if (progress.endTime) return this.#end();
      } catch (error) {
        if (this.#stopped) return true;
        this.#told({ link: 'waiting', error: error.status === 0 ? undefined : error });
      }
      await this.#pause(pollEvery);
    }
    return false;
  }

  #end() {
    this.#told({ link: 'ended' });
    return true;
  }

  #pause(time) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time);
      this.#control.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      }, { once: true });
    });
  }
}

/** The events of a text/event-stream. */
async function* events(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      heard();
      const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) yield parse(block);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parse(block) {
  const event = { type: 'message', id: null, data: '' };
  for (const line of block.split('\n')) {
    const [, name, value] = /^(event|id|data): ?(.*)$/.exec(line) ?? [];
    if (name === 'event') event.type = value;
    else if (name === 'id') event.id = value;
    else if (name === 'data') event.data += value;
  }
  return event;
}
