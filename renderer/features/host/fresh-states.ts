// Pure: the states of a host's checks with what came over its own live feed. The world is not told of a good result that
// follows a good one; without this, a check that stays well would look stale on the screen that is there to look at it.
import type { CheckId } from '../../../electron/contract/model/ids.ts';
import type { Result } from '../../../electron/contract/model/result.ts';
import type { CheckState } from '../../../electron/contract/model/state.ts';

/** The same map when nothing is newer, so that who reads it stays still. A result of another status waits for its state. */
export function freshStates(
  states: ReadonlyMap<string, CheckState>,
  last: ReadonlyMap<CheckId, Result>,
): ReadonlyMap<string, CheckState> {
  let fresh: Map<string, CheckState> | null = null;
  for (const [id, state] of states) {
    const result = last.get(state.checkId);
    if (!result || result.status !== state.status || result.at <= (state.resultAt ?? 0)) continue;
    fresh ??= new Map(states);
    const { at: resultAt, summary, metrics, detail = '' } = result;
    fresh.set(id, { ...state, resultAt, summary, metrics, detail });
  }
  return fresh ?? states;
}
