import { keep, recall } from './storage.js';

// The reader's token: for this tab and as long as it is open, nowhere else.
const key = 'batchline.token';
const area = 'sessionStorage';
const listeners = new Set();

// A header takes nothing else; such a text is no token of any server.
const isToken = (given) => given !== null && /^[\x21-\x7e]+$/.test(given);

let token = isToken(recall(area, key)) ? recall(area, key) : null;
let needed = false;
let refused = false;

function tell() {
  for (const listener of listeners) listener();
}

export const session = {
  get token() {
    return token;
  },

  /** The server wants a token that we do not have. */
  get needed() {
    return needed;
  },

  /** The token that was given is not the right one. */
  get refused() {
    return refused;
  },

  give(given) {
    refused = !isToken(given);
    if (!refused) {
      token = given;
      keep(area, key, token);
      needed = false;
    }
    tell();
  },

  /** The server answered 401. */
  lost() {
    refused = token !== null;
    token = null;
    keep(area, key, null);
    needed = true;
    tell();
  },

  listen(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
