// The monitor itself: how long nobody watched, and why; what of the period is on record at all.

import { merged } from './availability.ts';
import { coverageGaps, watchedMs } from './report-coverage.ts';
import { counted, type FigureKind, type Frame, type SectionKind, share, tally } from './report-kinds.ts';
import type { ReportRows } from './report-rows.ts';
import { basisOf, durationText, knownBasis, lineChart, many, percentText } from './report-words.ts';

const REASONS = {
  'engine-down': 'No engine was running',
  asleep: 'The machine slept',
  isolated: 'The monitor was cut off',
  overloaded: 'The machine was overloaded',
} as const;

/** Overlapping gaps count once. */
export function gapMs(gaps: ReportRows['watch-gaps']): number {
  const spans = merged(gaps.map(({ from, to }) => ({ from: from ?? 0, to: to ?? 0 })));
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

const byReason = Object.entries(REASONS).map(
  ([reason, title]): FigureKind<ReportRows> => ({
    id: `monitoring.${reason}`,
    title,
    type: 'ms',
    unit: '',
    definition: `Length of the union of [from, to) of the rows with reason = ${reason}; n is how many they are.`,
    rows: ['watch-gaps'],
    count: (rows) => {
      const own = rows['watch-gaps'].filter((gap) => gap.reason === reason);
      return counted(gapMs(own), own.length);
    },
  }),
);

/** There was no monitor yet. */
const beforeRecordMs = (rows: ReportRows, { from }: Frame): number => {
  const until = basisOf(rows, 'until');
  return Math.max(0, Math.min(knownBasis(rows, 'recordFrom') ?? until, until) - from);
};

const lengthMs = (rows: ReportRows): number =>
  rows['section-coverage'].reduce((sum, slot) => sum + (slot.periodMs ?? 0), 0);

export const MONITORING: SectionKind<ReportRows> = {
  id: 'monitoring',
  title: 'The monitor itself',
  figures: [
    {
      id: 'monitoring.watched',
      title: 'Time that was watched',
      type: 'percent',
      unit: '%',
      definition: '100 × sum of watchedMs / sum of periodMs; empty where that is 0.',
      rows: ['section-coverage'],
      count: (rows) => counted(share(watchedMs(rows), lengthMs(rows)), rows['section-coverage'].length),
    },
    {
      id: 'monitoring.unwatched',
      title: 'Time that nobody watched',
      type: 'ms',
      unit: '',
      definition:
        'Length of the union of [from, to) of all rows: what two of them cover counts once. n is the number of rows.',
      rows: ['watch-gaps'],
      count: (rows) => counted(gapMs(rows['watch-gaps']), rows['watch-gaps'].length),
    },
    {
      id: 'monitoring.longest-gap',
      title: 'Longest gap',
      type: 'ms',
      unit: '',
      definition: 'The greatest ms; empty without rows. n is the number of rows.',
      rows: ['watch-gaps'],
      count: (rows) => {
        const lengths = rows['watch-gaps'].map(({ ms }) => ms ?? 0);
        return counted(lengths.length === 0 ? null : Math.max(...lengths), lengths.length);
      },
    },
    ...byReason,
    {
      id: 'monitoring.before-record',
      title: 'Time before there was a monitor',
      type: 'ms',
      unit: '',
      definition:
        'The time from period.from to recordFrom of basis (to until of basis where that is earlier, or recordFrom empty), at least 0. It is in no gap, and nobody watched in it.',
      rows: ['basis'],
      count: (rows, frame) => counted(beforeRecordMs(rows, frame)),
    },
    {
      id: 'monitoring.clock-jumps',
      title: 'Clock set back',
      type: 'count',
      unit: 'times',
      definition: 'All rows.',
      rows: ['clock-jumps'],
      count: (rows) => tally(rows['clock-jumps']),
    },
    {
      id: 'monitoring.entries',
      title: 'Entries in the journal',
      type: 'count',
      unit: 'entries',
      definition: 'The value of head in basis: the place of the last entry of the chain when the report was made.',
      rows: ['basis'],
      count: ({ basis }) => counted(basis.find(({ name }) => name === 'head')?.value ?? 0),
    },
  ],
  tables: [
    { rows: 'watch-gaps', most: 20 },
    { rows: 'clock-jumps', most: 10 },
  ],
  lead(of) {
    const before = of('monitoring.before-record').value ?? 0;
    const yet = before === 0 ? '' : ` For the first ${durationText(before)} there was no monitor yet.`;
    const watched = of('monitoring.watched').value;
    if (watched === null) return 'Nothing of this period is on record.';
    const { value, n } = of('monitoring.unwatched');
    const gaps =
      n === 0
        ? 'There was no gap.'
        : n === 1
          ? `There was 1 gap, of ${durationText(value ?? 0)}.`
          : `${many(n, 'gap')} of ${durationText(value ?? 0)} in all, the longest ${durationText(of('monitoring.longest-gap').value ?? 0)}.`;
    return `${percentText(watched)} of the time was watched.${yet} ${gaps}`;
  },
  charts: (rows, frame) => [
    lineChart(`Watched time by ${frame.slotWord}`, '%', frame, [
      {
        name: 'Watched',
        values: frame.slots.map(({ from }) => {
          const slot = rows['section-coverage'].find((one) => one.from === from);
          return slot ? share(slot.watchedMs ?? 0, slot.periodMs ?? 0) : null;
        }),
      },
    ]),
  ],
  gaps: (rows, frame) => [
    ...coverageGaps(rows, frame),
    'How late single checks started is kept with each result and shown by the engine, not added up here.',
    ...(frame.isScoped ? ['The monitor is one for all sites and tags: this section is about all of it.'] : []),
  ],
};
