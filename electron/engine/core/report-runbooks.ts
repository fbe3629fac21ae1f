// Runbooks: what was used and how it went, what was skipped and why, what nobody has reviewed for too long.
import { RUN_OUTCOMES } from '../../contract/model/runbook-words.ts';
import { RUNS_OF_HOSTS } from './report-changes.ts';
import { counted, type FigureKind, part, type SectionKind, tally } from './report-kinds.ts';
import type { ReportRow, ReportRows } from './report-rows.ts';
import { spreadFigures } from './report-spread.ts';
import { halfWithin, many, shareChart, verb } from './report-words.ts';
import { spreadOf } from './spread.ts';

type Run = ReportRow<'runs'>;

const TITLES = {
  green: 'Runs that ended green',
  skips: 'Runs with skipped steps',
  unverified: 'Runs without proof',
  failed: 'Runs that failed',
  aborted: 'Runs that were aborted',
  'rolled-back': 'Runs that were rolled back',
} as const;

const outcomes = RUN_OUTCOMES.map(
  (outcome): FigureKind<ReportRows> => ({
    id: `runbooks.${outcome}`,
    title: TITLES[outcome],
    type: 'count',
    unit: 'runs',
    definition: `Rows with outcome = ${outcome}.`,
    rows: ['runs'],
    count: ({ runs }) => tally(runs.filter((run) => run.outcome === outcome)),
  }),
);

export function runbooksUsed(runs: ReportRows['runs']): ReportRows['runbooks'] {
  const groups = Map.groupBy(runs, ({ runbook }) => runbook);
  return [...groups]
    .map(([runbook, own]) => {
      const of = (outcome: string): number => own.filter((run) => run.outcome === outcome).length;
      return {
        runbook,
        title: own.at(-1)?.title ?? '',
        runs: own.length,
        green: of('green'),
        skips: of('skips'),
        unverified: of('unverified'),
        failed: of('failed'),
        aborted: of('aborted'),
        rolledBack: of('rolled-back'),
        running: of(''),
        medianMs: spreadOf(tookOf(own)).medianMs,
      };
    })
    .sort((a, b) => b.runs - a.runs || (a.runbook < b.runbook ? -1 : 1));
}

const tookOf = (runs: readonly Run[]): readonly number[] => runs.flatMap(({ tookMs }) => tookMs ?? []);
const isStale = ({ freshness }: ReportRow<'runbook-reviews'>): boolean =>
  freshness === 'stale' || freshness === 'expired';

export const RUNBOOKS: SectionKind<ReportRows> = {
  id: 'runbooks',
  title: 'Runbooks',
  figures: [
    {
      id: 'runbooks.runs',
      title: 'Runs',
      type: 'count',
      unit: 'runs',
      definition: 'All rows.',
      rows: ['runs'],
      count: ({ runs }) => tally(runs),
    },
    {
      id: 'runbooks.used',
      title: 'Runbooks used',
      type: 'count',
      unit: 'runbooks',
      definition: 'The number of different values of runbook.',
      rows: ['runs'],
      count: ({ runs }) => counted(new Set(runs.map(({ runbook }) => runbook)).size, runs.length),
    },
    ...outcomes,
    ...spreadFigures({
      id: 'runbooks.took',
      title: 'Time a run took',
      rows: 'runs',
      of: 'tookMs of all rows',
      pick: ({ runs }) => tookOf(runs),
    }),
    {
      id: 'runbooks.interrupted',
      title: 'Runs that were interrupted',
      type: 'count',
      unit: 'runs',
      definition: 'Rows with interrupted = 1.',
      rows: ['runs'],
      count: ({ runs }) => tally(runs.filter(({ interrupted }) => interrupted === 1)),
    },
    {
      id: 'runbooks.skipped-steps',
      title: 'Steps skipped',
      type: 'count',
      unit: 'steps',
      definition: 'All rows.',
      rows: ['run-skips'],
      count: (rows) => tally(rows['run-skips']),
    },
    {
      id: 'runbooks.stale',
      title: 'Runbooks past their review',
      type: 'count',
      unit: 'runbooks',
      definition: 'Rows with freshness = stale or expired; empty without rows. n is the number of rows.',
      rows: ['runbook-reviews'],
      count: (rows) => part(rows['runbook-reviews'], isStale),
    },
  ],
  tables: [
    { rows: 'runbooks', most: 20 },
    { rows: 'run-skips', most: 20 },
    { rows: 'runbook-reviews', most: 20 },
  ],
  lead(of) {
    const { value: stale, n } = of('runbooks.stale');
    const review =
      n === 0 ? '' : ` ${stale} of ${many(n, 'runbook')} in the library ${verb(stale, 'is', 'are')} past the review.`;
    const runs = of('runbooks.runs').value ?? 0;
    if (runs === 0) return `No runbook was run.${review}`;
    const took = halfWithin(of('runbooks.took.median'));
    return `${many(runs, 'run')} of ${many(of('runbooks.used').value, 'runbook')}: ${of('runbooks.green').value} ended green${took}; ${many(of('runbooks.skipped-steps').value, 'step')} skipped, ${of('runbooks.interrupted').value} interrupted.${review}`;
  },
  charts: ({ runs }) =>
    runs.length === 0
      ? []
      : [
          shareChart(
            'How runs ended',
            'runs',
            ['Runs'],
            // Seven ways are more than there are colours: those that came up.
            [...RUN_OUTCOMES, ''].flatMap((outcome) => {
              const ended = runs.filter((run) => run.outcome === outcome).length;
              return ended === 0 ? [] : [{ name: outcome === '' ? 'going on' : outcome, values: [ended] }];
            }),
          ),
        ],
  gaps: (rows, { isScoped }) => [
    ...(rows['runbook-reviews'].length > 0
      ? ['How fresh runbooks are is as of the making of the report; files keep no past.']
      : []),
    ...(rows['runbook-reviews'].length === 0 ? ['The library has no runbook that can be read.'] : []),
    ...(isScoped
      ? [RUNS_OF_HOSTS, 'The library is one for all sites and tags: how fresh it is stands for all of it.']
      : []),
  ],
};
