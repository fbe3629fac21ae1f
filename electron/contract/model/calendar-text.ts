// Hours of the week as people type them: '24x7', 'Mon-Fri 08:00-18:00', 'mon,wed 9-17'. Pure, and free of the schema library,
// so that the command line and the pages read the same.

/** As of `WeeklyHours`, without its zone. */
export interface CalendarHours {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** Two letters tell the days apart, in English and in German ('Mo-Fr', 'Di,Do'). */
const DAYS: readonly (readonly string[])[] = [
  ['mo'],
  ['tu', 'di'],
  ['we', 'mi'],
  ['th', 'do'],
  ['fr'],
  ['sa'],
  ['su', 'so'],
];
const DAY_WORDS =
  /^(?:mon?|tue?s?|wed?|thu?r?s?|fri?|sat?|sun?|di|mi|do|so|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/;
const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const WALL_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** What 'business hours' are where nobody says more. */
const BUSINESS: CalendarHours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' };

/** Null: not understood. An end at or before the beginning is on the next day; '24:00' is midnight. */
export function readCalendar(text: string): CalendarHours | 'always' | null {
  const trimmed = text.trim();
  if (/^24\s*[x×/]\s*7$/i.test(trimmed)) return 'always';
  if (/^business(?:[\s-]hours)?$/i.test(trimmed)) return BUSINESS;
  const [, names = '', begin = '', end = ''] = /^(\S.*?)\s+([\d:]+)\s*[-–]\s*([\d:]+)$/.exec(trimmed) ?? [];
  const [days, from, to] = [daysOf(names), wallTime(begin), end === '24:00' || end === '24' ? '00:00' : wallTime(end)];
  return days.length > 0 && WALL_TIME.test(from) && WALL_TIME.test(to) ? { days, from, to } : null;
}

/** 'Mon-Fri 08:00-18:00', 'Mon,Wed 09:00-17:00'; what `readCalendar` reads. */
export function calendarText({ days, from, to }: CalendarHours): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const name = (day: number | undefined): string => DAY_NAMES[(day ?? 1) - 1] ?? '';
  const isRun = sorted.length > 2 && sorted.every((day, place) => day === (sorted[0] ?? 0) + place);
  const named = isRun ? `${name(sorted[0])}-${name(sorted.at(-1))}` : sorted.map(name).join(',');
  return `${named} ${from}-${to}`;
}

/** 'Mon-Fri', 'Sat-Mon', 'mon,wed', 'daily'; none when it is not understood. */
function daysOf(text: string): readonly number[] {
  if (/^(?:daily|every\s?day)$/i.test(text)) return [1, 2, 3, 4, 5, 6, 7];
  if (/^(?:weekdays|workdays)$/i.test(text)) return BUSINESS.days;
  const found = new Set<number>();
  for (const part of text.toLowerCase().split(/\s*,\s*/)) {
    const [first = '', last = first, ...more] = part.split(/\s*[-–]\s*/);
    const [from, to] = [dayOf(first), dayOf(last)];
    if (from === 0 || to === 0 || more.length > 0) return [];
    for (let day = from; ; day = (day % 7) + 1) {
      found.add(day);
      if (day === to) break;
    }
  }
  return [...found].sort((a, b) => a - b);
}

const dayOf = (name: string): number =>
  DAY_WORDS.test(name) ? DAYS.findIndex((names) => names.includes(name.slice(0, 2))) + 1 : 0;

/** '8', '08:00'. */
function wallTime(text: string): string {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? [];
  return `${hour.padStart(2, '0')}:${minute}`;
}
