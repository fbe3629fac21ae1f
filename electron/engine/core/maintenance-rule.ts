// What an operator types as a recurrence: the RRULE of RFC 5545, read strictly. Whatever is wrong is said of the part it is
// in, with an example of what would be right; what would make a window of every minute is refused.
import { Temporal } from 'temporal-polyfill';

/** A rule as the calendar arithmetic takes it. */
export interface Rule {
  readonly text: string;
  readonly freq: Frequency;
  /** Occurrences, all in all; null without an end by number. */
  readonly count: number | null;
  /** The last moment at which one may start, epoch ms; null without. */
  readonly until: number | null;
}

const FREQUENCIES = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof FREQUENCIES)[number];

const EXAMPLE = 'e.g. FREQ=WEEKLY;BYDAY=TU or FREQ=MONTHLY;BYDAY=-1SU';
/** What has more occurrences than this is not planned one by one. */
const MOST_COUNTED = 1_000;

/** Thrown by `readRule`; the message is for the operator. */
export class RuleError extends Error {
  constructor(message: string) {
    super(`${message}; ${EXAMPLE}`);
    this.name = 'RuleError';
  }
}

/** Reads a rule; wall-clock times in it are those of `zone` (IANA). Throws a RuleError. Source: RFC 5545, 3.3.10. */
export function readRule(typed: string, zone: string): Rule {
  const parts = partsOf(typed);
  const freq = frequencyOf(parts);
  for (const [name, value] of parts) checkPart(name, value, freq);
  if (parts.has('BYSETPOS') && ![...parts.keys()].some((name) => name.startsWith('BY') && name !== 'BYSETPOS')) {
    throw new RuleError('BYSETPOS chooses among what another BY part names, and there is none');
  }
  if (parts.has('BYWEEKNO') && /\d/.test(parts.get('BYDAY') ?? '')) {
    throw new RuleError('BYDAY must not carry numbers beside BYWEEKNO');
  }
  if (parts.has('COUNT') && parts.has('UNTIL')) throw new RuleError('COUNT and UNTIL exclude each other: keep one');
  const until = parts.has('UNTIL') ? untilOf(parts.get('UNTIL') ?? '', zone) : null;
  if (until !== null) parts.set('UNTIL', utcOf(until));
  const text = [...parts].map(([name, value]) => `${name}=${value}`).join(';');
  return { text, freq, until, count: parts.has('COUNT') ? Number(parts.get('COUNT')) : null };
}

/** '20260604T003000Z': epoch ms as RFC 5545 writes it. */
export const utcOf = (at: number): string =>
  `${Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`;

function partsOf(typed: string): Map<string, string> {
  const text = typed
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '');
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [name = '', value = '', ...more] = part.split('=').map((side) => side.trim());
    if (name === '' || value === '' || more.length > 0) {
      throw new RuleError(`"${short(part)}" is not NAME=VALUE; parts are set apart by semicolons`);
    }
    if (parts.has(name)) throw new RuleError(`${short(name)} stands there twice`);
    parts.set(name, value);
  }
  return parts;
}

function frequencyOf(parts: ReadonlyMap<string, string>): Frequency {
  const freq = parts.get('FREQ');
  if (freq === undefined) throw new RuleError('FREQ is missing: it says how often');
  if (freq === 'SECONDLY' || freq === 'MINUTELY') {
    throw new RuleError(`FREQ=${freq} makes too many windows; the shortest is HOURLY`);
  }
  const known = FREQUENCIES.find((one) => one === freq);
  if (!known) throw new RuleError(`FREQ must be one of ${FREQUENCIES.join(', ')}, not "${short(freq)}"`);
  return known;
}

interface Part {
  /** Throws a RuleError for a value that cannot be. */
  readonly check: (name: string, value: string) => void;
  /** The frequencies it may stand beside; absent: all. */
  readonly only?: readonly Frequency[];
}

const DAY = /^(?:[+-]?(\d{1,2}))?(MO|TU|WE|TH|FR|SA|SU)$/;

const PARTS: Readonly<Record<string, Part>> = {
  FREQ: { check: () => {} },
  INTERVAL: { check: oneNumber(1, 1_000) },
  COUNT: { check: oneNumber(1, MOST_COUNTED) },
  UNTIL: { check: () => {} },
  WKST: {
    check: (name, value) => eachFits(name, value, (day) => DAY.exec(day)?.[1] === undefined && DAY.test(day), 'MO'),
  },
  BYDAY: { check: (name, value) => eachFits(name, value, (day) => isDay(day), 'TU,TH or -1SU') },
  BYMONTH: { check: numbers(1, 12, 'unsigned') },
  BYMONTHDAY: { check: numbers(1, 31, 'signed'), only: ['HOURLY', 'DAILY', 'MONTHLY', 'YEARLY'] },
  BYYEARDAY: { check: numbers(1, 366, 'signed'), only: ['HOURLY', 'YEARLY'] },
  BYWEEKNO: { check: numbers(1, 53, 'signed'), only: ['YEARLY'] },
  BYHOUR: { check: numbers(0, 23, 'unsigned') },
  BYMINUTE: { check: numbers(0, 59, 'unsigned') },
  BYSETPOS: { check: numbers(1, 366, 'signed') },
};

function checkPart(name: string, value: string, freq: Frequency): void {
  const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (!part) throw new RuleError(`${short(name)} is not a part this program knows (${Object.keys(PARTS).join(', ')})`);
  if (part.only && !part.only.includes(freq)) throw new RuleError(`${name} cannot stand beside FREQ=${freq}`);
  part.check(name, value);
  if (name === 'BYDAY' && /\d/.test(value) && freq !== 'MONTHLY' && freq !== 'YEARLY') {
    throw new RuleError(`BYDAY may carry numbers only with FREQ=MONTHLY or FREQ=YEARLY, not with FREQ=${freq}`);
  }
}

function isDay(text: string): boolean {
  const found = DAY.exec(text);
  const number = found?.[1];
  return found !== null && (number === undefined || (Number(number) >= 1 && Number(number) <= 53));
}

function oneNumber(min: number, max: number) {
  return (name: string, value: string): void => {
    if (/^\d{1,6}$/.test(value) && Number(value) >= min && Number(value) <= max) return;
    throw new RuleError(`${name} must be a number from ${min} to ${max}, not "${short(value)}"`);
  };
}

function numbers(min: number, max: number, sign: 'signed' | 'unsigned') {
  const shape = sign === 'signed' ? /^[+-]?\d{1,3}$/ : /^\d{1,3}$/;
  const range = `${min} to ${max}${sign === 'signed' ? `, or -${max} to -${min} from the end` : ''}`;
  return (name: string, value: string): void =>
    eachFits(
      name,
      value,
      (text) => shape.test(text) && Math.abs(Number(text)) >= min && Math.abs(Number(text)) <= max,
      range,
    );
}

function eachFits(name: string, value: string, fits: (text: string) => boolean, right: string): void {
  const wrong = value.split(',').find((text) => !fits(text));
  if (wrong !== undefined) throw new RuleError(`${name} cannot be "${short(wrong)}", but for example ${right}`);
}

const UNTIL = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/;

/** A day counts to its end; a time without Z is wall clock. */
function untilOf(value: string, zone: string): number {
  const [, year, month, day, hour = '23', minute = '59', second = '59', utc = ''] = UNTIL.exec(value) ?? [];
  try {
    const wall = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
    return wall.toZonedDateTime(utc === 'Z' ? 'UTC' : zone).epochMilliseconds;
  } catch {
    throw new RuleError(`UNTIL must be a day or a time like 20261231 or 20261231T220000Z, not "${short(value)}"`);
  }
}

const short = (text: string): string => (text.length > 32 ? `${text.slice(0, 32)}…` : text);
