// What is remembered of a check between two results, and what happens to it without one: a birth, a host coming up, a gap,
// a clock set back. What a result makes of it is alert-state.ts.
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Status } from '../../contract/model/result.ts';
import type { CheckState, CheckStatus } from '../../contract/model/state.ts';

/** All the machine remembers of a check: plain JSON, to be stored as it is. */
export interface CheckMemory extends CheckState {
  /** The last 20 results, one bit each; see flapping.ts. */
  readonly flapHistory: number;
  /** Soft, and the next bad result is attempt 1 again: the host came up, or there was a gap, in between. */
  readonly startOver: boolean;
}

/** The host by its alive check's last status, soft states too, as Nagios. For the alive check itself always 'up'. */
export type HostCondition = 'up' | 'not-up';

/** A check nobody has a result of. `at`: when it began to exist, epoch ms. */
export function initialState(check: { readonly id: CheckId; readonly hostId: HostId }, at: number): CheckMemory {
  return {
    checkId: check.id,
    hostId: check.hostId,
    status: 'pending',
    type: 'hard',
    attempt: 1,
    hardStatus: 'pending',
    statusSince: at,
    hardSince: at,
    badSince: null,
    goodRuns: 0,
    flapping: false,
    flapPercent: 0,
    hostDown: false,
    summary: '',
    detail: '',
    metrics: [],
    resultAt: null,
    flapHistory: 0,
    startOver: false,
  };
}

/** Whether a status is a problem in itself. 'pending' is not: nothing is known. */
export function isBad(status: CheckStatus): status is Exclude<Status, 'ok'> {
  return status !== 'ok' && status !== 'pending';
}

/** What an alive check's last status says of its host; warning counts as up (rule 8), pending blames nobody. */
export function hostCondition(aliveStatus: CheckStatus): HostCondition {
  return aliveStatus === 'critical' || aliveStatus === 'unknown' ? 'not-up' : 'up';
}

/**
 * To be called for every check of a host that comes up again: attempts of a soft check start over (rule 6), since those
 * before may have been the host's doing. Returns the same object where there is nothing to do. Checks marked
 * `hostDown` keep their mark until their next result, so run them at once: nobody is told of what was seen before.
 */
export function hostCameUp(state: CheckMemory): CheckMemory {
  return state.type === 'soft' && isBad(state.status) ? { ...state, attempt: 1, startOver: true } : state;
}

/**
 * To be called for every check after sleep, a stop of the engine or a gap in the monitor's own network: bad results from
 * before the gap do not count towards one told after it ("no alert is raised from stale data").
 */
export function afterGap(state: CheckMemory): CheckMemory {
  return hostCameUp(state);
}

/**
 * To be called for every check when the wall clock was set back to `wallNow` (epoch ms): a result time in what is now the
 * future would make rule 10 drop every result until the clock is there again.
 */
export function clockSetBack(state: CheckMemory, wallNow: number): CheckMemory {
  return state.resultAt !== null && state.resultAt > wallNow ? { ...state, resultAt: wallNow } : state;
}
