import { text } from './text.js';

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const exactly = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

export const number = (value) => whole.format(value);

/** One digit behind the point where it tells something. */
export const decimal = (value) => (Math.abs(value) < 100 ? short : whole).format(value);

/** Never 100 % before it is over: that would promise an end, and what failed may be tried again. */
export function percent(share, over = true) {
  return percents.format(share < 1 || !over ? Math.min(share, 0.999) : 1);
}

export function plural(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Seconds as a person says them: 45 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export function duration(total) {
  const s = Math.max(0, Math.round(total));
  if (s < 60) return `${s} s`;
  if (s < 600) return `${Math.floor(s / 60)} min${s % 60 ? ` ${s % 60} s` : ''}`;
  const m = Math.round(s / 60);
  if (m < 60) return `${m} min`;
  const h = Math.floor(m / 60);
  if (h < 24) return `${h} h${m % 60 ? ` ${m % 60} min` : ''}`;
  const hours = Math.round(m / 60);
  return `${Math.floor(hours / 24)} d${hours % 24 ? ` ${hours % 24} h` : ''}`;
}

/** A duration of the API, [d.]hh:mm:ss[.fff], in seconds. */
export function secondsOf(span) {
  const [, days, h, m, s] = /^(?:(\d+)\.)?(\d+):(\d+):([\d.]+)$/.exec(span ?? '') ?? [];
  return s === undefined ? null : Number(days ?? 0) * 86400 + Number(h) * 3600 + Number(m) * 60 + Number(s);
}

/** Seconds as the API takes them. */
export function spanOf(total) {
  const ms = Math.round(total * 1000);
  const pad = (value, length = 2) => String(value).padStart(length, '0');
  const days = Math.floor(ms / 86_400_000);
  const clockText = `${pad(Math.floor(ms / 3_600_000) % 24)}:${pad(Math.floor(ms / 60_000) % 60)}:${pad(Math.floor(ms / 1000) % 60)}`;
  return `${days ? `${days}.` : ''}${clockText}${ms % 1000 ? `.${pad(ms % 1000, 3)}` : ''}`;
}

/** Writes a time; what is none stays the text it is. */
function written(time, write) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? text(time) : write(date);
}

/** The hour when it is today, else the day too. */
export const moment = (time) => written(time, (date) =>
  (date.toDateString() === new Date().toDateString() ? clock.format(date) : `${day.format(date)}, ${clock.format(date)}`));

export const clockTime = (time, withSeconds) => written(time, (date) => (withSeconds ? seconds : clock).format(date));

/** For those who want to know: the reader's zone, and UTC. */
export const exact = (time) => written(time, (date) => `${exactly.format(date)} · ${date.toISOString()}`);

/** 5 min ago, in 2 hr; the day when that says more. */
export const ago = (time, now = Date.now()) => written(time, (date) => {
  const s = (date - now) / 1000;
  const size = Math.abs(s);
  if (size < 5) return 'now';
  if (size < 60) return relative.format(Math.round(s), 'second');
  if (size < 3570) return relative.format(Math.round(s / 60), 'minute');
  if (size < 84_600) return relative.format(Math.round(s / 3600), 'hour');
  return size < 30 * 86_400 ? relative.format(Math.round(s / 86_400), 'day') : day.format(date);
});
