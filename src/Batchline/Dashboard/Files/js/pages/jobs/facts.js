import { brief, text } from '../../core/text.js';

const amounts = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Amounts come as numbers, and sometimes as text; what is none is shown as it is. As a text, no digit is lost. */
export function money(value) {
  const amount = text(value);
  return amount.length <= 30 && /^-?\d+(\.\d+)?$/.test(amount) ? amounts.format(amount) : brief(value, 40);
}

export function clientOf(job) {
  return [job.FirstName, job.LastName].map(text).filter(Boolean).join(' ') || text(job.Company);
}
