// The story of an incident of a made-up world: told by the engine's own rules from what that world holds, with some changes
// made up beside it, so that the panes show what an operator would read.
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { Story } from '../../electron/contract/model/story.ts';
import { buildGraph } from '../../electron/engine/core/host-graph.ts';
import { tellStory } from '../../electron/engine/core/story.ts';
import type { Spell, StoryChange } from '../../electron/engine/core/story-facts.ts';
import type { World } from '../../renderer/store/world.ts';

const MINUTE = 60_000;

/** Work on the first host that something hangs on, and an edit of a stranger. */
function madeUpChanges({ hosts, problems }: World, impactAt: number): readonly StoryChange[] {
  const cause = [...problems.values()].find(({ status }) => status === 'down')?.hostId;
  const parent = cause && hosts.get(cause)?.parents[0]?.hostId;
  const stranger = [...hosts.values()].find(({ id, site }) => id !== cause && site !== hosts.get(cause ?? id)?.site);
  const one = (
    seq: number,
    kind: StoryChange['kind'],
    before: number,
    text: string,
    hostIds: readonly HostId[],
  ): StoryChange => {
    const who = kind === 'maintenance' ? '' : 'A. Brandt';
    return { seq, kind, at: impactAt - before, who, text, hostIds, checkId: null, telling: 1 };
  };
  return [
    ...(cause
      ? [one(18_212, 'maintenance', 6 * MINUTE, 'Maintenance "row C optics" (CHG0031337) began', [cause])]
      : []),
    ...(parent ? [one(18_190, 'inventory', 41 * MINUTE, `${hosts.get(parent)?.name} edited: address`, [parent])] : []),
    ...(stranger ? [one(18_221, 'inventory', 2 * MINUTE, `${stranger.name} edited: parents`, [stranger.id])] : []),
  ];
}

export function madeUpStory(incident: Incident | undefined, world: World, now: number): Story {
  if (!incident) return { asOf: now, chains: [], suspects: [], blind: [] };
  const { hosts, checks, checkStates, problems } = world;
  const spells = new Map<CheckId, readonly Spell[]>();
  for (const { checkId, openedAt, status } of problems.values()) {
    spells.set(checkId, [{ from: openedAt, to: null, status, soft: false }]);
  }
  const impactAt = incident.problems.reduce((first, { openedAt }) => Math.min(first, openedAt), incident.openedAt);
  return tellStory({
    asOf: now,
    impactAt,
    symptoms: incident.problems,
    hosts,
    graph: buildGraph([...hosts.values()]),
    checksOf: (id) => [...checks.values()].filter(({ hostId }) => hostId === id),
    spells,
    summaryOf: (id) => checkStates.get(id)?.summary ?? '',
    changes: incident.problems.length > 0 ? madeUpChanges(world, impactAt) : [],
    changesCut: false,
    gaps: [],
    inMaintenance: () => false,
    recordFrom: impactAt - 33 * MINUTE,
    changedSince: [],
    importedFrom: '',
  });
}

/** An incident about all that is down or out of reach in a world, opened a little after the first of it. */
export function problemsOf({ problems, hosts, checks }: World): Incident['problems'] {
  return [...problems.values()]
    .filter(({ status, because }) => because !== null || status === 'down')
    .map(({ id, hostId, checkId, status, openedAt }) => ({
      problemId: id,
      hostId,
      checkId,
      host: hosts.get(hostId)?.name ?? hostId,
      check: checks.get(checkId)?.name ?? checkId,
      alive: checks.get(checkId)?.alive ?? false,
      status,
      openedAt,
      closedAt: null,
    }));
}
