// Incidents of a period: opened, closed, and how old those are that are still open.
import { SEVERITIES } from '../../contract/model/severity-of.ts';
import { type FigureKind, type Frame, type SectionKind, tally, within } from './report-kinds.ts';
import type { ReportRow, ReportRows } from './report-rows.ts';
import { barChart, durationText, many, perSlot, verb } from './report-words.ts';

export type IncidentRow = ReportRow<'incidents'>;

const HOUR_MS = 3_600_000;

/** Not a false alarm, and not gone into another one. */
export const isReal = ({ ended }: IncidentRow): boolean => ended !== 'cancelled' && ended !== 'merged';

/** Of a report about a part of the inventory. */
export const NO_HOST_NAMED = 'Incidents that name no host belong to no site and no tag: they are not in this report.';

/** What each count takes of the incidents, in words and in fact. */
export const INCIDENT_COUNTS = {
  opened: {
    title: 'Incidents opened',
    how: 'openedAt in the period (from ≤ openedAt < to), false alarms and merged ones among them',
    fits: ({ openedAt }: IncidentRow, { from, to }: Frame) => within(openedAt, from, to),
  },
  resolved: {
    title: 'Incidents resolved',
    how: 'resolvedAt in the period, those with ended = cancelled or merged left out',
    fits: (row: IncidentRow, { from, to }: Frame) => isReal(row) && within(row.resolvedAt, from, to),
  },
  closed: {
    title: 'Incidents closed',
    how: 'ended = closed and endedAt in the period',
    fits: ({ ended, endedAt }: IncidentRow, { from, to }: Frame) => ended === 'closed' && within(endedAt, from, to),
  },
  open: {
    title: 'Incidents open at the end',
    how: 'open = 1, those with ended = cancelled or merged left out',
    fits: (row: IncidentRow) => isReal(row) && row.open === 1,
  },
} as const;

const figures = Object.entries(INCIDENT_COUNTS).map(
  ([id, { title, how, fits }]): FigureKind<ReportRows> => ({
    id: `incidents.${id}`,
    title,
    type: 'count',
    unit: 'incidents',
    definition: `Rows with ${how}.`,
    rows: ['incidents'],
    count: (rows, frame) => tally(rows.incidents.filter((row) => fits(row, frame))),
  }),
);

/** Ages by which open incidents are told apart, ms. */
const AGES = [
  ['under 1 h', 0, HOUR_MS],
  ['1 to 4 h', HOUR_MS, 4 * HOUR_MS],
  ['4 to 24 h', 4 * HOUR_MS, 24 * HOUR_MS],
  ['1 to 3 days', 24 * HOUR_MS, 72 * HOUR_MS],
  ['3 to 7 days', 72 * HOUR_MS, 168 * HOUR_MS],
  ['over 7 days', 168 * HOUR_MS, null],
] as const;

export function incidentsBySeverity(
  incidents: ReportRows['incidents'],
  frame: Frame,
): ReportRows['incidents-by-severity'] {
  const count = (severity: number, what: keyof typeof INCIDENT_COUNTS): number =>
    incidents.filter((row) => row.severity === severity && INCIDENT_COUNTS[what].fits(row, frame)).length;
  return SEVERITIES.map((severity) => ({
    severity,
    opened: count(severity, 'opened'),
    resolved: count(severity, 'resolved'),
    closed: count(severity, 'closed'),
    open: count(severity, 'open'),
  }));
}

export function incidentAges(incidents: ReportRows['incidents']): ReportRows['incident-ages'] {
  const open = incidents.filter((row) => isReal(row) && row.open === 1);
  return AGES.map(([age, fromMs, toMs]) => {
    const old = open.filter(({ ageMs }) => within(ageMs, fromMs, toMs ?? Number.POSITIVE_INFINITY));
    const of = (severity: number): number => old.filter((row) => row.severity === severity).length;
    return { age, fromMs, toMs, sev1: of(1), sev2: of(2), sev3: of(3), sev4: of(4), incidents: old.length };
  });
}

export const INCIDENTS: SectionKind<ReportRows> = {
  id: 'incidents',
  title: 'Incidents',
  figures: [
    ...figures,
    {
      id: 'incidents.false-alarms',
      title: 'False alarms',
      type: 'count',
      unit: 'incidents',
      definition: 'Rows with ended = cancelled and openedAt in the period.',
      rows: ['incidents'],
      count: (rows, { from, to }) =>
        tally(rows.incidents.filter(({ ended, openedAt }) => ended === 'cancelled' && within(openedAt, from, to))),
    },
    {
      id: 'incidents.oldest',
      title: 'Age of the oldest open incident',
      type: 'ms',
      unit: '',
      definition:
        'The greatest ageMs of the rows with open = 1 that have not ended = cancelled or merged; n is how many they are.',
      rows: ['incidents'],
      count: ({ incidents }) => {
        const ages = incidents.flatMap((row) => (isReal(row) && row.open === 1 ? (row.ageMs ?? 0) : []));
        return { value: ages.length === 0 ? null : Math.max(...ages), n: ages.length };
      },
    },
  ],
  tables: [
    { rows: 'incidents-by-severity', most: 4 },
    { rows: 'incident-ages', most: 6 },
    { rows: 'incidents', most: 40 },
  ],
  lead(of, rows) {
    const [opened, closed, open] = ['opened', 'closed', 'open'].map((what) => of(`incidents.${what}`).value);
    const worst = rows['incidents-by-severity'].filter((row) => (row.severity ?? 4) <= 2);
    const severe = worst.reduce((sum, row) => sum + (row.opened ?? 0), 0);
    const oldest = of('incidents.oldest').value;
    const left =
      open === 0
        ? 'None is open at the end.'
        : `${many(open ?? 0, 'incident')} open at the end, the oldest for ${durationText(oldest ?? 0)}.`;
    return `${many(opened ?? 0, 'incident')} opened (${severe} of them SEV1 or SEV2), ${closed} closed. ${left}`;
  },
  charts: (rows, frame) => [
    barChart(
      `Incidents opened by ${frame.slotWord}`,
      'incidents',
      frame,
      SEVERITIES.map((severity) => ({
        name: `SEV${severity}`,
        values: perSlot(
          frame.slots,
          rows.incidents.flatMap((row) => (row.severity === severity ? row.openedAt : [])),
        ),
      })),
    ),
  ],
  gaps: ({ incidents }, { isScoped }) => {
    const merged = incidents.filter(({ ended }) => ended === 'merged').length;
    return [
      ...(merged === 0
        ? []
        : [
            `${many(merged, 'incident')} went into another one and ${verb(merged, 'is', 'are')} resolved and closed there: here only ${verb(merged, 'its', 'their')} opening counts.`,
          ]),
      ...(isScoped ? [NO_HOST_NAMED] : []),
    ];
  },
};
