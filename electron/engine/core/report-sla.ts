// Promises: resolved in time of those that had one and were resolved; what was missed, and by how much.
import { SEVERITIES } from '../../contract/model/severity-of.ts';
import { NO_HOST_NAMED } from './report-incidents.ts';
import { type FigureKind, type SectionKind, share, tally } from './report-kinds.ts';
import type { ReportRows } from './report-rows.ts';
import { durationText, many, percentText, shareChart, verb } from './report-words.ts';

const CLOCKS = ['acknowledge', 'resolve'] as const;
const TITLES = { acknowledge: 'Acknowledged in time', resolve: 'Resolved in time' } as const;

const kept = CLOCKS.map(
  (clock): FigureKind<ReportRows> => ({
    id: `sla.${clock}.kept`,
    title: TITLES[clock],
    type: 'percent',
    unit: '%',
    definition: `100 × rows with clock = ${clock}, an endedAt and state = kept / n, where n is the number of rows with clock = ${clock} and an endedAt. Empty where n = 0.`,
    rows: ['sla-clocks'],
    count: (rows) => {
      const ended = rows['sla-clocks'].filter((row) => row.clock === clock && row.endedAt !== null);
      const good = ended.filter(({ state }) => state === 'kept').length;
      return { value: share(good, ended.length), n: ended.length };
    },
  }),
);

export function slaBySeverity(clocks: ReportRows['sla-clocks']): ReportRows['sla-by-severity'] {
  return CLOCKS.flatMap((clock) =>
    SEVERITIES.map((severity) => {
      const own = clocks.filter((row) => row.clock === clock && row.severity === severity);
      const ended = own.filter(({ endedAt }) => endedAt !== null);
      const good = ended.filter(({ state }) => state === 'kept').length;
      return {
        clock,
        severity,
        kept: good,
        of: ended.length,
        share: share(good, ended.length),
        running: own.length - ended.length,
      };
    }),
  );
}

export const slaBreaches = (clocks: ReportRows['sla-clocks']): ReportRows['sla-breaches'] =>
  clocks
    .filter(({ state }) => state === 'missed')
    .map(({ number, title, severity, clock, targetMs, elapsedMs, overMs, endedAt }) => {
      return { number, title, severity, clock, targetMs, elapsedMs, overMs, endedAt };
    })
    .sort((a, b) => (b.overMs ?? 0) - (a.overMs ?? 0) || (a.number < b.number ? -1 : 1));

export const SLA: SectionKind<ReportRows> = {
  id: 'sla',
  title: 'Promises (SLA)',
  figures: [
    ...kept,
    {
      id: 'sla.breaches',
      title: 'Promises missed',
      type: 'count',
      unit: 'promises',
      definition: 'Rows with state = missed, also those that still run.',
      rows: ['sla-clocks'],
      count: (rows) => tally(rows['sla-clocks'].filter(({ state }) => state === 'missed')),
    },
    {
      id: 'sla.overdue',
      title: 'Promises missed and still running',
      type: 'count',
      unit: 'promises',
      definition: 'Rows with state = missed and an empty endedAt; they are in no percentage, because they did not end.',
      rows: ['sla-clocks'],
      count: (rows) => tally(rows['sla-clocks'].filter(({ state, endedAt }) => state === 'missed' && endedAt === null)),
    },
    {
      id: 'sla.worst',
      title: 'Latest by',
      type: 'ms',
      unit: '',
      definition: 'The greatest overMs of the rows with state = missed; n is how many they are.',
      rows: ['sla-clocks'],
      count: (rows) => {
        const over = rows['sla-clocks'].flatMap(({ state, overMs }) => (state === 'missed' ? (overMs ?? 0) : []));
        return { value: over.length === 0 ? null : Math.max(...over), n: over.length };
      },
    },
  ],
  tables: [
    { rows: 'sla-by-severity', most: 8 },
    { rows: 'sla-breaches', most: 40 },
  ],
  lead(of) {
    const { value, n } = of('sla.resolve.kept');
    const missed = of('sla.breaches').value ?? 0;
    const worst = of('sla.worst').value;
    const first =
      value === null
        ? 'No incident with a promise was resolved in this period.'
        : `${percentText(value)} of ${many(n, 'incident')} with a promise ${verb(n, 'was', 'were')} resolved in time.`;
    const rest =
      missed === 0
        ? 'No promise was missed.'
        : `${many(missed, 'promise')} missed, the worst by ${durationText(worst ?? 0)}.`;
    return `${first} ${rest}`;
  },
  charts: (rows) => {
    const by = rows['sla-by-severity'].filter((row) => row.clock === 'resolve' && (row.of ?? 0) > 0);
    if (by.length === 0) return [];
    return [
      shareChart(
        'Resolved in time by severity',
        'incidents',
        by.map(({ severity }) => `SEV${severity}`),
        [
          { name: 'Kept', values: by.map((row) => row.kept) },
          { name: 'Missed', values: by.map((row) => (row.of ?? 0) - (row.kept ?? 0)) },
        ],
      ),
    ];
  },
  gaps: (rows, { isScoped }) => [
    ...(rows['sla-clocks'].length === 0
      ? ['No clock of a promise ended or was missed in this period, so no share can be given.']
      : []),
    ...(isScoped ? [NO_HOST_NAMED] : []),
  ],
};
