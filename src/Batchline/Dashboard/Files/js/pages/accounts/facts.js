/** The status of an account as a badge. */
export function statusOf(account) {
  if (account.status === 'blocked') return ['Needs you', 'bad', 'lock'];
  return account.enabled ? ['OK', 'good', 'check'] : ['Disabled', '', 'pause'];
}
