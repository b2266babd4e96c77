// What statuses are called, and how they look: [label, tone, icon].

export const operationStatus = {
  planning: ['Planning', 'info', 'dots'],
  processing: ['Running', 'info', 'play'],
  paused: ['Paused', 'warn', 'pause'],
  completed: ['Completed', 'good', 'check'],
  completed_with_errors: ['Completed with errors', 'warn', 'alert'],
  failed: ['Failed', 'bad', 'cross'],
  cancelled: ['Cancelled', '', 'stop'],
};

export const accountStatus = {
  processing: ['Working', 'info', 'play'],
  waiting: ['Waiting', 'warn', 'clock'],
  completed: ['Done', 'good', 'check'],
  paused: ['Paused', 'warn', 'pause'],
  blocked: ['Blocked', 'bad', 'lock'],
  cancelled: ['Cancelled', '', 'stop'],
};

export const batchStatus = {
  pending: ['Pending', '', 'dots'],
  processing: ['Running', 'info', 'play'],
  completed: ['Completed', 'good', 'check'],
  completed_with_errors: ['Completed with errors', 'warn', 'alert'],
  failed: ['Failed', 'bad', 'cross'],
  cancelled: ['Cancelled', '', 'stop'],
};

export const strategyName = {
  each: 'Every known job',
  listFirst: 'List first',
};

const sentences = {
  account_busy: 'Another sync is running on one of these accounts. Wait for it, or leave busy accounts out.',
  account_leased: 'The account is at work this very moment. Try again in a few seconds.',
  bad_transition: 'The operation has moved on meanwhile; this is no longer possible.',
  batch_not_failed: 'There is nothing failed to retry.',
  duplicate_key: 'Another account has this key already.',
  no_accounts: 'No account is enabled. Enable one, or add one.',
  store_unavailable: 'The database does not answer. Try again in a moment.',
  stopping: 'The server is stopping. Try again in a moment.',
  token_not_set: 'This server serves nothing until Security:ApiToken is set.',
};

/** What went wrong, for people. */
export function said(error) {
  return sentences[error.code] ?? error.message;
}

export const isOver = (status) => ['completed', 'completed_with_errors', 'failed', 'cancelled'].includes(status);
