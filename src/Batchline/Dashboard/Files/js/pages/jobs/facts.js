const amounts = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Amounts come as numbers, and sometimes as text; what is none is shown as it is. */
export const money = (value) => (typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(value) ? amounts.format(value) : value ?? '');

export function clientOf(job) {
  return [job.FirstName, job.LastName].filter(Boolean).join(' ') || job.Company || '';
}
