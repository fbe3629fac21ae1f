// The alarm load of a period, counted from its alerts: how much was asked of one operator, and by what.
import { SEVERITIES } from '../../contract/model/severity-of.ts';
import { peakOf } from './alarm-floods.ts';
import { coverageGaps, watchedMs } from './report-coverage.ts';
import { counted, type SectionKind, share, tally } from './report-kinds.ts';
import type { ReportRows } from './report-rows.ts';
import { barChart, knownBasis, many, percentText, perSlot, shareChart } from './report-words.ts';

const HOUR_MS = 3_600_000;

/** As the verdicts of the alarm load have them (EEMUA 191): alerts an hour and operator, alerts in ten minutes. */
const GOAL = { perHour: 6, peak: 10, floodPercent: 1 } as const;

const inFloodsMs = (rows: ReportRows): number =>
  rows['alarm-floods'].reduce((sum, flood) => sum + (flood.watchedMs ?? 0), 0);

export function alarmSources(alerts: ReportRows['alerts']): ReportRows['alarm-sources'] {
  const counts = new Map<string, number>();
  for (const { subject } of alerts) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  return [...counts]
    .map(([subject, count]) => ({ subject, alerts: count, share: share(count, alerts.length) }))
    .sort((a, b) => b.alerts - a.alerts || (a.subject < b.subject ? -1 : 1));
}

export function alarmPriorities(alerts: ReportRows['alerts']): ReportRows['alarm-priorities'] {
  return SEVERITIES.map((severity) => {
    const count = alerts.filter((alert) => alert.severity === severity).length;
    return { severity, alerts: count, share: share(count, alerts.length) };
  });
}

const judged = (value: number | null, n: number | null, goal: number) =>
  ({ value, n, verdict: value === null ? '' : value <= goal ? 'kept' : 'missed' }) as const;

export const ALARM_LOAD: SectionKind<ReportRows> = {
  id: 'alarm-load',
  title: 'Alarm load',
  figures: [
    {
      id: 'alarm-load.alerts',
      title: 'Alerts',
      type: 'count',
      unit: 'alerts',
      definition: 'All rows.',
      rows: ['alerts'],
      count: ({ alerts }) => tally(alerts),
    },
    {
      id: 'alarm-load.per-hour',
      title: 'Alerts an hour and operator',
      type: 'number',
      unit: 'alerts/h',
      definition: `Rows of alerts × 3,600,000 / sum of watchedMs of section-coverage / operators of basis (1 where that is empty); empty where nothing was watched. Missed above ${GOAL.perHour} (EEMUA 191).`,
      rows: ['alerts', 'section-coverage', 'basis'],
      count: (rows) => {
        const watched = watchedMs(rows);
        const operators = knownBasis(rows, 'operators') ?? 1;
        const value = watched === 0 ? null : (rows.alerts.length * HOUR_MS) / watched / operators;
        return judged(value, rows.alerts.length, GOAL.perHour);
      },
    },
    {
      id: 'alarm-load.operators',
      title: 'Operators that shared the load',
      type: 'count',
      unit: 'operators',
      definition: 'The value of operators in basis; empty where nobody is known.',
      rows: ['basis'],
      count: (rows) => counted(knownBasis(rows, 'operators')),
    },
    {
      id: 'alarm-load.peak',
      title: 'Most alerts in ten minutes',
      type: 'count',
      unit: 'alerts',
      definition: `The greatest number of rows with t − 600,000 < at ≤ t, over all t = at of a row of alerts; 0 without rows, but empty where the sum of watchedMs of section-coverage is 0 too. Missed above ${GOAL.peak}.`,
      rows: ['alerts', 'section-coverage'],
      count: (rows) => {
        const { length } = rows.alerts;
        const peak = peakOf(rows.alerts.map(({ at }) => at ?? 0)).alerts;
        return judged(length === 0 && watchedMs(rows) === 0 ? null : peak, length, GOAL.peak);
      },
    },
    {
      id: 'alarm-load.floods',
      title: 'Floods',
      type: 'count',
      unit: 'floods',
      definition: 'All rows.',
      rows: ['alarm-floods'],
      count: (rows) => tally(rows['alarm-floods']),
    },
    {
      id: 'alarm-load.flood-time',
      title: 'Watched time spent in floods',
      type: 'percent',
      unit: '%',
      definition: `100 × sum of watchedMs of alarm-floods / sum of watchedMs of section-coverage; empty where nothing was watched. Missed above ${GOAL.floodPercent} %.`,
      rows: ['alarm-floods', 'section-coverage'],
      count: (rows) => judged(share(inFloodsMs(rows), watchedMs(rows)), rows['alarm-floods'].length, GOAL.floodPercent),
    },
    {
      id: 'alarm-load.top-ten',
      title: 'Share of the ten worst sources',
      type: 'percent',
      unit: '%',
      definition:
        '100 × alerts of the first 10 rows of alarm-sources / rows of alerts; empty without any. n is the number of sources.',
      rows: ['alarm-sources', 'alerts'],
      count: (rows) => {
        const top = rows['alarm-sources'].slice(0, 10).reduce((sum, source) => sum + (source.alerts ?? 0), 0);
        return counted(share(top, rows.alerts.length), rows['alarm-sources'].length);
      },
    },
  ],
  tables: [
    { rows: 'alarm-sources', most: 10 },
    { rows: 'alarm-priorities', most: 4 },
    { rows: 'alarm-floods', most: 20 },
  ],
  lead(of, rows) {
    const alerts = of('alarm-load.alerts').value ?? 0;
    if (alerts === 0) {
      return watchedMs(rows) === 0 ? 'Nobody watched in this period.' : 'Nobody was alerted in this period.';
    }
    const perHour = of('alarm-load.per-hour').value;
    const load = perHour === null ? '' : `, ${perHour.toFixed(perHour < 10 ? 2 : 0)} an hour and operator`;
    const [worst, next] = rows['alarm-sources'];
    const source =
      worst && (worst.alerts ?? 0) > (next?.alerts ?? 0)
        ? ` The most came from ${worst.subject}: ${many(worst.alerts, 'alert')}, ${percentText(worst.share ?? 0)}.`
        : '';
    return `${many(alerts, 'alert')}${load}; at most ${of('alarm-load.peak').value} in ten minutes, ${many(of('alarm-load.floods').value, 'flood')}.${source}`;
  },
  charts: (rows, frame) => [
    barChart(`Alerts by ${frame.slotWord}`, 'alerts', frame, [
      {
        name: 'Alerts',
        values: perSlot(
          frame.slots,
          rows.alerts.map(({ at }) => at),
        ),
      },
    ]),
    ...(rows.alerts.length === 0
      ? []
      : [
          shareChart(
            'Alerts by severity',
            'alerts',
            ['Alerts'],
            rows['alarm-priorities'].map(({ severity, alerts }) => ({
              name: `SEV${severity}`,
              values: [alerts],
            })),
          ),
        ]),
  ],
  gaps: (rows, frame) => [
    ...coverageGaps(rows, frame),
    ...(rows.alerts.length > 0 && knownBasis(rows, 'operators') === null
      ? ['Who shared the load is not known: no shift was planned, nobody acknowledged or muted. It is counted for one.']
      : []),
    ...(watchedMs(rows) < 30 * 86_400_000
      ? ['Figures of the alarm load over less than 30 days of watching are provisional.']
      : []),
    ...(frame.isScoped
      ? [
          'Alerts of checks that were removed since belong to no site and no tag, and are not in this report. The operators are those of all of it.',
        ]
      : []),
  ],
};
