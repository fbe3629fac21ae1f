// What was tried by runbooks, for somebody who is woken: each run in one line, and the steps that did something or went wrong.
import type { HostId } from '../../contract/model/ids.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { RunOutcome } from '../../contract/model/runbook-words.ts';
import type { ContextLine } from '../core/context-package.ts';
import type { Store } from '../store/open.ts';
import type { RunRecord } from '../store/run-figures.ts';

/** Runs that are looked through, and steps of each that are told: the newest say most. */
const MOST_RUNS = 100;
const MOST_STEPS = 4;

export interface TriedAbout {
  readonly problems: readonly Pick<Problem, 'id'>[];
  readonly hostIds: readonly HostId[];
  /** Epoch ms: what ended before is not told. */
  readonly since: number;
}

/** Of runs that were started from one of the problems, or on one of the hosts. In no order. */
export function triedByRuns(
  { runFigures }: Pick<Store, 'runFigures'>,
  { problems, hostIds, since }: TriedAbout,
): readonly ContextLine[] {
  const problemIds = new Set<string>(problems.map(({ id }) => id));
  const hosts = new Set(hostIds);
  return runFigures
    .records(since, MOST_RUNS)
    .filter((run) => (run.problemId === null ? run.hostIds.some((id) => hosts.has(id)) : problemIds.has(run.problemId)))
    .flatMap(linesOfRun);
}

/** One run: how it stands or ended, and its steps that tell. */
export const linesOfRun = (run: RunRecord): readonly ContextLine[] => [runLine(run), ...stepLines(run)];

const ENDED: Readonly<Record<RunOutcome, string>> = {
  green: 'green',
  skips: 'completed with skips',
  unverified: 'unverified',
  failed: 'failed',
  aborted: 'aborted',
  'rolled-back': 'rolled back',
};

function runLine({ title, startedAt, endedAt, startedBy, pen, outcome, endReason, step }: RunRecord): ContextLine {
  if (outcome !== null) {
    const why = outcome === 'green' || endReason === '' ? '' : `: ${endReason}`;
    return { at: endedAt ?? startedAt, who: startedBy, text: `runbook "${title}" ended ${ENDED[outcome]}${why}` };
  }
  const where = step ? `, at step ${step.n} of ${step.of}, ${step.title}` : '';
  return { at: startedAt, who: pen, text: `runbook "${title}" is under way${where}` };
}

/** What changed a host, failed or was left out; the last of them. */
function stepLines({ title, steps }: RunRecord): readonly ContextLine[] {
  return steps
    .flatMap(({ n, title: step, risk, state, result, by, endedAt, skipped }): ContextLine[] => {
      if (skipped)
        return [
          { at: skipped.at, who: skipped.by, text: `"${title}", step ${n}, ${step}: skipped, ${skipped.reason}` },
        ];
      const tells = state === 'failed' || state === 'interrupted' || (risk !== 'read-only' && state === 'done');
      if (!tells || endedAt === null) return [];
      return [{ at: endedAt, who: by, text: `"${title}", step ${n}, ${step}: ${result || state}` }];
    })
    .toSorted((a, b) => b.at - a.at)
    .slice(0, MOST_STEPS);
}
