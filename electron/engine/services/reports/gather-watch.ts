// The monitor itself over the period: gaps, clock jumps, how much of each day was watched, and what the report was counted with.
import { merged } from '../../core/availability.ts';
import type { ReportRow, ReportRows } from '../../core/report-rows.ts';
import type { Gathering } from './report-facts.ts';

type Sets = 'watch-gaps' | 'clock-jumps' | 'section-coverage';

export function gatherWatch({ store, frame }: Gathering): Pick<ReportRows, Sets> {
  const { from, until, slots } = frame;
  const gaps = store.watch.list(from, until).flatMap((gap): readonly ReportRow<'watch-gaps'>[] => {
    const [begins, ends] = [Math.max(gap.from, from), Math.min(gap.to ?? until, until)];
    return ends > begins ? [{ reason: gap.reason, from: begins, to: ends, ms: ends - begins }] : [];
  });
  const recordFrom = store.storyRows.recordFrom() ?? until;
  const unwatched = merged([
    ...gaps.map((gap) => ({ from: gap.from ?? 0, to: gap.to ?? 0 })),
    { from, to: recordFrom },
  ]);
  return {
    'watch-gaps': gaps,
    'clock-jumps': store.reportRows.clockJumps(from, until).map(({ at, byMs, text }) => ({ at, byMs, text })),
    'section-coverage': slots.flatMap((slot) => {
      const to = Math.min(slot.to, until);
      if (to <= slot.from) return [];
      const periodMs = to - slot.from;
      const lost = unwatched.reduce(
        (sum, gap) => sum + Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, slot.from)),
        0,
      );
      return [{ slot: slot.label, from: slot.from, to, periodMs, watchedMs: periodMs - lost }];
    }),
  };
}

/** Settings and facts that figures are counted with. */
export function basisOf({ store, settings, frame, ask }: Gathering, operators: number): ReportRows['basis'] {
  const { target, hours } = settings.get().reports;
  const { business, sleep, zone } = hours;
  const days = business.days.toSorted((a, b) => a - b).map((day) => WEEKDAYS[day - 1]);
  const hourWords = `business ${business.from}–${business.to} (${days.join(', ')}), sleep ${sleep.from}–${sleep.to}, all else is off; ${zone}`;
  return [
    { name: 'until', value: frame.until, words: '' },
    { name: 'target', value: target, words: '' },
    { name: 'operators', value: operators, words: '' },
    { name: 'recordFrom', value: store.storyRows.recordFrom() ?? 0, words: '' },
    { name: 'head', value: store.journal.head().seq, words: store.journal.head().hash },
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
