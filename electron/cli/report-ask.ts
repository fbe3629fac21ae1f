// What is asked of a report, out of the words of a command line. A time without a zone of its own is of the report's zone: the
// day of `--at 2026-11-22 --zone Asia/Tokyo` is Tokyo's.
import { timeZone } from '../contract/model/hours.ts';
import { type ReportAsk, type ReportPeriodKind, reportAsk } from '../contract/model/report.ts';
import { dayNumber, zoneClock } from '../engine/core/zone-clock.ts';
import { InputError } from './command.ts';
import { readTime, timeOption } from './times.ts';

export interface AskWords {
  readonly at?: string;
  readonly from?: string;
  readonly to?: string;
  readonly zone?: string;
  readonly site?: readonly string[];
  readonly tag?: readonly string[];
  readonly downtime: 'good' | 'exclude';
  readonly unreachable: 'own' | 'good' | 'bad';
}

/** Throws an InputError that names the option. `now`: epoch ms. */
export function askOf(period: ReportPeriodKind, words: AskWords, now: number): ReportAsk {
  const zone = words.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!timeZone.safeParse(zone).success) throw new InputError(`--zone ${zone}: must be a time zone like Europe/Berlin`);
  const time = (option: string, text: string | undefined): number | null =>
    text === undefined ? null : (wallTimeOf(text, zone) ?? timeOption(option, text, now) ?? null);
  const [at, from, to] = [time('--at', words.at), time('--from', words.from), time('--to', words.to)];
  if (period === 'custom' && (from === null || at !== null))
    throw new InputError('custom wants --from (and --to), not --at');
  if (period !== 'custom' && (from !== null || to !== null)) {
    throw new InputError(`--from and --to are of "custom"; which ${NOUN[period]} is said by --at`);
  }
  const end = period === 'custom' ? (to ?? now) : null;
  if (from !== null && end !== null && end <= from) throw new InputError('--to must be later than --from');
  const asked = reportAsk.safeParse({
    period,
    at,
    from,
    to: end,
    zone,
    scope: { sites: words.site ?? [], tags: words.tag ?? [] },
    maintenance: words.downtime,
    unreachable: words.unreachable,
  });
  if (asked.success) return asked.data;
  const [issue] = asked.error.issues;
  throw new InputError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not understood'}`);
}

const NOUN = { daily: 'day', weekly: 'week', monthly: 'month' } as const;

const WALL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** Of a date, or a date and a time, that names no zone; null for anything else. */
function wallTimeOf(text: string, zone: string): number | null {
  const [, date, hours = '0', minutes = '0', seconds = '0'] = WALL.exec(text.trim()) ?? [];
  // What is no day at all (30 February) is refused with the words for all times.
  const rough = date === undefined ? null : readTime(text);
  if (date === undefined || rough === null) return null;
  const clock = zoneClock(zone, rough, rough);
  return clock.instantOf(dayNumber(date), Number(hours) * 60 + Number(minutes)) + Number(seconds) * 1_000;
}
