// When a window starts: once, or by its rule, on the wall clock of its zone. The arithmetic is bounded: a rule that finds
// nothing, or far too much, is refused when it is entered and costs nobody a second thought afterwards.
// Source: RFC 5545, 3.3.10: a local time that a change of the clocks skips is left out and counts for nothing; one that
// there is twice is taken once, the first time.
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type Rule, RuleError, readRule, utcOf } from './maintenance-rule.ts';

export interface Recurrence {
  /** Starts in [from, to), in order, epoch ms. */
  starts(from: number, to: number): readonly number[];
  /** The first start after `at`; null when there is none (or none within the next many years). */
  after(at: number): number | null;
}

/** The times of a window, as far as they say when it starts. */
export interface Timing {
  readonly startsAt: number;
  readonly rrule: string;
  readonly zone: string;
}

const DAY_MS = 86_400_000;
/** As many as a rule may make: one an hour. */
const MOST_A_DAY = 24;
/** Periods (days, weeks, …) and candidates the arithmetic may go through for one answer. */
const BOUNDS = { maxIterations: 1_000, maxCandidateEvaluations: 20_000, cache: false } as const;
/** All occurrences of a rule with COUNT are worked out once. */
const COUNTED_BOUNDS = { maxIterations: 10_000, maxCandidateEvaluations: 50_000, cache: false } as const;

/** Throws a RuleError that says what is wrong with the rule. */
export function recurrenceOf(timing: Timing): Recurrence {
  const { startsAt } = timing;
  if (timing.rrule === '') return listed([startsAt]);
  const rule = readRule(timing.rrule, timing.zone);
  const found =
    rule.count === null
      ? endless(build(rule, timing, BOUNDS), startsAt, PIECE_DAYS[rule.freq] * DAY_MS)
      : listed(counted(rule, timing));
  const first = attempt(() => found.after(startsAt - 1), 'the rule never comes to pass, or only in many years');
  if (first === null) throw new RuleError('the rule has no occurrence at or after the start');
  const tooMany = `the rule makes more than ${MOST_A_DAY} windows a day`;
  const month = attempt(() => found.starts(first, first + 31 * DAY_MS), tooMany);
  if (month.length > 31 * MOST_A_DAY + 1) throw new RuleError(tooMany);
  return {
    starts: (from, to) => withoutFail(() => found.starts(from, to), []),
    after: (at) => withoutFail(() => found.after(at), null),
  };
}

/**
 * Starts that the rule means in [from, to) and that do not exist, because the clocks go forward over them: as they would
 * stand on the wall, '2026-03-29 02:30'.
 */
export function droppedStarts(timing: Timing, from: number, to: number): readonly string[] {
  if (timing.rrule === '') return [];
  const { startsAt, zone } = timing;
  const rule = readRule(timing.rrule, zone);
  // What recurs by the hour goes by elapsed time: nothing is skipped.
  if (rule.freq === 'HOURLY') return [];
  const text =
    rule.until === null ? rule.text : rule.text.replace(/UNTIL=[^;]*/, `UNTIL=${utcOf(asWall(rule.until, zone))}`);
  const onTheWall = build(
    { ...rule, text },
    { ...timing, startsAt: asWall(startsAt, zone), zone: 'UTC' },
    COUNTED_BOUNDS,
  );
  const walls = withoutFail(() => startsOf(onTheWall, asWall(from, zone), asWall(to, zone)), []);
  return walls.flatMap((wall) => {
    const time = zoned(wall, 'UTC').toPlainDateTime();
    const there = time.toZonedDateTime(zone).toPlainDateTime().equals(time);
    return there ? [] : [time.toString({ smallestUnit: 'minute' }).replace('T', ' ')];
  });
}

/** Days asked for at a time; far fewer periods than the bounds allow. */
const PIECE_DAYS: Readonly<Record<Rule['freq'], number>> = {
  HOURLY: 20,
  DAILY: 400,
  WEEKLY: 2_000,
  MONTHLY: 10_000,
  YEARLY: 40_000,
};

const zoned = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** The wall clock of `zone` at that moment, read as if it were UTC. */
const asWall = (at: number, zone: string): number =>
  zoned(at, zone).toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds;

type Built = ReturnType<typeof build>;

function build(rule: Rule, { startsAt, zone }: Timing, bounds: typeof BOUNDS | typeof COUNTED_BOUNDS) {
  try {
    return new RRuleTemporal({ rruleString: rule.text, dtstart: zoned(startsAt, zone), ...bounds });
  } catch (error) {
    throw new RuleError(error instanceof Error ? error.message : String(error));
  }
}

const startsOf = (built: Built, from: number, to: number): readonly number[] =>
  to <= from ? [] : built.between(zoned(from, 'UTC'), zoned(to - 1, 'UTC'), true).map((time) => time.epochMilliseconds);

function counted(rule: Rule, timing: Timing): readonly number[] {
  const built = build(rule, timing, COUNTED_BOUNDS);
  return attempt(
    () => built.all().map((time) => time.epochMilliseconds),
    'the rule needs too long to come to its COUNT; use UNTIL',
  );
}

function listed(all: readonly number[]): Recurrence {
  return {
    starts: (from, to) => all.filter((start) => start >= from && start < to),
    after: (at) => all.find((start) => start > at) ?? null,
  };
}

function endless(built: Built, startsAt: number, pieceMs: number): Recurrence {
  return {
    starts(from, to) {
      const found: number[] = [];
      // Piece by piece: the bounds are for a rule that finds nothing, not for a long time of one that finds much.
      for (let at = Math.max(from, startsAt); at < to; at += pieceMs)
        found.push(...startsOf(built, at, Math.min(at + pieceMs, to)));
      return found;
    },
    after: (at) => built.next(zoned(at, 'UTC'), false)?.epochMilliseconds ?? null,
  };
}

/** The arithmetic gives up (by throwing) where its bounds are reached. */
function attempt<T>(work: () => T, otherwise: string): T {
  try {
    return work();
  } catch {
    throw new RuleError(otherwise);
  }
}

function withoutFail<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
