// The reader's token: for this tab and as long as it is open, nowhere else.
const key = 'batchline.token';
const listeners = new Set();

let needed = false;
let refused = false;

function tell() {
  for (const listener of listeners) listener();
}

export const session = {
  get token() {
    return sessionStorage.getItem(key);
  },

  /** The server wants a token that we do not have. */
  get needed() {
    return needed;
  },

  /** The token that was given is not the right one. */
  get refused() {
    return refused;
  },

  give(token) {
    sessionStorage.setItem(key, token);
    needed = refused = false;
    tell();
  },

  /** The server answered 401. */
  lost() {
    refused = sessionStorage.getItem(key) !== null;
    sessionStorage.removeItem(key);
    needed = true;
    tell();
  },

  listen(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
