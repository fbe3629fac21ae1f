// Gathers what the dependency story of an incident is told from: the graph, bad stretches of what stands on the way, what
// was changed in the hour before. Judged in core/story.ts.
import type { CheckId, HostId, IncidentId } from '../../../contract/model/ids.ts';
import type { Incident } from '../../../contract/model/incident.ts';
import type { ProblemStatus } from '../../../contract/model/problem.ts';
import type { Story } from '../../../contract/model/story.ts';
import { isBad } from '../../core/check-memory.ts';
import { parentsOf } from '../../core/check-parents.ts';
import { spokenStatus } from '../../core/problem.ts';
import { tellStory } from '../../core/story.ts';
import { CHANGE_KINDS, LOOK_BACK_MS, type Spell, type StoryChange, type StoryFacts } from '../../core/story-facts.ts';
import type { Clock } from '../../lib/clock.ts';
import { notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { Maintenance } from '../maintenance.ts';
import type { World } from '../world.ts';
import { endOf, type IncidentBook } from './book.ts';
import { createChangeReader } from './story-changes.ts';
import { createRunReader } from './story-runs.ts';

export interface Stories {
  /** As it is now, or of one that is over as it was when it ended. NOT_FOUND in words. */
  storyOf(incidentId: IncidentId): Story;
}

export interface StoriesOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Pick<Store, 'storyRows' | 'watch' | 'runFigures'>;
  readonly world: World;
  readonly book: Pick<IncidentBook, 'get'>;
  readonly maintenance: Pick<Maintenance, 'statuses' | 'spansOf'>;
}

/** Hosts above that are looked at; a way is a handful of them. */
const MOST_HOSTS = 4_000;
const MOST_CHANGES = 2_000;

export function createStories(options: StoriesOptions): Stories {
  return {
    storyOf(incidentId) {
      const incident = options.book.get(incidentId);
      if (!incident) throw notFound('incident');
      return tellStory(gather(incident, options));
    },
  };
}

function gather(incident: Incident, options: StoriesOptions): StoryFacts {
  const { clock, store, world, maintenance } = options;
  const endedAt = endOf(incident);
  const asOf = endedAt ?? clock.now();
  const first = incident.problems.reduce((least, { openedAt }) => Math.min(least, openedAt), incident.openedAt);
  const impactAt = Math.min(first, incident.milestones.find(({ kind }) => kind === 'impact')?.at ?? first);
  const from = impactAt - LOOK_BACK_MS;
  const hostIds = hostsOf(incident, world);
  const checkIds = checksOf(incident, hostIds, world);
  const spells = spellsOf(checkIds, { from, to: asOf, isLive: endedAt === null }, options);
  const lastJoined = incident.problems.reduce((last, { openedAt }) => Math.max(last, openedAt), impactAt);
  const period = { kinds: CHANGE_KINDS, from, to: Math.min(asOf, lastJoined), hostIds, limit: MOST_CHANGES };
  const { near, elsewhere } = store.storyRows.changes(period);
  const readChange = createChangeReader({ world, maintenance, hostIds });
  const readStep = createRunReader(store, incident);
  const changes = [...near, ...elsewhere].flatMap(
    (row) => (row.kind === 'step' ? readStep(row) : readChange(row)) ?? [],
  );
  return {
    asOf,
    impactAt,
    symptoms: incident.problems,
    hosts: world.hosts,
    graph: world.graph(),
    checksOf: world.checksOf,
    spells,
    summaryOf: (id) => (endedAt === null ? (world.memory.get(id)?.summary ?? '') : ''),
    changes: [...running(impactAt, from, hostIds, options), ...changes],
    changesCut: near.length === MOST_CHANGES,
    gaps: store.watch.list(from, Math.max(asOf, from + 1)),
    inMaintenance: (hostId, at) => {
      const check = world.aliveCheckOf(hostId)?.id ?? null;
      return maintenance.spansOf(hostId, check, at, at + 1).length > 0;
    },
    recordFrom: store.storyRows.recordFrom(),
    changedSince: endedAt === null ? [] : changedSince(asOf, hostIds, options),
    importedFrom: incident.importedFrom?.number ?? '',
  };
}

/** The hosts of its problems, what it names besides, and everything that stands before them; nearest first. */
function hostsOf({ problems, hostIds, rootHostId }: Incident, world: World): ReadonlySet<HostId> {
  const { parentGroups } = world.graph();
  const found = new Set<HostId>([
    ...problems.map(({ hostId }) => hostId),
    ...hostIds,
    ...(rootHostId ? [rootHostId] : []),
  ]);
  // A Set may grow while it is walked.
  for (const hostId of found) {
    if (found.size >= MOST_HOSTS) break;
    for (const parent of (parentGroups.get(hostId) ?? []).flat()) found.add(parent);
  }
  return found;
}

/** Of a host that others are reached through all checks; of the others the broken ones and what those need. */
function checksOf({ problems }: Incident, hostIds: ReadonlySet<HostId>, world: World): readonly CheckId[] {
  const { children } = world.graph();
  const wanted = new Set<CheckId>(problems.map(({ checkId }) => checkId));
  for (const hostId of hostIds) {
    const checks = world.checksOf(hostId);
    const stands = (children.get(hostId) ?? []).some((child) => hostIds.has(child));
    for (const check of checks) if (stands || check.alive) wanted.add(check.id);
    if (stands) continue;
    for (const check of checks) if (wanted.has(check.id)) for (const { id } of neededBy(check, checks)) wanted.add(id);
  }
  return [...wanted];
}

type Checks = ReturnType<World['checksOf']>;

/** The checks that one needs, and those that they need. */
function neededBy(check: Checks[number], checks: Checks): ReadonlySet<Checks[number]> {
  const found = new Set(parentsOf(check, checks));
  for (const one of found) for (const parent of parentsOf(one, checks)) found.add(parent);
  return found;
}

interface Time {
  readonly from: number;
  readonly to: number;
  readonly isLive: boolean;
}

/** From the problems on record; while it lasts, also what is bad and not yet sure. */
function spellsOf(
  checkIds: readonly CheckId[],
  { from, to, isLive }: Time,
  { store, world }: StoriesOptions,
): ReadonlyMap<CheckId, readonly Spell[]> {
  const found = new Map<CheckId, Spell[]>();
  const add = (checkId: CheckId, spell: Spell): void => {
    const list = found.get(checkId);
    if (list) list.push(spell);
    else found.set(checkId, [spell]);
  };
  for (const { checkId, ...row } of store.storyRows.spells(checkIds, from, to)) add(checkId, { ...row, soft: false });
  for (const checkId of isLive ? checkIds : []) {
    const memory = world.memory.get(checkId);
    if (!memory || memory.badSince === null || memory.type === 'hard' || isBad(memory.hardStatus)) continue;
    const reach = world.hostStates.get(memory.hostId)?.reach ?? 'pending';
    const alive = world.checks.get(checkId)?.alive ?? false;
    const status = spokenStatus(memory.status, alive, reach);
    if (status !== 'ok' && status !== 'pending') {
      add(checkId, { from: memory.badSince, to: null, status: status satisfies ProblemStatus, soft: true });
    }
  }
  return found;
}

/** Windows that were under way at impact and began before the hour that is looked at: no entry in it tells of them. */
function running(
  impactAt: number,
  from: number,
  hostIds: ReadonlySet<HostId>,
  { maintenance, world }: StoriesOptions,
): readonly StoryChange[] {
  const read = createChangeReader({ world, maintenance, hostIds });
  return maintenance.statuses().flatMap(({ window, current }) => {
    if (current?.state !== 'active' || current.from >= from || current.to <= impactAt) return [];
    const change = window.change === '' ? '' : ` (${window.change})`;
    const row = {
      seq: 0,
      kind: 'maintenance' as const,
      at: current.from,
      actor: { type: 'engine' as const },
      hostId: null,
      checkId: null,
      text: `Maintenance "${window.name}"${change} began`,
      data: JSON.stringify({ windowId: window.id }),
    };
    return [{ ...read(row), seq: null }];
  });
}

function changedSince(endedAt: number, hostIds: ReadonlySet<HostId>, { clock, store }: StoriesOptions) {
  return store.storyRows.changedHosts(endedAt, clock.now(), MOST_CHANGES).filter((id) => hostIds.has(id));
}
