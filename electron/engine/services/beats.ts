// Signs of life from outside: whoever sends one for a heartbeat check is heard at once, and what was heard last outlives a
// restart. The check itself only looks at the age.
import type { Check } from '../../contract/model/check.ts';
import type { CheckId } from '../../contract/model/ids.ts';
import type { Status } from '../../contract/model/result.ts';
import { spansOf } from '../core/spans.ts';
import type { Clock } from '../lib/clock.ts';
import { invalid, notFound } from '../lib/refusal.ts';
import type { Beat } from '../probes/probe.ts';
import type { StoredBeat } from '../store/beats.ts';
import type { Store } from '../store/open.ts';
import type { World } from './world.ts';

export interface Beats {
  /** The last sign of life of a check; null when there was none. */
  lastOf(checkId: CheckId): Beat | null;
  /** How long since `since` (epoch ms) nobody was there to take one: no engine, machine asleep, monitor cut off. */
  deafMs(since: number): number;
  /** Takes a sign of life for a check, named by id or 'host/check'. On disk before it is answered. */
  take(input: { check: string; status: Status; message: string }): { checkId: CheckId; at: number };
  /**
   * Writes what was heard of checks that need not be in the world yet, inside the caller's transaction. It is known at
   * once: where the disk refuses it, what was heard is true all the same, and comes again.
   */
  put(heard: readonly StoredBeat[]): void;
  /** Has these looked at, out of turn. */
  look(checkIds: readonly CheckId[]): void;
  /** These are gone. */
  forget(checkIds: readonly CheckId[]): void;
}

export function createBeats(options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly runNow: (checkIds: readonly CheckId[]) => void;
}): Beats {
  const { clock, store, world, runNow } = options;
  const last = new Map<CheckId, Beat>(store.beats.list().map(({ checkId, ...beat }) => [checkId, beat satisfies Beat]));

  const find = (name: string): Check => {
    const byId = world.checks.get(name as CheckId);
    if (byId) return byId;
    const cut = name.indexOf('/');
    const [hostName, checkName] = [name.slice(0, cut), name.slice(cut + 1)];
    const host = [...world.hosts.values()].find((one) => one.name.toLowerCase() === hostName.toLowerCase());
    const check = host && world.checksOf(host.id).find((one) => one.name.toLowerCase() === checkName.toLowerCase());
    if (!check) throw notFound('check');
    return check;
  };

  return {
    lastOf: (checkId) => last.get(checkId) ?? null,
    deafMs(since) {
      const now = clock.now();
      // Overloaded is late, not deaf.
      const gaps = store.watch.list(since, now).filter((gap) => gap.reason !== 'overloaded');
      return spansOf([], gaps, since, now, 'ok')
        .filter((span) => span.status === 'not-monitored')
        .reduce((sum, span) => sum + span.to - span.from, 0);
    },
    take({ check: name, status, message }) {
      const check = find(name);
      if (check.kind !== 'heartbeat') {
        throw invalid([
          { path: 'check', message: `"${check.name}" is a ${check.kind} check; it asks by itself and hears nobody` },
        ]);
      }
      const beat: Beat = { at: clock.now(), status, message };
      store.beats.put({ checkId: check.id, ...beat, detail: '' });
      last.set(check.id, beat);
      runNow([check.id]);
      return { checkId: check.id, at: beat.at };
    },
    put(heard) {
      for (const { checkId, ...beat } of heard) {
        store.beats.put({ checkId, ...beat });
        last.set(checkId, beat);
      }
    },
    look: runNow,
    forget(checkIds) {
      for (const id of checkIds) last.delete(id);
    },
  };
}
