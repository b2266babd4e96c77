// One fail point: which commands it is entered for, how often, and what happens to them then.
import { badValue, isDocument, toNumber, truthy } from './values.mjs';

const number = (value, otherwise) => (value === undefined ? otherwise : toNumber(value));

export class FailPoint {
  constructor() {
    this.entered = 0; // ever, under any mode
    this.set('off');
  }

  /** MongoDB takes one of times, skip and activationProbability; here they may stand together, and a seed repeats the chance. */
  set(mode, data = {}) {
    if (!isDocument(mode) && mode !== 'alwaysOn' && mode !== 'off') throw badValue(`unknown mode of a fail point: ${mode}`);
    if (truthy(data.blockConnection) && data.blockTimeMS === undefined) throw badValue("must specify 'blockTimeMS' when 'blockConnection' is true");
    const { skip, times, activationProbability, seed } = isDocument(mode) ? mode : {};
    this.data = data;
    this.passes = number(skip, 0);
    this.left = mode === 'off' ? 0 : number(times, Infinity);
    this.probability = number(activationProbability, 1);
    this.random = randomFrom(number(seed, 1));
  }

  /** Whether this command is hit. Each that matches counts for times and skip. */
  enters(command) {
    if (this.left === 0 || !this.matches(command)) return false;
    if (this.passes > 0) {
      this.passes--;
      return false;
    }
    if (this.probability < 1 && this.random() >= this.probability) return false;
    this.left--;
    this.entered++;
    return true;
  }

  matches(command) {
    const [name] = Object.keys(command);
    const { failCommands = [], namespace, collection } = this.data;
    const any = failCommands.includes('*') && collectionOf(command) !== undefined; // not handshakes and pings
    if (!any && !failCommands.includes(name)) return false;
    if (namespace !== undefined && namespace !== `${command.$db}.${collectionOf(command)}`) return false;
    return collection === undefined || collection === '*' || collection === collectionOf(command);
  }
}

/** The collection a command is about; undefined: none. */
export function collectionOf(command) {
  const [name] = Object.keys(command);
  const value = name === 'getMore' ? command.collection : command[name];
  return typeof value === 'string' ? value : undefined;
}

// Mulberry32: the same numbers for the same seed.
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
