// The runbooks of an incident as a report lists them: what was run, how it ended, which steps were left out and which changes
// nobody proved. (spec: runbooks, "A run": skips show in handoff and report)
import type { RunMode, RunOutcome } from '../../contract/model/runbook-words.ts';
import type { Block } from './document.ts';
import type { ExportRun, ExportSource } from './exporter.ts';
import { bothText, spanText } from './times.ts';

const ENDED: Readonly<Record<RunOutcome, string>> = {
  green: 'green: every required step done, every change verified',
  skips: 'completed with skips',
  unverified: 'unverified',
  failed: 'failed',
  aborted: 'aborted',
  'rolled-back': 'rolled back',
};

const MODES: Readonly<Record<RunMode, string>> = {
  live: '',
  dry: 'dry run, nothing was carried out',
  instruct: 'instruction mode, done by hand elsewhere',
};

/** Nothing where no runbook was run: a review is not longer for what did not happen. */
export function runBlocks({ runs, zone }: Pick<ExportSource, 'runs' | 'zone'>): readonly Block[] {
  if (runs.length === 0) return [];
  const skipped = runs.flatMap((run) =>
    run.skipped.map(({ n, title, by, at, reason }) => [
      run.title,
      n === null ? title : `${title} (step ${n})`,
      `${by}, ${bothText(at, zone)}`,
      reason,
    ]),
  );
  const unverified = runs.flatMap((run) =>
    run.unverified.map(({ n, title, result }) => [run.title, `${title} (step ${n})`, result]),
  );
  return [
    { type: 'section', title: 'Runbooks' },
    {
      type: 'table',
      headings: ['Runbook', 'Began', 'By', 'On', 'Ended', 'How'],
      rows: runs.map((run) => runRow(run, zone)),
    },
    ...listed('Skipped steps', ['Runbook', 'Step', 'Skipped by', 'Why'], skipped, 'No step was skipped.'),
    ...listed(
      'Changes that were not verified',
      ['Runbook', 'Step', 'What became of it'],
      unverified,
      runs.some(({ isWhole }) => !isWhole) ? '' : 'Every change was verified.',
    ),
  ];
}

function runRow(run: ExportRun, zone: string): readonly string[] {
  const { title, hash, mode, startedAt, startedBy, endedAt, outcome, reason, hosts } = run;
  const how = [outcome === null ? 'still going on' : ENDED[outcome], reason, MODES[mode]].filter(Boolean);
  return [
    hash === '' ? title : `${title} (${hash.slice(0, 12)})`,
    bothText(startedAt, zone),
    startedBy,
    hosts.length === 0 ? 'no host' : hosts.join(', '),
    endedAt === null ? 'not yet' : `${bothText(endedAt, zone)}, after ${spanText(endedAt - startedAt)}`,
    how.join('. '),
  ];
}

function listed(
  title: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  otherwise: string,
): readonly Block[] {
  if (rows.length > 0)
    return [
      { type: 'plain', text: `${title}:` },
      { type: 'table', headings, rows },
    ];
  return otherwise === '' ? [] : [{ type: 'plain', text: otherwise }];
}
