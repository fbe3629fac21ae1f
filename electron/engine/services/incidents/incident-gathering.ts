// What the rules of incidents are asked with: problems by name, what stands behind what, and who says it.
import type { HostId, ProblemId } from '../../../contract/model/ids.ts';
import type { IncidentProblem } from '../../../contract/model/incident.ts';
import type { Actor, EntryDraft } from '../../../contract/model/journal.ts';
import type { Problem } from '../../../contract/model/problem.ts';
import { rootOf } from '../../core/incident-causes.ts';
import type { Cause } from '../../core/incident-opening.ts';
import type { IncidentBody, Refused, Ruled, Said } from '../../core/incident-words.ts';
import { conflict, invalid, type Refusal } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { World } from '../world.ts';
import type { IncidentChange } from './book.ts';

export const ENGINE: Actor = { type: 'engine' };

export const nameOf = (actor: Actor): string => (actor.type === 'engine' ? 'the engine' : actor.name);

/** A problem as an incident keeps it, with the names of now. */
export function asCause(world: World, problem: Problem, closedAt: number | null): Cause {
  const check = world.checks.get(problem.checkId);
  const { id: problemId, hostId, checkId, status, openedAt, toldAt } = problem;
  const host = world.hosts.get(hostId)?.name ?? 'a removed host';
  const names = { host, check: check?.name ?? 'a removed check', alive: check?.alive ?? false };
  return { problem: { problemId, hostId, checkId, ...names, status, openedAt, closedAt }, toldAt };
}

export const asIncidentProblem = (world: World, problem: Problem): IncidentProblem =>
  asCause(world, problem, null).problem;

/** The problem of a host's alive check. */
export function problemOfHost(world: World, hostId: HostId): Problem | undefined {
  const alive = world.aliveCheckOf(hostId);
  return alive && world.problems.get(alive.id);
}

/** The host at the end of the chain of causes; null where the problem stands for itself. */
export const rootHostOf = (world: World, problem: Problem): HostId | null =>
  rootOf(problem, world.checks.get(problem.checkId)?.alive ?? false, (hostId) => problemOfHost(world, hostId));

/** These problems, open or on record, in this order and each once; a refusal names the first that never was. */
export function causesOf(options: {
  readonly world: World;
  readonly store: Store;
  readonly ids: readonly ProblemId[];
}): readonly Cause[] {
  const { world, store, ids } = options;
  const wanted = new Set(ids);
  const open = new Map<ProblemId, Problem>();
  for (const problem of world.problems.values()) if (wanted.has(problem.id)) open.set(problem.id, problem);
  return [...wanted].map((id) => {
    const problem = open.get(id);
    if (problem) return asCause(world, problem, null);
    // It was over before the call came: what it was is on record, and an incident can be about it all the same.
    const past = store.problems.get(id);
    if (past) return asCause(world, past.problem, past.closedAt ?? past.problem.openedAt);
    const message = 'there is no such problem any more, its check was removed; leave it out';
    throw invalid([{ path: `problemIds.${ids.indexOf(id)}`, message }]);
  });
}

export const refusalOf = ({ refused, fields }: Refused): Refusal =>
  refused === 'CONFLICT' ? conflict(fields) : invalid(fields);

/** What is written: in a transaction, because long words are kept beside their entries. */
export function changeOf(
  store: Store,
  before: IncidentBody | null,
  { after, said }: Ruled,
  act: { readonly actor: Actor; readonly at: number },
): IncidentChange {
  return { before, after, entries: said.map((one) => entryOf(store, one, act)) };
}

function entryOf(
  store: Store,
  { kind, at: occurredAt, text, data, body }: Said,
  { actor, at }: { readonly actor: Actor; readonly at: number },
): EntryDraft {
  if (body === undefined) return { kind, occurredAt, actor, text, data };
  return { kind, occurredAt, actor, text, data: { ...data, body: { ...store.payloads.putText(body, at) } } };
}
