// A restart goes on where the last engine stopped: the last known world is on the screens before the first new result,
// and what people were told already they are not told again.
import type { CheckId } from '../../contract/model/ids.ts';
import { afterGap, type CheckMemory, clockSetBack, hostCondition } from '../core/check-memory.ts';
import { spokenStatus } from '../core/problem.ts';
import type { Told } from '../core/suppression.ts';
import type { Store } from '../store/open.ts';
import type { WatchGap } from '../store/watch-gaps.ts';
import { recallCredentials } from './credentials.ts';
import type { World } from './world.ts';

interface Carried {
  readonly flapHistory: number;
  readonly startOver: boolean;
  readonly told: Told | null;
}

/**
 * Fills the world from the store. `gap`: since when nobody watched; null at the very first start, and where the clock was
 * set back meanwhile: `setBackMs` says how far it stands before the last sign of life.
 */
export function recall(options: {
  readonly store: Store;
  readonly world: World;
  readonly told: Map<CheckId, Told>;
  /** Filled with every check: nothing was heard of any since. */
  readonly stale: Set<CheckId>;
  /** Epoch ms. */
  readonly now: number;
}): { gap: WatchGap | null; setBackMs: number } {
  const { store, world, told, stale, now } = options;
  for (const template of store.templates.list()) world.templates.set(template.id, template);
  recallCredentials(store, world);
  for (const { state, memory } of store.states.checks()) {
    const carried = memory as Carried | null;
    const whole: CheckMemory = {
      ...state,
      flapHistory: carried?.flapHistory ?? 0,
      startOver: carried?.startOver ?? false,
    };
    world.memory.set(state.checkId, clockSetBack(afterGap(whole), now));
    stale.add(state.checkId);
    if (carried?.told) told.set(state.checkId, carried.told);
  }
  for (const state of store.states.hosts()) world.hostStates.set(state.hostId, state);
  for (const problem of store.problems.listOpen()) world.problems.set(problem.checkId, problem);
  store.samples.keepOnly(new Set(world.checks.keys()));
  for (const result of store.samples.lastResults()) {
    if (!world.checks.has(result.checkId)) continue;
    world.lastResults.set(result.checkId, result);
    freshen(world, result.checkId, now);
  }
  for (const host of world.hosts.values()) {
    const alive = world.aliveCheckOf(host.id);
    const memory = alive && world.memory.get(alive.id);
    if (!memory) continue;
    const reach = world.hostStates.get(host.id)?.reach ?? (hostCondition(memory.status) === 'up' ? 'up' : 'down');
    const spoken = spokenStatus(memory.hardStatus, true, reach);
    world.loggedReach.set(host.id, spoken === 'warning' ? 'ok' : spoken);
  }
  const setBackMs = Math.max(0, (store.watch.lastAlive() ?? now) - now);
  return { gap: store.watch.start(now), setBackMs };
}

/** The words of a check are stored when its state changes; its last result may have had later ones of the same status. */
function freshen(world: World, checkId: CheckId, now: number): void {
  const memory = world.memory.get(checkId);
  const result = world.lastResults.get(checkId);
  if (!memory || !result || memory.status !== result.status || result.at < (memory.resultAt ?? 0)) return;
  const { summary, metrics, detail = '' } = result;
  // Its time too may lie in what is the future now.
  const fresh = { ...memory, summary, detail, metrics, resultAt: result.at };
  world.memory.set(checkId, clockSetBack(fresh, now));
}
