// The check machine: what a result makes of a check. Pure: (memory, result, host, policy) → (memory, events).
// Source: spec monitoring, "State machine", rules 1-7 and 10; oracle Nagios Core 4 base/checks.c, t-tap/test_checks.c.
//
//   from      | ok                           | bad                                | bad, host not up    | ok, host not up
//   ----------+------------------------------+------------------------------------+---------------------+----------------
//   pending   | hard ok                      | soft bad, attempt 1                | hard bad, hostDown  | hard ok
//   hard ok   | hard ok                      | soft bad, attempt 1                | hard bad, hostDown  | hard ok
//   soft bad  | hard ok (soft recovery)      | attempt + 1; hard at maxAttempts   | hard bad, hostDown  | hard ok
//   hard bad  | soft ok; hard at recoverAfter| hard bad (a change if it is other) | hard bad, hostDown* | hard ok
//   soft ok   | soft ok; hard at recoverAfter| hard bad (relapse, or a change)    | hard bad, hostDown* | hard ok
//   * only if it changed, or was marked already. With maxAttempts 1 "soft bad, attempt 1" is hard bad at once.
//
// `type` is hard exactly when the last status is the hard one, so a good result that does not end a problem yet is a soft
// ok. Whenever `hardStatus` moved, the state log gets an entry.
import type { Policy } from '../../contract/model/check.ts';
import type { Result, Status } from '../../contract/model/result.ts';
import type { CheckState, CheckStatus, StateType } from '../../contract/model/state.ts';
import { type CheckMemory, type HostCondition, isBad } from './check-memory.ts';
import { flapPercentOf, isFlapping, pushChange } from './flapping.ts';

/** What of a result the machine looks at. A whole `Result` fits. */
export type ResultFacts = Pick<Result, 'at' | 'status' | 'summary' | 'detail' | 'metrics'>;

/** What happened. `hostDown`: hard at once because the host was not up, and nobody is told. */
export type StateEvent =
  /** The first result ever, and it was good. */
  | { readonly type: 'first-ok' }
  /** Rules 1 and 2: bad, not yet a problem. */
  | { readonly type: 'soft'; readonly from: CheckStatus; readonly to: Status; readonly attempt: number }
  /** Rule 2 (or 6): a problem opens. */
  | { readonly type: 'hard'; readonly from: CheckStatus; readonly to: Status; readonly hostDown: boolean }
  /** Rule 3. */
  | { readonly type: 'soft-recovery'; readonly from: CheckStatus }
  /** Rule 4. */
  | { readonly type: 'hard-change'; readonly from: CheckStatus; readonly to: Status; readonly hostDown: boolean }
  /** Rule 5, on the way: good, but fewer than `recoverAfter` in a row. */
  | { readonly type: 'recovering'; readonly from: CheckStatus; readonly goodRuns: number }
  /** Bad again before the recovery was complete: the problem never closed. */
  | { readonly type: 'relapse'; readonly to: Status }
  /** Rule 5: the problem closes. */
  | { readonly type: 'hard-recovery'; readonly from: CheckStatus; readonly hostDown: boolean }
  /** Went hard while its host was not up; the host is up and the check is still bad. */
  | { readonly type: 'confirmed'; readonly status: Status }
  | { readonly type: 'flapping-start' | 'flapping-stop'; readonly percent: number };

export interface Transition {
  readonly state: CheckMemory;
  /** False when only the last result's words, figures and time (and the fading flap history) moved. */
  readonly changed: boolean;
  readonly events: readonly StateEvent[];
  /** Which of the policy's intervals leads to the next run. */
  readonly next: 'interval' | 'retry';
  /** Rule 7: the host's alive check should run at once, unless it ran just now. Means nothing for the alive check itself. */
  readonly wantsAliveCheck: boolean;
}

type Move = Pick<CheckState, 'type' | 'attempt' | 'hardStatus' | 'badSince' | 'goodRuns' | 'hostDown'> & {
  readonly event: StateEvent | null;
};

const NOTHING: readonly StateEvent[] = Object.freeze([]);

/** Feeds one result to the machine. A result older than the stored one changes nothing (rule 10). */
export function transition(state: CheckMemory, result: ResultFacts, host: HostCondition, policy: Policy): Transition {
  if (state.resultAt !== null && result.at < state.resultAt) return untouched(state, host);
  const statusChanged = state.status !== result.status;
  // The first result is no change: a check does not flap by being born.
  const flapHistory = pushChange(state.flapHistory, statusChanged && state.status !== 'pending');
  // Nearly every result there is: ok, as before, for long. It must stay cheap.
  if (!statusChanged && result.status === 'ok' && state.hardStatus === 'ok' && flapHistory === 0 && !state.flapping) {
    const steady = remember(state, result, state, 0, 0, false);
    return { state: steady, changed: false, events: NOTHING, next: 'interval', wantsAliveCheck: false };
  }

  const move = result.status === 'ok' ? onGood(state, host, policy) : onBad(state, result, result.status, host, policy);
  const flapPercent = flapPercentOf(flapHistory);
  const flapping = policy.flapDetection && isFlapping(state.flapping, flapPercent);
  const events: StateEvent[] = move.event === null ? [] : [move.event];
  if (flapping !== state.flapping) {
    events.push({ type: flapping ? 'flapping-start' : 'flapping-stop', percent: flapPercent });
  }
  // Without an event a policy edit may still have moved the attempt of a hard state.
  const changed = events.length > 0 || move.attempt !== state.attempt;
  return {
    state: remember(state, result, move, flapHistory, flapPercent, flapping),
    changed,
    events: changed ? events : NOTHING,
    next: retries(move.type, result.status, host) ? 'retry' : 'interval',
    // Any new bad status, as Nagios: a hard warning turning critical is told at once, so it matters most there. And a
    // good one of a host thought dead is the first sign that it is back.
    wantsAliveCheck: statusChanged && (host === 'up') === (result.status !== 'ok'),
  };
}

/** Rules 3, 5 and 6 for a good result. */
function onGood(state: CheckMemory, host: HostCondition, policy: Policy): Move {
  const good = { type: 'hard', attempt: 1, hardStatus: 'ok', badSince: null, goodRuns: 0, hostDown: false } as const;
  if (!isBad(state.hardStatus)) {
    if (state.status === 'ok') return { ...good, event: null };
    if (state.status === 'pending') return { ...good, event: { type: 'first-ok' } };
    return { ...good, event: { type: 'soft-recovery', from: state.status } };
  }
  const from = state.hardStatus;
  const goodRuns = state.goodRuns + 1;
  const hostDown = host === 'not-up';
  if (hostDown || goodRuns >= policy.recoverAfter) {
    return { ...good, event: { type: 'hard-recovery', from, hostDown } };
  }
  return {
    type: 'soft',
    attempt: policy.maxAttempts,
    hardStatus: from,
    badSince: state.badSince,
    goodRuns,
    hostDown: false,
    event: { type: 'recovering', from, goodRuns },
  };
}

/** Rules 1, 2, 4 and 6 for a bad result. */
function onBad(
  state: CheckMemory,
  result: ResultFacts,
  status: Exclude<Status, 'ok'>,
  host: HostCondition,
  policy: Policy,
): Move {
  const badSince = state.badSince ?? result.at;
  if (isBad(state.hardStatus)) return onBadAgain(state, state.hardStatus, status, badSince, host, policy);
  const retried = isBad(state.status);
  if (host === 'not-up') {
    // Attempts are not counted while the host is not up: the number stays where it was, as Nagios.
    const attempt = retried ? Math.min(state.attempt, policy.maxAttempts) : 1;
    const event: StateEvent = { type: 'hard', from: state.hardStatus, to: status, hostDown: true };
    return { type: 'hard', attempt, hardStatus: status, badSince, goodRuns: 0, hostDown: true, event };
  }
  // The policy may have been edited since: a lowered maximum is reached at once, a raised one gives more tries.
  const attempt = Math.min(retried && !state.startOver ? state.attempt + 1 : 1, policy.maxAttempts);
  const after = { attempt, badSince, goodRuns: 0, hostDown: false };
  if (attempt < policy.maxAttempts) {
    const event: StateEvent = { type: 'soft', from: state.status, to: status, attempt };
    return { ...after, type: 'soft', hardStatus: state.hardStatus, event };
  }
  const event: StateEvent = { type: 'hard', from: state.hardStatus, to: status, hostDown: false };
  return { ...after, type: 'hard', hardStatus: status, event };
}

/** Rule 4: hard non-ok already, so whatever bad comes is hard at once. */
function onBadAgain(
  state: CheckMemory,
  from: Exclude<Status, 'ok'>,
  status: Exclude<Status, 'ok'>,
  badSince: number,
  host: HostCondition,
  policy: Policy,
): Move {
  const up = host === 'up';
  const other = status !== from;
  let event: StateEvent | null = null;
  if (other) event = { type: 'hard-change', from, to: status, hostDown: !up };
  else if (state.hostDown && up) event = { type: 'confirmed', status };
  else if (state.status === 'ok') event = { type: 'relapse', to: status };
  return {
    type: 'hard',
    attempt: up ? policy.maxAttempts : Math.min(state.attempt, policy.maxAttempts),
    hardStatus: status,
    badSince,
    goodRuns: 0,
    hostDown: !up && (other || state.hostDown),
    event,
  };
}

/** The memory after a result. Written out field by field: one object, always of the same shape. */
function remember(
  state: CheckMemory,
  result: ResultFacts,
  move: Omit<Move, 'event'>,
  flapHistory: number,
  flapPercent: number,
  flapping: boolean,
): CheckMemory {
  return {
    checkId: state.checkId,
    hostId: state.hostId,
    status: result.status,
    type: move.type,
    attempt: move.attempt,
    hardStatus: move.hardStatus,
    statusSince: result.status === state.status ? state.statusSince : result.at,
    hardSince: move.hardStatus === state.hardStatus ? state.hardSince : result.at,
    badSince: move.badSince,
    goodRuns: move.goodRuns,
    flapping,
    flapPercent,
    hostDown: move.hostDown,
    summary: result.summary,
    detail: result.detail ?? '',
    metrics: result.metrics,
    resultAt: result.at,
    flapHistory,
    startOver: false,
  };
}

function untouched(state: CheckMemory, host: HostCondition): Transition {
  const next = retries(state.type, state.status, host) ? 'retry' : 'interval';
  return { state, changed: false, events: NOTHING, next, wantsAliveCheck: false };
}

/** Only a soft bad state of a host that is up is retried; a recovery is confirmed at the normal pace. */
function retries(type: StateType, status: CheckStatus, host: HostCondition): boolean {
  return type === 'soft' && isBad(status) && host === 'up';
}
