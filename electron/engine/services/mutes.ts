// Mutes: an operator's own short silences; each ends by itself. What is over leaves the table, the journal keeps it.
import { randomUUID } from 'node:crypto';
import type { CheckId, HostId, MuteId } from '../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import { LONGEST_MUTE_MS, type Mute, type MuteInput } from '../../contract/model/mute.ts';
import type { Scope } from '../../contract/model/scope.ts';
import { type Cover, coverOf } from '../core/scope.ts';
import type { Holder } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import { invalid, notFound } from '../lib/refusal.ts';
import type { Store } from '../store/open.ts';
import type { LiveFeed } from './live-feed.ts';
import { BY_ITSELF, subjectOf } from './maintenance-diary.ts';
import { scopeErrors } from './maintenance-rules.ts';
import { createBoundaryTimer } from './maintenance-timer.ts';
import type { Troubles } from './troubles.ts';
import type { World } from './world.ts';

export interface Mutes {
  mute(input: MuteInput, actor: Actor): Mute;
  /** Those that are over already count for nothing. */
  unmute(muteIds: readonly MuteId[], actor: Actor): { ended: number };
  /** The mute a check is under at `at` (epoch ms); of several the one that ends last. */
  holderOf(hostId: HostId, checkId: CheckId, at: number): Holder | null;
  /** By their ends. */
  list(): readonly Mute[];
  /** Called after a mute began or ended. Returns the undo. */
  onChange(listener: () => void): () => void;
  stop(): void;
}

export interface MutesOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly troubles: Troubles;
}

interface Silence {
  readonly mute: Mute;
  readonly covers: Cover;
}

/** Forms enter whole minutes. */
const TOLERANCE_MS = 60_000;
const RETRY_MS = 5_000;

export function createMutes(options: MutesOptions): Mutes {
  const { clock, store, world, feed, troubles } = options;
  /** Latest end first. */
  let silences: readonly Silence[] = store.mutes.list().map(silenceOf).toSorted(latestFirst);
  const listeners = new Set<() => void>();

  const list = (): readonly Mute[] => silences.map(({ mute }) => mute).reverse();
  const announce = (): void => {
    feed.publish([{ type: 'mutes', mutes: list() }]);
    for (const listener of listeners) listener();
    timer.arm(silences.at(-1)?.mute.until ?? Number.POSITIVE_INFINITY);
  };
  /** Takes mutes away with their entries. Throws a StorageError, and then nothing was changed. */
  const end = (ended: readonly Mute[], actor: Actor, at: (mute: Mute) => number): void => {
    store.transaction(() => {
      for (const mute of ended) store.mutes.remove(mute.id);
      const entries = ended.map((mute) =>
        entryOf(world, mute, actor, at(mute), `${subject(world, mute)} no longer muted`),
      );
      store.journal.append(entries, clock.now());
    });
    const gone = new Set(ended);
    silences = silences.filter(({ mute }) => !gone.has(mute));
  };
  /** The clock came to an end, or was set: what is over goes. Nobody is silenced any longer, even where that cannot be written. */
  const expire = (): void => {
    const now = clock.now();
    const over = list().filter((mute) => mute.until <= now);
    const written =
      over.length === 0 || troubles.guard('storage', () => end(over, BY_ITSELF, (mute) => mute.until), 'mutes');
    announce();
    if (!written) timer.arm(now + RETRY_MS);
  };
  const timer = createBoundaryTimer(clock, expire);
  const first = silences.at(-1);
  if (first) timer.arm(first.mute.until);

  return {
    mute(input, actor) {
      const now = clock.now();
      const mute = muteFrom(world, input, actor, now);
      const text = `${subject(world, mute)} muted until ${utc(mute.until)}${mute.reason === '' ? '' : `: ${mute.reason}`}`;
      store.transaction(() => {
        store.mutes.put(mute);
        store.journal.append([entryOf(world, mute, actor, now, text)], now);
      });
      silences = [...silences, silenceOf(mute)].sort(latestFirst);
      announce();
      return mute;
    },
    unmute(muteIds, actor) {
      const wanted = new Set(muteIds);
      const found = list().filter((mute) => wanted.has(mute.id));
      if (found.length === 0) return { ended: 0 };
      end(found, actor, () => clock.now());
      announce();
      return { ended: found.length };
    },
    holderOf(hostId, checkId, at) {
      const host = silences.length > 0 ? world.hosts.get(hostId) : undefined;
      if (!host) return null;
      const found = silences.find(
        ({ mute, covers }) => at >= mute.createdAt && at < mute.until && covers(host, checkId),
      )?.mute;
      return found ? { by: found.by, until: found.until, ref: found.id } : null;
    },
    list,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => timer.stop(),
  };
}

const silenceOf = (mute: Mute): Silence => ({ mute, covers: coverOf(mute.scope) });
const latestFirst = (a: Silence, b: Silence): number => b.mute.until - a.mute.until;

/** Throws a Refusal for what cannot be muted, or not so long. */
function muteFrom(world: World, input: MuteInput, actor: Actor, now: number): Mute {
  refuse(world, input, now);
  return {
    id: randomUUID() as MuteId,
    scope: scopeOf(world, input),
    by: actor.type === 'operator' ? actor.name : 'engine',
    reason: input.reason,
    createdAt: now,
    until: input.until,
  };
}

function refuse(world: World, input: MuteInput, now: number): void {
  if (input.until <= now) throw invalid([{ path: 'until', message: 'must lie in the future' }]);
  if (input.until > now + LONGEST_MUTE_MS + TOLERANCE_MS) {
    const message = 'must be within 7 days: what is to be silent longer is maintenance, and stands on the calendar';
    throw invalid([{ path: 'until', message }]);
  }
  const fields = input.scope ? scopeErrors(world, input.scope, null, 'scope') : [];
  if (fields.length > 0) throw invalid(fields);
}

/** What is to be silent: the checks of the problems that are still there, and whatever the scope names. */
function scopeOf(world: World, { problemIds, scope }: MuteInput): Scope {
  const wanted = new Set<string>(problemIds);
  const checkIds = [...world.problems.values()].flatMap(({ id, checkId }) => (wanted.has(id) ? [checkId] : []));
  if (checkIds.length === 0 && !scope) throw notFound('problem');
  const named = scope ?? { hostIds: [], checkIds: [], tags: [], sites: [] };
  return { ...named, checkIds: [...new Set([...named.checkIds, ...checkIds])] };
}

const entryOf = (world: World, mute: Mute, actor: Actor, at: number, text: string): EntryDraft => ({
  kind: 'mute',
  occurredAt: at,
  actor,
  ...subjectOf(world, mute.scope),
  text,
  data: { muteId: mute.id, until: mute.until, reason: mute.reason, scope: { ...mute.scope } },
});

const NAMED = 3;

/** 'web1 http, web2 and 7 more'. */
function subject(world: World, { scope }: Mute): string {
  const names = [
    ...scope.hostIds.map((id) => world.hosts.get(id)?.name ?? 'a removed host'),
    ...scope.checkIds.map((id) => checkName(world, id)),
    ...scope.tags.map((tag) => `tag ${tag}`),
    ...scope.sites.map((site) => `site ${site}`),
  ];
  const shown = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? `${shown} and ${names.length - NAMED} more` : shown;
}

function checkName(world: World, id: CheckId): string {
  const check = world.checks.get(id);
  const host = check && world.hosts.get(check.hostId)?.name;
  if (!check || !host) return 'a removed check';
  return check.alive ? host : `${host} ${check.name}`;
}

/** '2026-11-20 02:15 UTC'. */
const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
