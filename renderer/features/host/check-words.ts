// Pure: one check in a row: its look, its limit, its pace, whether its figures are old.
import type { Check } from '../../../electron/contract/model/check.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import type { CheckState } from '../../../electron/contract/model/state.ts';
import { isHandled } from '../../store/roll-up.ts';
import { isBroken, type Threshold, tellingLimit, thresholdsOf } from '../../ui/charts/range.ts';
import { limitWord } from '../../ui/charts/unit.ts';

export interface CheckLook {
  readonly status: string;
  /** Hard and in nobody's hands: filled. */
  readonly lit: boolean;
}

/** How a check is drawn. Soft states are outlines: nobody was told of them yet. */
export function checkLook(check: Check, state: CheckState | undefined, problem: Problem | undefined): CheckLook {
  if (!check.enabled) return { status: 'not-monitored', lit: false };
  if (!state || state.status === 'pending') return { status: 'pending', lit: false };
  if (state.status === 'ok') return { status: 'ok', lit: false };
  return { status: state.status, lit: state.type === 'hard' && problem !== undefined && !isHandled(problem) };
}

/** 'H 3/3', 'S 1/3': hard or soft, and the how-manieth try of how many. */
export function attemptWord(check: Check, state: CheckState | undefined): string {
  if (!check.enabled || !state || state.status === 'pending') return '';
  return `${state.type === 'hard' ? 'H' : 'S'} ${state.attempt}/${check.policy.maxAttempts}`;
}

/** What the result says, or why there is none. */
export function resultWord(check: Check, state: CheckState | undefined): string {
  if (!check.enabled) return 'switched off';
  return !state || state.status === 'pending' ? 'waiting for the first result' : state.summary;
}

/** 'critical over 300 s': the limit that is broken, else the first that would be. */
export function limitOf(state: CheckState | undefined): string {
  if (!state) return '';
  const judged = state.metrics.map((metric) => ({ metric, limit: tellingLimit(thresholdsOf(metric), metric.value) }));
  const broken = judged.find(({ metric, limit }) => limit && isBroken(limit, metric.value));
  const shown = broken ?? judged.find(({ limit }) => limit !== null);
  if (!shown?.limit) return state.status === 'ok' ? '' : state.detail;
  return `${shown.limit.level} ${sideWord(shown.limit)} ${limitWord(shown.limit.value, shown.metric.unit)}`;
}

function sideWord({ side, from }: Threshold): string {
  if (side === 'above') return from ? 'from' : 'over';
  return from ? 'up to' : 'under';
}

/** '15 s', '60 s', '5 min', '6 h', '1 d': an interval as it is set. */
export function everyWord(ms: number): string {
  if (ms % 86_400_000 === 0) return `${ms / 86_400_000}\u00a0d`;
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000}\u00a0h`;
  if (ms % 60_000 === 0 && ms > 60_000) return `${ms / 60_000}\u00a0min`;
  return `${ms / 1_000}\u00a0s`;
}

/** When a result is too old to be believed, epoch ms: a whole run was missed, and the next had time to end. */
export const staleAt = (check: Check, resultAt: number): number =>
  resultAt + 2 * check.policy.intervalMs + check.policy.timeoutMs + 5_000;

/** Whether figures of this check are old: a run was missed, or the monitor itself is gone. */
export const isStale = (check: Check, state: CheckState | undefined, now: number): boolean =>
  check.enabled && state?.resultAt != null && now > staleAt(check, state.resultAt);

/** Order on entry: unhandled and hard first, then soft, then the alive check, then by name. */
export function entryOrder(
  checks: readonly Check[],
  states: ReadonlyMap<string, CheckState>,
  problems: ReadonlyMap<string, Problem>,
): readonly Check[] {
  const rank = (check: Check) => {
    const look = checkLook(check, states.get(check.id), problems.get(check.id));
    const worse = ['critical', 'unknown', 'warning'].indexOf(look.status);
    if (worse >= 0) return (look.lit ? 0 : 10) + worse;
    if (check.alive) return 20;
    return check.enabled ? 30 : 40;
  };
  return checks.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
