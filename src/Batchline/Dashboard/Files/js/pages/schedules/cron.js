const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const pad = (value) => String(value).padStart(2, '0');

export const rhythms = [
  ['hour', 'Every hour'],
  ['day', 'Every day'],
  ['weekday', 'Monday to Friday'],
  ['week', 'Once a week'],
  ['own', 'A cron expression'],
];

/** The expression of a rhythm. @param at {minute, hour, day} */
export function cronOf(rhythm, { minute, hour, day }) {
  switch (rhythm) {
    case 'hour': return `${minute} * * * *`;
    case 'day': return `${minute} ${hour} * * *`;
    case 'weekday': return `${minute} ${hour} * * 1-5`;
    default: return `${minute} ${hour} * * ${day}`;
  }
}

/** The rhythm of an expression: own when it is none of those above. */
export function rhythmOf(cron) {
  const [, minute, hour, day] = /^(\d+) (\d+|\*) \* \* (\*|1-5|[0-6])$/.exec(cron.trim()) ?? [];
  const at = { minute: Number(minute ?? 0), hour: Number(hour === '*' ? 0 : hour ?? 3), day: Number(/^[0-6]$/.test(day) ? day : 1) };
  if (minute === undefined) return { rhythm: 'own', at: { minute: 0, hour: 3, day: 1 } };
  if (hour === '*') return day === '*' ? { rhythm: 'hour', at } : { rhythm: 'own', at };
  return { rhythm: day === '*' ? 'day' : day === '1-5' ? 'weekday' : 'week', at };
}

export function cronWords(cron) {
  const { rhythm, at } = rhythmOf(cron);
  const time = `${pad(at.hour)}:${pad(at.minute)}`;
  switch (rhythm) {
    case 'hour': return at.minute === 0 ? 'Every hour' : `Every hour at ${pad(at.minute)} past`;
    case 'day': return `Every day at ${time}`;
    case 'weekday': return `Monday to Friday at ${time}`;
    case 'week': return `Every ${days[at.day]} at ${time}`;
    default: return cron;
  }
}

export const dayNames = days;
