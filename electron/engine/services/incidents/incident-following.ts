// Incidents follow their problems, by themselves: a problem that is over is over there too, what stands behind the cause of
// an incident joins it, and policies open incidents. What a kill leaves undone the next start finds: it looks at everything.
import type { HostId, ProblemId } from '../../../contract/model/ids.ts';
import type { Problem } from '../../../contract/model/problem.ts';
import { followProblems, type Turn as ProblemTurn } from '../../core/incident-problems.ts';
import type { Clock } from '../../lib/clock.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { Store } from '../../store/open.ts';
import type { Troubles } from '../troubles.ts';
import type { World } from '../world.ts';
import type { IncidentBook } from './book.ts';
import { changeOf, ENGINE, rootHostOf } from './incident-gathering.ts';
import type { IncidentIndex } from './incident-index.ts';
import { createTurns, type Turn } from './incident-turns.ts';
import type { Policies } from './policies.ts';

export interface Following {
  /** Problems changed, or were closed. */
  changed(problems: readonly Problem[], closed: readonly ProblemId[]): void;
  /** People opened or changed it: what stands behind its problems joins it. */
  lookBehind(row: Pick<IncidentRow, 'problems'>): void;
  /** Looks at every problem: policies were changed. */
  lookAtAll(): void;
  start(): void;
  /** Writes what is gathered. */
  stop(): void;
}

export interface FollowingOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly book: IncidentBook;
  readonly index: IncidentIndex;
  readonly policies: Policies;
  readonly troubles: Troubles;
}

/** Problems in the incidents of one transaction: a few milliseconds of work. */
const SLICE = 500;

type News = Problem | { readonly id: ProblemId; readonly closedAt: number };
const isOpen = (news: News): news is Problem => !('closedAt' in news);

export function createFollowing(options: FollowingOptions): Following {
  const { clock, world, book, index, policies } = options;
  let started = false;
  function* plan(news: readonly News[]): Generator<Turn | null, void, void> {
    yield* followTurns(news, options);
    yield null;
    if (started) yield* policies.turnsFor(news.filter(isOpen).filter(({ id }) => !index.holderOf(id)));
  }
  const turns = createTurns<News>({ ...options, plan, write: book.write });
  return {
    changed(problems, closed) {
      const watching = policies.any() || index.any();
      const over = closed.filter((id) => index.holderOf(id));
      // What is over before anything was made of it needs nothing.
      for (const id of closed) turns.forget(id);
      turns.gather([...(watching ? problems : []), ...over.map((id) => ({ id, closedAt: clock.now() }))]);
    },
    lookBehind({ problems }) {
      const roots = new Set<HostId | null>(
        problems.flatMap(({ alive, closedAt, hostId }) => (alive && closedAt === null ? hostId : [])),
      );
      if (roots.size === 0) return;
      const behind = [...world.problems.values()].filter((problem) => roots.has(rootHostOf(world, problem)));
      turns.gather(behind.filter(({ id }) => !index.holderOf(id)));
    },
    lookAtAll: () => turns.gather([...world.problems.values()]),
    start() {
      started = true;
      turns.gather([...missed(options), ...world.problems.values()]);
      turns.hurry();
    },
    stop: turns.stop,
  };
}

/** Problems of open incidents that were over while nobody looked. */
function missed({ clock, store, world, index }: FollowingOptions): readonly News[] {
  const open = new Set<ProblemId>();
  for (const { id } of world.problems.values()) open.add(id);
  return index
    .open()
    .flatMap(({ problems }) => problems)
    .filter(({ problemId, closedAt }) => closedAt === null && !open.has(problemId))
    .map(({ problemId: id }) => ({ id, closedAt: store.problems.get(id)?.closedAt ?? clock.now() }));
}

/** What became of problems that open incidents have, some incidents a turn. */
function* followTurns(news: readonly News[], { index, book, store }: FollowingOptions): Generator<Turn, void, void> {
  const byIncident = new Map<IncidentRow['id'], Map<ProblemId, ProblemTurn>>();
  for (const one of news) {
    const holder = index.holderOf(one.id);
    if (!holder) continue;
    const turns = byIncident.get(holder.id) ?? new Map<ProblemId, ProblemTurn>();
    byIncident.set(holder.id, turns.set(one.id, isOpen(one) ? { status: one.status } : { closedAt: one.closedAt }));
  }
  const slices = inSlices([...byIncident], ([id]) => book.row(id)?.problems.length ?? 0);
  for (const slice of slices) {
    yield (at) =>
      slice.flatMap(([id, turns]) => {
        const row = book.row(id);
        if (!row) return [];
        const ruled = followProblems(row, turns, { by: 'the engine', now: at });
        return ruled.after === row ? [] : [changeOf(store, row, ruled, { actor: ENGINE, at })];
      });
  }
}

/** Of about as many problems each. Every incident costs something of its own too. */
function inSlices<Item>(items: readonly Item[], problemsOf: (item: Item) => number): readonly (readonly Item[])[] {
  const slices: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const weight = problemsOf(item) + 50;
    if (room < weight) {
      slices.push([]);
      room = SLICE;
    }
    slices.at(-1)?.push(item);
    room -= weight;
  }
  return slices;
}
