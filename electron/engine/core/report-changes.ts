// Planned work: windows that took place, and runs that were tied to a change.
import { type FigureKind, type SectionKind, tally } from './report-kinds.ts';
import type { ReportRow, ReportRows } from './report-rows.ts';
import { many } from './report-words.ts';

const windows = (
  id: string,
  title: string,
  how: string,
  fits: (row: ReportRow<'windows'>) => boolean,
): FigureKind<ReportRows> => ({
  id: `changes.${id}`,
  title,
  type: 'count',
  unit: 'windows',
  definition: `Rows with ${how}.`,
  rows: ['windows'],
  count: (rows) => tally(rows.windows.filter(fits)),
});

const isOfChange = ({ change }: ReportRow<'runs'>): boolean => change !== '';

const runs = (id: string, title: string, outcomes: readonly string[]): FigureKind<ReportRows> => ({
  id: `changes.${id}`,
  title,
  type: 'count',
  unit: 'runs',
  definition: `Rows with a change that is not empty and outcome = ${outcomes.map((one) => (one === '' ? 'empty' : one)).join(' or ')}.`,
  rows: ['runs'],
  count: (rows) => tally(rows.runs.filter((run) => isOfChange(run) && outcomes.includes(run.outcome))),
});

/** Of a report about a part of the inventory. */
export const RUNS_OF_HOSTS = 'Runs that name no host belong to no site and no tag: they are not in this report.';

const tookPlace = ({ course }: ReportRow<'windows'>): boolean => course === 'took place';

export const CHANGES: SectionKind<ReportRows> = {
  id: 'changes',
  title: 'Changes',
  figures: [
    windows('windows', 'Windows that took place', 'course = took place', tookPlace),
    windows(
      'windows-with-change',
      'Of these with a change reference',
      'course = took place and a change that is not empty',
      (row) => tookPlace(row) && row.change !== '',
    ),
    windows(
      'declared-late',
      'Of these declared late',
      'course = took place and late = 1',
      (row) => tookPlace(row) && row.late === 1,
    ),
    windows(
      'ended-early',
      'Of these ended early',
      'course = took place and early = 1',
      (row) => tookPlace(row) && row.early === 1,
    ),
    windows('called-off', 'Windows called off', 'course = called off', ({ course }) => course === 'called off'),
    runs('carried-out', 'Changes carried out', ['green', 'skips']),
    runs('unverified', 'Changes carried out without proof', ['unverified']),
    runs('rolled-back', 'Changes rolled back', ['rolled-back']),
    runs('failed', 'Changes failed or aborted', ['failed', 'aborted']),
    runs('under-way', 'Changes under way', ['']),
  ],
  tables: [
    { rows: 'windows', most: 40 },
    { rows: 'runs', most: 20 },
  ],
  lead(of) {
    const took = of('changes.windows').value ?? 0;
    const late = of('changes.declared-late').value ?? 0;
    const [done, back, failed] = ['carried-out', 'rolled-back', 'failed'].map((id) => of(`changes.${id}`).value ?? 0);
    const lateWords = late === 0 ? '' : `, ${late} of them declared late`;
    return `${many(took, 'maintenance window')} took place${lateWords}. Changes done by a run: ${done} carried out, ${back} rolled back, ${failed} failed.`;
  },
  charts: () => [],
  gaps: ({ runs: all }, { isScoped }) => [
    ...(all.some(isOfChange)
      ? []
      : ['No run was tied to a change: what was done by hand outside of runs is not counted.']),
    ...(isScoped ? [RUNS_OF_HOSTS] : []),
  ],
};
