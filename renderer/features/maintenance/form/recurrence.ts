// Pure: how often planned work comes back, as choices of a form and as an RFC 5545 rule. A rule that the choices cannot
// say stays as it was typed.

export type RepeatKind = 'once' | 'daily' | 'weekdays' | 'weekly' | 'monthly' | 'rule';

export const REPEAT_KINDS: readonly (readonly [RepeatKind, string])[] = [
  ['once', 'Once'],
  ['daily', 'Daily'],
  ['weekdays', 'Weekdays'],
  ['weekly', 'Weekly'],
  ['monthly', 'Monthly'],
  ['rule', 'Rule'],
];

export const DAY_NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export const DAY_WORDS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export type MonthlyBy = 'date' | 'nth' | 'last';

export interface Repeat {
  readonly kind: RepeatKind;
  /** Of the week, 0 is Monday; none: the day of the start. */
  readonly days: readonly number[];
  readonly monthlyBy: MonthlyBy;
  /** As typed, for 'rule'. */
  readonly rule: string;
}

export const ONCE: Repeat = { kind: 'once', days: [], monthlyBy: 'nth', rule: '' };

/** What of the start a rule is made from. */
export interface StartDay {
  /** 0 is Monday. */
  readonly weekday: number;
  /** 1..31. */
  readonly date: number;
}

/** From a wall time, '2026-11-24 22:00'. */
export function startDay(wall: string): StartDay {
  const [year = 1970, month = 1, date = 1] = wall.slice(0, 10).split('-').map(Number);
  return { weekday: (new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7, date };
}

/** Which of its weekday in the month: the 24th is in the fourth week of days. */
export const nthOf = (date: number): number => Math.ceil(date / 7);

export function toRule({ kind, days, monthlyBy, rule }: Repeat, { weekday, date }: StartDay): string {
  switch (kind) {
    case 'once':
      return '';
    case 'daily':
      return 'FREQ=DAILY';
    case 'weekdays':
      return 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${(days.length > 0 ? days.toSorted() : [weekday]).map((day) => DAY_NAMES[day]).join(',')}`;
    case 'monthly':
      if (monthlyBy === 'date') return `FREQ=MONTHLY;BYMONTHDAY=${date}`;
      return `FREQ=MONTHLY;BYDAY=${monthlyBy === 'last' ? -1 : nthOf(date)}${DAY_NAMES[weekday]}`;
    case 'rule':
      return rule.trim().replace(/^RRULE:/i, '');
    default:
      return kind satisfies never;
  }
}

/** The choices a rule was made from. */
export function fromRule(rule: string): Repeat {
  if (rule === '') return ONCE;
  if (rule === 'FREQ=DAILY') return { ...ONCE, kind: 'daily' };
  if (rule === 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR') return { ...ONCE, kind: 'weekdays' };
  const weekly = /^FREQ=WEEKLY;BYDAY=([A-Z,]+)$/.exec(rule);
  if (weekly) {
    const days = (weekly[1] ?? '').split(',').map((name) => DAY_NAMES.indexOf(name as (typeof DAY_NAMES)[number]));
    if (!days.includes(-1)) return { ...ONCE, kind: 'weekly', days };
  }
  if (/^FREQ=MONTHLY;BYMONTHDAY=\d+$/.test(rule)) return { ...ONCE, kind: 'monthly', monthlyBy: 'date' };
  if (/^FREQ=MONTHLY;BYDAY=-1[A-Z]{2}$/.test(rule)) return { ...ONCE, kind: 'monthly', monthlyBy: 'last' };
  if (/^FREQ=MONTHLY;BYDAY=[1-4][A-Z]{2}$/.test(rule)) return { ...ONCE, kind: 'monthly', monthlyBy: 'nth' };
  return { ...ONCE, kind: 'rule', rule };
}
