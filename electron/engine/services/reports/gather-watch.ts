// The monitor itself over the period: gaps, clock jumps, how much of each day was watched, and what the report was counted with.
import { merged, type Period } from '../../core/availability.ts';
import type { ReportRow, ReportRows } from '../../core/report-rows.ts';
import type { WatchGap } from '../../store/watch-gaps.ts';
import { DEAD_AFTER_MS } from '../availability.ts';
import type { Gathering } from './report-facts.ts';

type Sets = 'watch-gaps' | 'clock-jumps' | 'section-coverage';

export function gatherWatch(gathering: Gathering): Pick<ReportRows, Sets> {
  const { store, frame } = gathering;
  const { from, until, slots } = frame;
  const unwatched = unwatchedIn(gathering);
  return {
    'watch-gaps': gapsIn(gathering).flatMap((gap): readonly ReportRow<'watch-gaps'>[] => {
      const [begins, ends] = [Math.max(gap.from, from), Math.min(gap.to ?? until, until)];
      return ends > begins ? [{ reason: gap.reason, from: begins, to: ends, ms: ends - begins }] : [];
    }),
    'clock-jumps': store.reportRows.clockJumps(from, until).map(({ at, byMs, text }) => ({ at, byMs, text })),
    'section-coverage': slots.flatMap((slot) => {
      const to = Math.min(slot.to, until);
      if (to <= slot.from) return [];
      const watchedMs = watchedOf(unwatched, slot.from, to);
      return [{ slot: slot.label, from: slot.from, to, periodMs: to - slot.from, watchedMs }];
    }),
  };
}

/** Gaps that touch the part of the period that is over. Where no engine runs, nobody watches since its last sign of life. */
function gapsIn({ store, frame, now, watching = true }: Gathering): readonly WatchGap[] {
  const gaps = store.watch.list(frame.from, frame.until);
  const aliveAt = watching ? null : store.watch.aliveAt();
  if (aliveAt === null || now - aliveAt <= DEAD_AFTER_MS) return gaps;
  return [...gaps, { reason: 'engine-down', from: aliveAt, to: now }];
}

/** When nobody watched in the part of the period that is over: gaps, and what lies before there was a monitor. In order. */
export function unwatchedIn(gathering: Gathering): readonly Period[] {
  const { from, until } = gathering.frame;
  const recordFrom = gathering.store.storyRows.recordFrom() ?? until;
  return merged([
    ...gapsIn(gathering).map((gap) => ({ from: gap.from, to: gap.to ?? until })),
    { from, to: Math.min(recordFrom, until) },
  ]);
}

/** The time of [from, to) that is in none of these. */
export const watchedOf = (unwatched: readonly Period[], from: number, to: number): number =>
  unwatched.reduce((left, gap) => left - Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, from)), to - from);

/** Settings and facts that figures are counted with. */
export function basisOf(
  { store, settings, frame, ask, head }: Gathering,
  operators: number | null,
): ReportRows['basis'] {
  const { target, hours } = settings.get().reports;
  const { business, sleep, zone } = hours;
  const days = business.days.toSorted((a, b) => a - b).map((day) => WEEKDAYS[day - 1]);
  const hourWords = `business ${business.from}–${business.to} (${days.join(', ')}), sleep ${sleep.from}–${sleep.to}, all else is off; ${zone}`;
  return [
    { name: 'until', value: frame.until, words: '' },
    { name: 'target', value: target, words: '' },
    { name: 'operators', value: operators, words: '' },
    { name: 'recordFrom', value: store.storyRows.recordFrom(), words: '' },
    { name: 'head', value: head.seq, words: head.hash },
    {
      name: 'maintenance',
      value: null,
      words: ask.maintenance === 'good' ? 'counted as good' : 'left out of both sides',
    },
    {
      name: 'unreachable',
      value: null,
      words: ask.unreachable === 'own' ? 'a column of its own' : `counted as ${ask.unreachable}`,
    },
    { name: 'hours', value: null, words: hourWords },
  ];
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
