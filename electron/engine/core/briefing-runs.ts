// Items of runs: those that go on, and those of this shift that ended otherwise than green.
import type { Stance } from '../../contract/model/briefing.ts';
import type { RunOutcome } from '../../contract/model/runbook-words.ts';
import { runKey } from './briefing-claims.ts';
import type { BriefingFacts, RunFact, Tried } from './briefing-facts.ts';
import { type Draft, draft } from './briefing-item.ts';
import { counted, line } from './briefing-words.ts';
import { listed } from './incident-words.ts';

const ENDED: Readonly<Record<RunOutcome, string>> = {
  green: 'green',
  skips: 'ended with skipped steps',
  unverified: 'ended without proof',
  failed: 'failed',
  aborted: 'aborted',
  'rolled-back': 'rolled back',
};

/** Something was changed, and nothing shows that it holds. */
const isUnproven = ({ steps }: RunFact): boolean =>
  steps.some(({ verified, state }) => verified === 'no' && state === 'done');

function stanceOf(run: RunFact): Stance {
  const { outcome, phase } = run;
  if (outcome === null) return phase === 'interrupted' || phase === 'failed' ? 'unstable' : 'watch';
  if (outcome === 'failed' || outcome === 'unverified') return 'unstable';
  if (outcome === 'rolled-back') return 'stable';
  return isUnproven(run) ? 'unstable' : 'watch';
}

const PHASES: Readonly<Record<Exclude<RunFact['phase'], 'ended'>, string>> = {
  ready: 'under way, ready for its next step',
  running: 'under way',
  waiting: 'waits',
  approval: 'waits for an approval',
  failed: 'failed, somebody decides',
  interrupted: 'interrupted, nobody knows how its step ended',
};

const stateOf = ({ outcome, phase }: RunFact): string =>
  outcome !== null ? ENDED[outcome] : phase === 'ended' ? 'ended' : PHASES[phase];

/** What failed, was interrupted, or changed something; newest first. */
function triedOf({ steps }: RunFact): Tried {
  return steps
    .flatMap(({ n, title, state, result, risk, by, endedAt }) => {
      const tells = state === 'failed' || state === 'interrupted' || (risk !== 'read-only' && state === 'done');
      return tells && endedAt !== null
        ? [{ at: endedAt, who: by, text: `Step ${n}, ${title}: ${result || state}` }]
        : [];
    })
    .toSorted((a, b) => b.at - a.at)
    .slice(0, 10);
}

function factsOf(run: RunFact): readonly string[] {
  const { hosts, steps, change, approval, rollback, outside, mode } = run;
  const unproven = steps.filter(({ verified, state }) => verified === 'no' && state === 'done');
  const skipped = steps.flatMap(({ n, title, skipped: by }) =>
    by ? [`Step ${n}, ${title}, skipped by ${by.by}: ${line(by.reason)}`] : [],
  );
  return [
    ...(hosts.length === 0 ? [] : [`On ${listed(hosts)}`]),
    ...skipped,
    ...(unproven.length === 0
      ? []
      : [`Changed without proof: ${listed(unproven.map(({ n, title }) => `step ${n}, ${title}`))}`]),
    ...(approval && approval.answer === null ? [`${approval.askedBy} asked ${listed(approval.from)} to approve`] : []),
    ...(rollback && rollback.left.length > 0 ? [`Being taken back by ${rollback.by}: ${line(rollback.reason)}`] : []),
    ...(change === '' ? [] : [`Change ${change}`]),
    ...(outside ? [`Outside of its window, by ${outside.by}: ${line(outside.reason)}`] : []),
    ...(mode === 'instruct' ? ['Done by hand, step by step'] : []),
  ];
}

export function runItems({ runs }: BriefingFacts): readonly Draft[] {
  return runs.map((run) => {
    const { id, step, incidentId, problemId, windowId } = run;
    const [hostId] = run.hostIds;
    const tried = triedOf(run);
    const where = step ? `step ${step.n} of ${step.of}, ${step.title}` : '';
    return draft({
      key: runKey(id),
      section: 'runs',
      stance: stanceOf(run),
      ref: {
        runId: id,
        ...(incidentId === null ? {} : { incidentId }),
        ...(problemId === null ? {} : { problemId }),
        ...(windowId === null ? {} : { windowId }),
        ...(hostId === undefined ? {} : { hostId }),
      },
      subject: run.title,
      title: where || line(run.endReason) || counted(run.steps.length, 'step'),
      state: stateOf(run),
      owner: run.pen || run.startedBy,
      since: run.startedAt,
      until: run.endedAt ?? run.waitsUntil ?? run.approval?.expiresAt ?? null,
      facts: factsOf(run),
      tried,
      lastNoteAt: tried[0]?.at ?? null,
    });
  });
}
