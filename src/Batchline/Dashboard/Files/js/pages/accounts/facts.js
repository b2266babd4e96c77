import { decimal, duration, number, percent, secondsOf } from '../../core/format.js';

/** The status of an account as a badge. */
export function statusOf(account) {
  if (account.status === 'blocked') return ['Needs you', 'bad', 'lock'];
  return account.enabled ? ['OK', 'good', 'check'] : ['Disabled', '', 'pause'];
}

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
