// How soon people answered: problems and incidents apart, each with n, median, 90th percentile and maximum. What nobody
// took is counted apart, never averaged in.
import { SEVERITIES } from '../../contract/model/severity-of.ts';
import { INCIDENT_COUNTS, isReal, NO_HOST_NAMED } from './report-incidents.ts';
import { type FigureKind, type Frame, type SectionKind, tally } from './report-kinds.ts';
import type { GatheredRows, ReportRow, ReportRows, RowsId } from './report-rows.ts';
import { spreadFigures } from './report-spread.ts';
import { durationText, halfWithin, many, verb } from './report-words.ts';
import { spreadOf } from './spread.ts';

/** A duration with the severity of what took so long; null: it did not end, or its beginning is not known any more. */
interface Case {
  readonly severity: number | null;
  readonly ms: number | null;
  /** Nobody acknowledged it. */
  readonly isLeft?: boolean;
}

interface Answer {
  readonly of: 'problems' | 'incidents';
  readonly what: 'acknowledge' | 'react' | 'resolve';
  readonly title: string;
  readonly rows: RowsId;
  readonly words: string;
  readonly cases: (rows: GatheredRows, frame: Frame) => readonly Case[];
}

const opened = (rows: GatheredRows, frame: Frame): readonly ReportRow<'incidents'>[] =>
  rows.incidents.filter((row) => isReal(row) && INCIDENT_COUNTS.opened.fits(row, frame));

const resolved = (rows: GatheredRows, frame: Frame): readonly ReportRow<'incidents'>[] =>
  rows.incidents.filter((row) => isReal(row) && INCIDENT_COUNTS.resolved.fits(row, frame));

const since = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.max(0, to - from);

const ANSWERS: readonly Answer[] = [
  {
    of: 'problems',
    what: 'acknowledge',
    title: 'Time to acknowledge a problem (MTTA)',
    rows: 'reactions',
    words: 'toAcknowledgeMs (from detection to the first explicit acknowledgement) of all rows',
    cases: ({ reactions }) =>
      reactions.map((row) => ({
        severity: row.severity,
        ms: row.toAcknowledgeMs,
        isLeft: row.acknowledgedAt === null,
      })),
  },
  {
    of: 'problems',
    what: 'react',
    title: 'Time from being told to acknowledging',
    rows: 'reactions',
    words: 'toReactMs (from the first alert to the first explicit acknowledgement) of all rows',
    cases: ({ reactions }) => reactions.map(({ severity, toReactMs }) => ({ severity, ms: toReactMs })),
  },
  {
    of: 'problems',
    what: 'resolve',
    title: 'Time to resolve a problem',
    rows: 'problems-ended',
    words: 'toResolveMs (from detection to the end) of all rows',
    cases: (rows) => rows['problems-ended'].map(({ severity, toResolveMs }) => ({ severity, ms: toResolveMs })),
  },
  {
    of: 'incidents',
    what: 'acknowledge',
    title: 'Time to acknowledge an incident (MTTA)',
    rows: 'incidents',
    words:
      'acknowledgedAt − detectedAt (at least 0) of the rows with openedAt in the period, those with ended = cancelled or merged left out',
    cases: (rows, frame) =>
      opened(rows, frame).map((row) => ({
        severity: row.severity,
        ms: since(row.detectedAt, row.acknowledgedAt),
        isLeft: row.acknowledgedAt === null,
      })),
  },
  {
    of: 'incidents',
    what: 'resolve',
    title: 'Time to resolve an incident',
    rows: 'incidents',
    words:
      'resolvedAt − detectedAt (at least 0) of the rows with resolvedAt in the period, those with ended = cancelled or merged left out',
    cases: (rows, frame) =>
      resolved(rows, frame).map((row) => ({ severity: row.severity, ms: since(row.detectedAt, row.resolvedAt) })),
  },
];

const unanswered: readonly FigureKind<ReportRows>[] = [
  {
    id: 'response.problems.unacknowledged',
    title: 'Problems nobody acknowledged',
    type: 'count',
    unit: 'problems',
    definition: 'Rows with an empty acknowledgedAt; they are in no median and no mean.',
    rows: ['reactions'],
    count: ({ reactions }) => tally(reactions.filter(({ acknowledgedAt }) => acknowledgedAt === null)),
  },
  {
    id: 'response.incidents.unacknowledged',
    title: 'Incidents nobody acknowledged',
    type: 'count',
    unit: 'incidents',
    definition:
      'Rows with openedAt in the period and an empty acknowledgedAt, those with ended = cancelled or merged left out; they are in no median and no mean.',
    rows: ['incidents'],
    count: (rows, frame) => tally(opened(rows, frame).filter(({ acknowledgedAt }) => acknowledgedAt === null)),
  },
];

/** The same figures by severity; without those from being told, which stand in the figures. */
export function responseBySeverity(rows: GatheredRows, frame: Frame): ReportRows['response-by-severity'] {
  return ANSWERS.filter(({ what }) => what !== 'react').flatMap(({ of, what, cases }) => {
    const all = cases(rows, frame);
    return SEVERITIES.map((severity) => {
      const own = all.filter((one) => one.severity === severity);
      const spread = spreadOf(own.flatMap(({ ms }) => ms ?? []));
      return { of, what, severity, ...spread, unanswered: what === 'resolve' ? null : unansweredOf(own) };
    });
  });
}

const unansweredOf = (cases: readonly Case[]): number => cases.filter(({ isLeft }) => isLeft).length;

export const RESPONSE: SectionKind<ReportRows> = {
  id: 'response',
  title: 'Response',
  figures: [
    ...ANSWERS.flatMap(({ of, what, title, rows, words, cases }) =>
      spreadFigures({
        id: `response.${of}.${what}`,
        title,
        rows,
        of: words,
        pick: (sets, frame) => cases(sets, frame).map(({ ms }) => ms),
      }),
    ),
    ...unanswered,
  ],
  tables: [
    { rows: 'response-by-severity', most: 16 },
    { rows: 'reactions', most: 20 },
  ],
  lead(of, { reactions }) {
    const median = of('response.problems.acknowledge.median');
    const left = of('response.problems.unacknowledged').value ?? 0;
    const all = reactions.length;
    const taken = all - left;
    const most = durationText(of('response.problems.acknowledge.p90').value ?? 0);
    const nine = taken === 1 ? '' : ` and nine of ten within ${most}`;
    // Of those of removed checks it is not known how soon: then the sentence names no time that would be taken for all of them.
    const soon = median.n === taken ? `${halfWithin(median)} of detection${nine}` : '';
    const acknowledged =
      taken === 0
        ? `Of ${many(all, 'problem')} that people were told of nobody acknowledged any.`
        : `Of ${many(all, 'problem')} that people were told of ${taken} ${verb(taken, 'was', 'were')} acknowledged${soon}; ${left} ${verb(left, 'was', 'were')} not and ${verb(left, 'is', 'are')} counted apart.`;
    const incidents = of('response.incidents.resolve.median');
    const resolvedWords =
      incidents.value === null
        ? 'No incident was resolved.'
        : `${many(incidents.n, 'incident')} ${verb(incidents.n, 'was', 'were')} resolved${halfWithin(incidents)}.`;
    return all === 0 ? `People were told of no problem. ${resolvedWords}` : `${acknowledged} ${resolvedWords}`;
  },
  charts: () => [],
  gaps: ({ reactions }, { isScoped }) => {
    const removed = reactions.filter(({ detectedAt }) => detectedAt === null).length;
    const few = reactions.filter(({ toAcknowledgeMs }) => toAcknowledgeMs !== null).length;
    return [
      ...(removed > 0
        ? [
            `${many(removed, 'problem')} ${verb(removed, 'was of a check that is', 'were of checks that are')} removed: when ${verb(removed, 'it was', 'they were')} detected is not known any more, so ${verb(removed, 'it is', 'they are')} in no time to acknowledge.`,
          ]
        : []),
      ...(few > 0 && few < 5
        ? [`${many(few, 'acknowledged problem')} ${verb(few, 'is', 'are')} too few for a mean.`]
        : []),
      'Problems that ended on checks that were removed since are not counted.',
      ...(isScoped ? [NO_HOST_NAMED] : []),
    ];
  },
};
