import { decimal, duration, number, percent, secondsOf, spanOf } from '../../core/format.js';

const units = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400 };
const text = (value) => (value === null || value === undefined ? '' : String(value));
const finite = (value) => (Number.isFinite(Number(value)) ? Number(value) : undefined);

/**
 * How a field's value is shown in a form, taken from a form as a number, and read from a file; undefined: it cannot be read.
 * The API takes durations as text.
 */
const kinds = {
  count: { shown: text, taken: (value) => value, read: finite },
  part: { shown: (value) => (value === null ? '' : text(Math.round(value * 100))), taken: (value) => value / 100, read: finite },
  span: {
    shown: (value) => text(secondsOf(value)),
    taken: spanOf,
    read: (value) => {
      const [, amount, unit] = /^([\d.]+)(ms|s|m|h|d)$/.exec(value) ?? [];
      return amount ? spanOf(Number(amount) * units[unit]) : /^(\d+\.)?\d+:\d\d:\d\d(\.\d+)?$/.test(value) ? value : undefined;
    },
  },
};

/** The pace fields of an account, in the order of the form. An empty field stands for the setting. */
export const paceFields = [
  { name: 'quotaCalls', ...kinds.count, label: 'Quota, in calls', input: { min: 1, max: 1_000_000, placeholder: 'learned', hint: 'Empty: learned from Workiz.' } },
  { name: 'quotaWindow', ...kinds.span, label: 'In so many seconds', input: { min: 1, max: 86_400, step: 'any', placeholder: 'setting' } },
  { name: 'quotaShare', ...kinds.part, label: 'Share for Batchline, in percent', input: { min: 10, max: 100, placeholder: '100', hint: 'Leave some to other programs that use this key.' } },
  { name: 'minInterval', ...kinds.span, label: 'Seconds between calls', input: { min: 0, max: 3600, step: 'any', placeholder: 'setting' } },
];

/** What an account may send, in a few words. */
export function paceOf(account) {
  if (account.callsPerMinute !== undefined && account.callsPerMinute !== null) return `${decimal(account.callsPerMinute)} calls a minute`;
  if (account.quotaCalls) return `${number(account.quotaCalls)} calls in ${duration(secondsOf(account.quotaWindow) ?? 60)}`;
  return account.minInterval ? `a call every ${decimal(secondsOf(account.minInterval))} s` : 'as Workiz allows';
}

/** Where the quota comes from and how much of it is ours. */
export function quotaOf({ quotaCalls, quotaWindow, learnedQuota }) {
  if (quotaCalls) return `${number(quotaCalls)} calls in ${duration(secondsOf(quotaWindow) ?? 60)}, as set`;
  if (learnedQuota) return `${number(learnedQuota.calls)} calls in ${duration(learnedQuota.windowSeconds)}, learned from Workiz`;
  return 'not met yet: Batchline learns it when Workiz first says no';
}

export function shareOf({ quotaShare }) {
  return quotaShare ? `${percent(quotaShare)} of it is for Batchline` : 'all of it is for Batchline';
}
