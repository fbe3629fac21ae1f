// Availability of hosts over a period, against what is promised. Durations are compared, never rounded percentages.
import { coverageGaps } from './report-coverage.ts';
import { type Counted, counted, part, type SectionKind, share } from './report-kinds.ts';
import type { ReportRow, ReportRows } from './report-rows.ts';
import { spreadFigures } from './report-spread.ts';
import { basisOf, durationText, lineChart, many, minutesText, percentBeside, verb } from './report-words.ts';

type Hosts = ReportRows['availability-hosts'];
type Host = ReportRow<'availability-hosts'>;

const sum = (rows: Hosts, column: keyof Host): number =>
  rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);
const isMeasured = ({ goodMs, badMs }: Host): boolean => (goodMs ?? 0) + (badMs ?? 0) > 0;
const measured = (rows: ReportRows): Hosts => rows['availability-hosts'].filter(isMeasured);
const begun = (rows: ReportRows): ReportRows['availability-outages'] =>
  rows['availability-outages'].filter(({ begins }) => begins === 1);
const whole = (rows: ReportRows): readonly number[] =>
  begun(rows).flatMap(({ badMs, ended }) => (ended === 1 ? (badMs ?? 0) : []));

/** What is not promised, in parts of a hundred million, so that 99.9 % is a whole number. */
const freeParts = (target: number): number => Math.round((100 - target) * 1_000_000);

/** Time that may be bad in a stretch while the target is kept, ms: 2,592,000 (43.2 min) of 99.9 % over 30 days. */
export const budgetMs = (target: number, periodMs: number): number => (periodMs * freeParts(target)) / 100_000_000;

/** Whether so much bad time breaks the promise: durations as whole numbers, exact to the millisecond. */
export const isMissed = (target: number, goodMs: number, badMs: number): boolean =>
  BigInt(badMs) * 100_000_000n > BigInt(freeParts(target)) * BigInt(goodMs + badMs);

function total(rows: ReportRows): Counted {
  const hosts = measured(rows);
  const [goodMs, badMs] = [sum(hosts, 'goodMs'), sum(hosts, 'badMs')];
  const value = share(goodMs, goodMs + badMs);
  const verdict = value === null ? '' : isMissed(basisOf(rows, 'target'), goodMs, badMs) ? 'missed' : 'kept';
  return { value, n: hosts.length, verdict };
}

function used(rows: ReportRows): Counted {
  const hosts = measured(rows);
  return counted(hosts.length === 0 ? null : sum(hosts, 'badMs') / hosts.length, hosts.length);
}

const COLUMNS = [
  ['goodMs', 'Good time', 'good'],
  ['badMs', 'Bad time', 'bad'],
  ['unreachableMs', 'Unreachable time', 'unreachable'],
  ['maintenanceMs', 'Maintenance', 'maintenance'],
  ['pendingMs', 'Pending time', 'pending'],
  ['unmonitoredMs', 'Time not monitored', 'unmonitored'],
  ['periodMs', 'Time of all hosts', 'period'],
] as const;

export const AVAILABILITY: SectionKind<ReportRows> = {
  id: 'availability',
  title: 'Availability',
  figures: [
    {
      id: 'availability.total',
      title: 'Availability of all hosts',
      type: 'percent',
      unit: '%',
      definition:
        '100 × sum of goodMs / (sum of goodMs + sum of badMs) over all rows; n is the number of rows with goodMs + badMs > 0. Missed where sum of badMs × 100 > (100 − target of basis) × (sum of goodMs + sum of badMs), compared as durations before any rounding.',
      rows: ['availability-hosts', 'basis'],
      count: total,
    },
    ...COLUMNS.map(([column, title, id]): SectionKind<ReportRows>['figures'][number] => ({
      id: `availability.${id}`,
      title,
      type: 'ms',
      unit: '',
      definition: `Sum of ${column} over all rows.`,
      rows: ['availability-hosts'],
      count: (rows) => counted(sum(rows['availability-hosts'], column), rows['availability-hosts'].length),
    })),
    {
      id: 'availability.target',
      title: 'Promised availability',
      type: 'percent',
      unit: '%',
      definition: 'The value of target in basis.',
      rows: ['basis'],
      count: (rows) => counted(basisOf(rows, 'target')),
    },
    {
      id: 'availability.budget',
      title: 'Error budget of a host over the period',
      type: 'ms',
      unit: '',
      definition: '(100 − target of basis) / 100 × (period.to − period.from): of 99.9 % over 30 days 43.2 minutes.',
      rows: ['basis'],
      count: (rows, { from, to }) => counted(budgetMs(basisOf(rows, 'target'), to - from)),
    },
    {
      id: 'availability.budget-used',
      title: 'Error budget used, mean of hosts',
      type: 'ms',
      unit: '',
      definition:
        'Sum of badMs of the rows with goodMs + badMs > 0, divided by their number, which is n. Missed where it is more than availability.budget.',
      rows: ['availability-hosts', 'basis'],
      count: (rows, { from, to }) => {
        const { value, n } = used(rows);
        const verdict = value === null ? '' : value > budgetMs(basisOf(rows, 'target'), to - from) ? 'missed' : 'kept';
        return { value, n, verdict };
      },
    },
    {
      id: 'availability.budget-left',
      title: 'Error budget left, mean of hosts',
      type: 'ms',
      unit: '',
      definition: 'availability.budget − availability.budget-used; below 0 it is overdrawn.',
      rows: ['availability-hosts', 'basis'],
      count: (rows, { from, to }) => {
        const { value, n } = used(rows);
        return counted(value === null ? null : budgetMs(basisOf(rows, 'target'), to - from) - value, n);
      },
    },
    {
      id: 'availability.hosts-missed',
      title: 'Hosts below the promised availability',
      type: 'count',
      unit: 'hosts',
      definition:
        'Rows with badMs × 100 > (100 − target of basis) × (goodMs + badMs); n is the number of rows with goodMs + badMs > 0. Empty where n = 0.',
      rows: ['availability-hosts', 'basis'],
      count: (rows) => {
        const target = basisOf(rows, 'target');
        return part(measured(rows), ({ goodMs, badMs }) => isMissed(target, goodMs ?? 0, badMs ?? 0));
      },
    },
    {
      id: 'availability.outages',
      title: 'Outages that began',
      type: 'count',
      unit: 'outages',
      definition:
        'Rows of availability-outages with begins = 1; empty where no row of availability-hosts has goodMs + badMs > 0. n is the number of those rows.',
      rows: ['availability-outages', 'availability-hosts'],
      count: (rows) => {
        const hosts = measured(rows).length;
        return counted(hosts === 0 ? null : begun(rows).length, hosts);
      },
    },
    {
      id: 'availability.mtbf',
      title: 'Time between failures (MTBF)',
      type: 'ms',
      unit: '',
      definition:
        'Sum of goodMs of availability-hosts divided by the number n of rows of availability-outages with begins = 1: good time per outage, a ratio of totals. Empty where n = 0.',
      rows: ['availability-hosts', 'availability-outages'],
      count: (rows) => {
        const n = begun(rows).length;
        return counted(n === 0 ? null : sum(rows['availability-hosts'], 'goodMs') / n, n);
      },
    },
    ...spreadFigures({
      id: 'availability.mtrs',
      title: 'Time to restore service (MTRS)',
      rows: 'availability-outages',
      of: 'badMs of the rows with begins = 1 and ended = 1',
      pick: whole,
    }),
  ],
  tables: [
    { rows: 'availability-hosts', most: 10 },
    { rows: 'availability-groups', most: 40 },
    { rows: 'availability-outages', most: 20 },
  ],
  lead(of, rows, frame) {
    const { value, n, verdict } = of('availability.total');
    if (value === null) return 'No host was measured in this period: there is no data, which is not 100 %.';
    const target = basisOf(rows, 'target');
    const missed = of('availability.hosts-missed').value ?? 0;
    const held = verdict === 'kept' ? `the promised ${target} % was kept` : `the promised ${target} % was missed`;
    const budget = budgetMs(target, frame.to - frame.from);
    const below =
      missed === 0 ? 'No host is below it.' : `${missed} of ${many(n, 'host')} ${verb(missed, 'is', 'are')} below it.`;
    const used = durationText(of('availability.budget-used').value ?? 0);
    return `${percentBeside(value, target)} over ${many(n, 'host')}: ${held}. ${below} It allows ${durationText(budget)} of bad time a host in this period of ${minutesText(frame.to - frame.from)}; on average ${used} of it was used.`;
  },
  charts: (rows, frame) => [
    lineChart(`Availability by ${frame.slotWord}`, '%', frame, [
      {
        name: 'Availability',
        values: frame.slots.map(
          ({ from }) => rows['availability-slots'].find((slot) => slot.from === from)?.availability ?? null,
        ),
      },
    ]),
  ],
  gaps(rows, frame) {
    const all = rows['availability-hosts'].length;
    const without = all - measured(rows).length;
    const few = whole(rows).length;
    return [
      ...coverageGaps(rows, frame),
      ...(without > 0
        ? [
            `${without} of ${many(all, 'host')} ${verb(without, 'has', 'have')} no data in this period and ${verb(without, 'is', 'are')} in no percentage.`,
          ]
        : []),
      ...(few > 0 && few < 5
        ? [
            `${many(few, 'outage')} that began and ended ${verb(few, 'is', 'are')} too few for a mean: median and longest are given.`,
          ]
        : []),
      'Hosts that were removed since are not counted: what they were lies in the journal.',
      ...(frame.isScoped ? ['Hosts count by the site and the tags that they have now.'] : []),
    ];
  },
};
