// Which problems are in which incident: opened from them, added, moved out, put together, and taken up again. A problem is in
// one open incident at most.
import { randomUUID } from 'node:crypto';
import type { HostId, IncidentId, ProblemId } from '../../../contract/model/ids.ts';
import type { Incident } from '../../../contract/model/incident.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import { type HostName, hostRefusal } from '../../core/incident-details.ts';
import type { Act } from '../../core/incident-milestones.ts';
import { type Cause, openIncident } from '../../core/incident-opening.ts';
import { addProblems, merge, split, type Turn } from '../../core/incident-problems.ts';
import { type Meanwhile, reopen } from '../../core/incident-reopening.ts';
import { type IncidentBody, isRefused, problemName, type Ruling } from '../../core/incident-words.ts';
import { conflict, notFound, type Refusal } from '../../lib/refusal.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { Store } from '../../store/open.ts';
import type { World } from '../world.ts';
import type { IncidentBook } from './book.ts';
import { causesOf, changeOf, nameOf, refusalOf, rootHostOf } from './incident-gathering.ts';
import type { IncidentIndex } from './incident-index.ts';
import type { ContractInput } from './inputs.ts';

export interface Regrouping {
  open(input: ContractInput<'open'>, actor: Actor): Incident;
  addProblems(input: ContractInput<'addProblems'>, actor: Actor): Incident;
  /** Answers with the new one. */
  split(input: ContractInput<'split'>, actor: Actor): Incident;
  /** Answers with the one it went into. */
  merge(input: ContractInput<'merge'>, actor: Actor): Incident;
  reopen(input: ContractInput<'moveTo'>, actor: Actor): Incident;
}

export interface RegroupingOptions {
  readonly store: Store;
  readonly world: World;
  readonly book: IncidentBook;
  readonly index: IncidentIndex;
  /** One change of one incident by a rule. */
  readonly change: (id: IncidentId, actor: Actor, rule: (row: IncidentBody, act: Act) => Ruling) => Incident;
  /** What stands behind its problems joins it, a moment later. */
  readonly lookBehind: (row: Pick<IncidentRow, 'problems'>) => void;
}

export function createRegrouping(options: RegroupingOptions): Regrouping {
  const { store, world, book, index, change, lookBehind } = options;
  const known = (id: IncidentId): IncidentRow => {
    const row = book.row(id);
    if (!row) throw notFound('incident');
    return row;
  };
  const behind = (incident: Incident): Incident => {
    lookBehind(incident);
    return incident;
  };
  const both = (work: (at: number) => ReturnType<typeof pairOf>, actor: Actor, rows: readonly (IncidentRow | null)[]) =>
    book.write((at) => {
      const { from, into } = work(at);
      const act = { actor, at };
      return [changeOf(store, rows[0] ?? null, from, act), changeOf(store, rows[1] ?? null, into, act)];
    })[1];

  return {
    open: (input, actor) => behind(openByHand(input, actor, options)),
    addProblems(input, actor) {
      const causes = causesOf({ world, store, ids: input.problemIds });
      const taken = takenRefusal(causes, index, input.incidentId);
      if (taken) throw taken;
      const problems = causes.map(({ problem }) => problem);
      return behind(change(input.incidentId, actor, (row, act) => addProblems(row, problems, act)));
    },
    split(input, actor) {
      const row = known(input.incidentId);
      const made = (at: number) => ({ id: randomUUID() as IncidentId, number: book.nextNumber(at) });
      const act = (now: number) => ({ by: nameOf(actor), now });
      const into = both((at) => pairOf(split(row, input, made(at), act(at))), actor, [row, null]);
      return into ?? noSuch();
    },
    merge(input, actor) {
      const rows = [known(input.incidentId), known(input.into)] as const;
      const into = both((at) => pairOf(merge(...rows, input.reason, { by: nameOf(actor), now: at })), actor, rows);
      return into ?? noSuch();
    },
    reopen(input, actor) {
      const incident = change(input.incidentId, actor, (row, act) => reopen(row, input, act, meanwhile(row, options)));
      return behind(incident);
    },
  };
}

const noSuch = (): never => {
  throw notFound('incident');
};

function pairOf(ruled: ReturnType<typeof split>) {
  if (isRefused(ruled)) throw refusalOf(ruled);
  return ruled;
}

function openByHand(input: ContractInput<'open'>, actor: Actor, options: RegroupingOptions): Incident {
  const { world, store, book, index } = options;
  const causes = causesOf({ world, store, ids: input.problemIds });
  const taken = takenRefusal(causes, index, null);
  if (taken) throw taken;
  const hostName: HostName = (id) => world.hosts.get(id)?.name;
  const gone = hostRefusal(null, input.fields, hostName, 'fields.');
  if (gone) throw refusalOf(gone);
  const fields = { ...input.fields, rootHostId: input.fields.rootHostId ?? commonRoot(world, causes) };
  const [opened] = book.write((now) => {
    const ruling = openIncident({
      ...input,
      id: randomUUID() as IncidentId,
      number: book.nextNumber(now),
      fields,
      rating: { ...input, reason: input.severityReason },
      causes,
      by: nameOf(actor),
      policy: '',
      now,
    });
    if (isRefused(ruling)) throw refusalOf(ruling);
    return [changeOf(store, null, ruling, { actor, at: now })];
  });
  return opened ?? noSuch();
}

/** The host that all of it comes from; null where they have nothing in common. */
function commonRoot(world: World, causes: readonly Cause[]): HostId | null {
  const roots = new Set(
    causes.map(({ problem }) => {
      const now = world.problems.get(problem.checkId);
      return (now && rootHostOf(world, now)) ?? problem.hostId;
    }),
  );
  const [root] = roots;
  return roots.size === 1 && root && world.hosts.has(root) ? root : null;
}

/** Named in one refusal; the rest is of the same kind. */
const NAMED = 10;

/** Problems that another open incident has, each with its number; null: none. */
function takenRefusal(causes: readonly Cause[], index: IncidentIndex, own: IncidentId | null): Refusal | null {
  const fields = causes.flatMap(({ problem }, place) => {
    const holder = problem.closedAt === null ? index.holderOf(problem.problemId) : undefined;
    if (!holder || holder.id === own) return [];
    const message = `${problemName(problem)} is in ${holder.number} already; leave it out, or merge the two incidents`;
    return [{ path: `problemIds.${place}`, message }];
  });
  return fields.length === 0 ? null : conflict(fields.slice(0, NAMED));
}

/** What became of its problems since it was over. */
function meanwhile(row: IncidentBody, { world, store, index }: RegroupingOptions): Meanwhile {
  const elsewhere = new Map<ProblemId, string>();
  const turns = new Map<ProblemId, Turn>();
  for (const { problemId, checkId, closedAt, openedAt } of row.problems) {
    const holder = index.holderOf(problemId);
    if (holder && holder.id !== row.id) elsewhere.set(problemId, holder.number);
    if (closedAt !== null) continue;
    const now = world.problems.get(checkId);
    if (now?.id === problemId) turns.set(problemId, { status: now.status });
    else turns.set(problemId, { closedAt: store.problems.get(problemId)?.closedAt ?? openedAt });
  }
  return { elsewhere, turns };
}
