// Pure: how a check came to be what it is, from the journal: H1, S1, S2, H3 told. The last few steps, oldest first.
import type { Check } from '../../../electron/contract/model/check.ts';
import type { Entry } from '../../../electron/contract/model/journal.ts';
import type { CheckState, Reach } from '../../../electron/contract/model/state.ts';
import { clock, clockShort, duration } from '../../lib/time.ts';
import { countWord } from './host-words.ts';

export interface TraceStep {
  readonly at: number;
  readonly status: string;
  /** 'S1', 'H3'. */
  readonly mark: string;
  readonly hard: boolean;
  /** People were told at this step. */
  readonly told: boolean;
  /** When, as it reads best after the step before: '02:19:02', '+15 s'. */
  readonly when: string;
}

/** Steps closer together than this are told as a distance. */
const NEAR_MS = 60_000;
const SHOWN = 5;

interface Step {
  readonly at: number;
  readonly status: string;
  readonly hard: boolean;
  readonly attempt: number;
}

const text = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback);

function stepOf(entry: Entry): Step | null {
  if (entry.kind !== 'check-state' && entry.kind !== 'host-state') return null;
  const { to, status, type, attempt } = entry.data;
  const hard = text(type, 'hard') === 'hard';
  return {
    at: entry.occurredAt,
    status: text(to, text(status, 'unknown')),
    hard,
    attempt: typeof attempt === 'number' ? attempt : 1,
  };
}

/** Steps from journal entries (any order) up to the present state of the check. */
export function traceOf(entries: readonly Entry[], state: CheckState | null, now: number): readonly TraceStep[] {
  const ordered = entries.toSorted((a, b) => a.occurredAt - b.occurredAt || a.seq - b.seq);
  const alerts = ordered.filter((entry) => entry.kind === 'alert').map((entry) => entry.occurredAt);
  const steps = ordered.map(stepOf).filter((step) => step !== null);
  const kept = dropRepeats(steps).slice(-(SHOWN - 1));
  const last = kept.at(-1);
  const isBad = state !== null && state.status !== 'ok' && state.status !== 'pending';
  const present = last && isBad ? [{ ...last, at: now }] : [];
  const lastBad = last ? last.at : 0;
  return [...kept, ...present].map((step, index, all) => ({
    at: step.at,
    status: step.status,
    mark: `${step.hard ? 'H' : 'S'}${step.attempt}`,
    hard: step.hard,
    told:
      index < kept.length &&
      alerts.some((at) => step.at <= at && at < (kept[index + 1]?.at ?? Number.POSITIVE_INFINITY)),
    when: index === kept.length ? `+${rough(now - lastBad)}` : whenWord(step.at, all[index - 1]?.at ?? null, now),
  }));
}

/** Two entries of one moment (state and problem) are one step. */
function dropRepeats(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step, index) => {
    const next = steps[index + 1];
    return !(next && next.at === step.at && next.status === step.status && next.hard === step.hard);
  });
}

function whenWord(at: number, before: number | null, now: number): string {
  if (before === null)
    return now - at > 86_400_000 ? `${Math.floor((now - at) / 86_400_000)}\u00a0d ago` : clockShort(at);
  const distance = at - before;
  return distance < NEAR_MS ? `+${duration(distance)}` : clock(at);
}

/** One unit is enough for how long it has stood: '13 min'. */
const rough = (ms: number): string => /^\S+\s\S+/.exec(duration(ms))?.[0] ?? '';

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Why it is so, in two sentences at most. `reach` is what is known of the host. */
export function traceSentence(check: Check, state: CheckState, reach: Reach): string {
  if (!check.enabled) return 'It is switched off: it does not run, and nobody is told of it.';
  if (state.status === 'pending') return 'It has not run yet. The first result decides.';
  if (state.status === 'ok' && state.hardStatus === 'ok') return 'The last result was good, and nothing is open.';
  if (state.status === 'ok') return 'The last result was good; more good ones are needed before the problem is over.';
  if (check.alive && reach === 'unreachable') return 'What stands before it is down: whether it is up cannot be known.';
  if (!check.alive && state.hostDown) return 'Its host is not up: it is recorded, and nobody is told of it again.';
  const retry = duration(check.policy.retryIntervalMs);
  const results = capital(`${countWord(state.attempt)} bad ${state.attempt === 1 ? 'result' : 'results in a row'}`);
  const paced = state.attempt === 1 ? results : `${results}, ${retry} apart`;
  if (state.type === 'soft') return `${paced}: not yet a problem. It is checked again every ${retry}.`;
  return !check.alive && reach === 'up' ? `${paced}. The host answers: only this check is bad.` : `${paced}.`;
}
