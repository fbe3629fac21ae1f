// Which acts a run takes now, and from whom: the table of acts and phases, the pen, and what each act wants besides.
//
//                 ready  running  waiting  approval  failed  interrupted  ended
//   approve         -       -        -        x         -         -         -    not by who asked, holds the pen or started it
//   refuse          -       -        -        x         -         -         -
//   take-pen        x       x        x        x         x         x         -    by who does not hold it
//   link            x       x        x        x         x         x         -
//   go              x       -        -        -         -         -         -    work: not in instruction mode
//   tick            x       -        -        -         -         -         -    where there is something to tick
//   stop            -       x        -        -         -         -         -
//   retry           -       -        -        -         x         x         -    work, calls and signatures
//   retry-failed    -       -        -        -         x         x         -    where it succeeded on some machine
//   mark-done       x       -        -        -         -         x         -    work; live and ready: changes only
//   go-on           -       -        -        -         x         -         -    after 'stop': read-only steps only, no proofs
//   skip            x       -        x        -         -         x         -    never a signature
//   rollback        x       -        x        x         x         x         -    where something was changed; not twice
//   abort           x       -        x        x         x         x         -    what runs is stopped first
//   pass-pen        x       x        x        x         x         x         -
import { ACTS, type ActType, type Run, type RunPhase } from '../../contract/model/run.ts';
import type { BookStep } from './run-book.ts';
import { type Refused, type RunKept, refused } from './run-kept.ts';
import { samePerson } from './run-plan-approval.ts';
import type { PlanFacts } from './run-plan-facts.ts';
import { openChanges } from './run-plan-rollback.ts';
import { changes } from './run-plan-way.ts';

const STANDING: readonly RunPhase[] = ['ready', 'running', 'waiting', 'approval', 'failed', 'interrupted'];
const STILL: readonly RunPhase[] = ['ready', 'waiting', 'approval', 'failed', 'interrupted'];

export const PHASES_OF: Readonly<Record<ActType, readonly RunPhase[]>> = {
  approve: ['approval'],
  refuse: ['approval'],
  'take-pen': STANDING,
  link: STANDING,
  go: ['ready'],
  tick: ['ready'],
  stop: ['running'],
  retry: ['failed', 'interrupted'],
  'retry-failed': ['failed', 'interrupted'],
  'mark-done': ['ready', 'interrupted'],
  'go-on': ['failed'],
  skip: ['ready', 'waiting', 'interrupted'],
  rollback: STILL,
  abort: STILL,
  'pass-pen': STANDING,
};

/** What one may do without the pen. */
export const WITHOUT_PEN: readonly ActType[] = ['approve', 'refuse', 'take-pen', 'link'];

const PHASE_WORDS: Readonly<Record<RunPhase, string>> = {
  ready: 'the step in front has not begun',
  running: 'something runs: stop it first, or let it end',
  waiting: 'the run waits',
  approval: 'the run waits for a signature',
  failed: 'the step in front failed',
  interrupted: 'the step in front was interrupted',
  ended: 'the run has ended, and what has ended never changes',
};

/** Why this act is not taken now, whatever it says; null: it is. */
export function guard(kept: RunKept, act: ActType, facts: PlanFacts): Refused | null {
  const { run } = kept;
  if (!PHASES_OF[act].includes(run.phase))
    return refused(`"${act}" is not possible now: ${PHASE_WORDS[run.phase]}. Nothing was changed.`);
  const holdsPen = samePerson(facts.by, run.pen);
  if (!holdsPen && !WITHOUT_PEN.includes(act))
    return refused(`${run.pen} holds the pen: ask for it, or take it with a reason. Nothing was changed.`);
  if (act === 'take-pen' && holdsPen) return refused('You hold the pen already. Nothing was changed.');
  if (act === 'rollback' && run.rollback) return refused('The run is being taken back already. Nothing was changed.');
  if (act === 'rollback' && openChanges(kept).length === 0)
    return refused('Nothing was changed by this run: there is nothing to take back. Abort it instead.');
  const inFront = run.at === null ? undefined : facts.book.get(run.at);
  return inFront ? guardStep(kept, act, inFront, facts) : null;
}

function guardStep(kept: RunKept, act: ActType, inFront: BookStep, facts: PlanFacts): Refused | null {
  const { mode } = inFront;
  const { mode: runMode, phase } = kept.run;
  switch (act) {
    case 'go':
      return mode === 'work' && runMode === 'instruct'
        ? refused('In instruction mode nothing is executed: do it elsewhere, then mark it done with the evidence.')
        : null;
    case 'tick':
      return mode === 'person' && facts.items(inFront.path, kept) > 0
        ? null
        : refused('There is nothing to tick on this step. Nothing was changed.');
    case 'retry':
      return mode === 'person' || mode === 'clock'
        ? refused('There is nothing to try again on this step. Nothing was changed.')
        : null;
    case 'retry-failed':
      return succeededSomewhere(kept, inFront) ? null : refused('It succeeded nowhere: retry it as a whole.');
    case 'mark-done':
      if (mode !== 'work') return refused('Only work can be marked done. Nothing was changed.');
      return phase === 'ready' && runMode !== 'instruct' && !changes(inFront)
        ? refused('A check or a look is carried out, not marked done. Nothing was changed.')
        : null;
    case 'go-on':
      return guardGoingOn(kept, inFront, facts);
    default:
      return null;
  }
}

const succeededSomewhere = ({ run, memory }: RunKept, { place, path }: BookStep): boolean => {
  const attempts = run.steps[place]?.attempts ?? [];
  if (memory.byHand[path]?.length) return true;
  return attempts.some(({ target }) => target !== null) && attempts.some(({ end }) => end === 'ok');
};

/** 'stop' means stop where a change, its proof or a signature failed; a mere look may be gone past, with a reason. */
function guardGoingOn({ memory }: RunKept, inFront: BookStep, { book }: PlanFacts): Refused | null {
  const { step, mode } = inFront;
  if (mode === 'approval') return refused('What was not signed is not gone past: ask again, or abort the run.');
  if (memory.wayBack !== null || step.onFailure.do === 'ask') return null;
  const isProof = book.level(inFront.prefix).some(({ step: other }) => other.verify === step.id);
  return changes(inFront) || isProof
    ? refused('The runbook stops where this fails: retry it, take back what was changed, or abort the run.')
    : null;
}

/** The acts that a run takes now from whoever asks. */
export const actsFor = (kept: RunKept, facts: PlanFacts): readonly ActType[] =>
  ACTS.filter((act) => guard(kept, act, facts) === null);

/** What became of a run since somebody looked, one sentence. */
export function whatHappened({ run }: RunKept): string {
  const last = run.steps
    .filter(({ endedAt }) => endedAt !== null)
    .reduce<Run['steps'][number] | null>(
      (newest, step) => ((newest?.endedAt ?? 0) > (step.endedAt ?? 0) ? newest : step),
      null,
    );
  const done = last
    ? `last, step ${last.n}, ${last.title}: ${last.result || last.state}${last.by && ` (${last.by})`}`
    : '';
  const now = run.step ? `in front now is step ${run.step.n}, ${run.step.title}` : `the run ended ${run.outcome ?? ''}`;
  return `${[done, now].filter(Boolean).join('; ')}, and ${run.pen} holds the pen`;
}
