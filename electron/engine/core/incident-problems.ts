// The problems of an incident: added, followed, moved out into another one, put together with those of another one.
import type { ProblemId } from '../../contract/model/ids.ts';
import type { IncidentProblem, Milestone } from '../../contract/model/incident.ts';
import { isEnded } from '../../contract/model/incident-rules.ts';
import type { ProblemStatus } from '../../contract/model/problem-status.ts';
import { type Act, endedRefusal, lastMilestone, openingOf } from './incident-milestones.ts';
import { endHold } from './incident-status.ts';
import {
  because,
  conflict,
  counted,
  type IncidentBody,
  invalid,
  listed,
  problemName,
  type Refused,
  type Ruled,
  type Ruling,
  type Said,
  unchanged,
} from './incident-words.ts';

/** So many problems an incident holds; what is behind them shows on the map, not in a list nobody reads. */
export const MOST_PROBLEMS = 1_000;

const idsOf = (problems: readonly IncidentProblem[]): ProblemId[] => problems.map(({ problemId }) => problemId);
const namesOf = (problems: readonly IncidentProblem[]): string => listed(problems.map(problemName));

/** Adds problems by hand; those it has already are left out. */
export function addProblems(row: IncidentBody, added: readonly IncidentProblem[], act: Act): Ruling {
  const refusal = endedRefusal(row, 'its problems', 'problemIds');
  if (refusal) return refusal;
  const fresh = freshOf(row, added);
  if (fresh.length === 0) return unchanged(row);
  const room = MOST_PROBLEMS - row.problems.length;
  if (fresh.length > room) {
    const message = `${row.number} has ${counted(row.problems.length, 'problem')} and holds ${MOST_PROBLEMS}; add ${room} at most, or open another incident for the rest`;
    return conflict('problemIds', message);
  }
  const text = `${counted(fresh.length, 'problem')} added: ${namesOf(fresh)}`;
  const said: Said = { kind: 'problems', at: act.now, text, data: { event: 'added', problemIds: idsOf(fresh) } };
  return { after: { ...row, problems: [...row.problems, ...fresh] }, said: [said] };
}

function freshOf(row: IncidentBody, added: readonly IncidentProblem[]): readonly IncidentProblem[] {
  const known = new Set(idsOf(row.problems));
  return added.filter(({ problemId }) => !known.has(problemId) && known.add(problemId));
}

/**
 * Problems behind what the incident is about join it: one entry however many they are. What does not fit in any more is left
 * out, and that is said once. `title`: as it is with them, where the title is still the engine's own.
 */
export function joinProblems(
  row: IncidentBody,
  added: readonly IncidentProblem[],
  why: { readonly behind: string; readonly title: string | null },
  act: Act,
): Ruled {
  if (isEnded(row.status)) return unchanged(row);
  const fresh = freshOf(row, added);
  const joining = fresh.slice(0, Math.max(0, MOST_PROBLEMS - row.problems.length));
  if (joining.length === 0) return unchanged(row);
  const leftOut = fresh.length - joining.length;
  const more = leftOut === 0 ? '' : `; ${leftOut} more are not listed: an incident holds ${MOST_PROBLEMS}`;
  const text = `${counted(joining.length, 'problem')} ${why.behind} joined: ${namesOf(joining)}${more}`;
  const retitled = why.title === null || why.title === row.title ? {} : { title: why.title };
  const data = { event: 'added', problemIds: idsOf(joining), ...(leftOut > 0 ? { leftOut } : {}), ...retitled };
  const after = { ...row, ...retitled, problems: [...row.problems, ...joining] };
  return { after, said: [{ kind: 'problems', at: act.now, text, data }] };
}

/** What became of a problem: its status, or when it was over (epoch ms). */
export type Turn = { readonly status: ProblemStatus } | { readonly closedAt: number };

/** Its problems as they are now; an entry where some are over. An ended incident stays as it was. */
export function followProblems(row: IncidentBody, turns: ReadonlyMap<ProblemId, Turn>, act: Act): Ruled {
  if (isEnded(row.status)) return unchanged(row);
  const over: IncidentProblem[] = [];
  let open = 0;
  let changed = false;
  const problems = row.problems.map((problem) => {
    const turn = problem.closedAt === null ? turns.get(problem.problemId) : undefined;
    const after = turn ? turned(problem, turn) : problem;
    if (after !== problem) changed = true;
    if (after.closedAt === null) open += 1;
    else if (after !== problem) over.push(after);
    return after;
  });
  if (!changed) return unchanged(row);
  const after = { ...row, problems };
  if (over.length === 0) return { after, said: [] };
  const left = open === 0 ? 'none is left' : `${open} left`;
  const text = `${counted(over.length, 'problem')} over: ${namesOf(over)}; ${left}`;
  const data = { event: 'over', problemIds: idsOf(over), open };
  return { after, said: [{ kind: 'problems', at: act.now, text, data }] };
}

function turned(problem: IncidentProblem, turn: Turn): IncidentProblem {
  if ('closedAt' in turn) return { ...problem, closedAt: Math.max(turn.closedAt, problem.openedAt) };
  return turn.status === problem.status ? problem : { ...problem, status: turn.status };
}

export interface NewIncident {
  readonly id: IncidentBody['id'];
  readonly number: string;
}

export interface Parting {
  readonly problemIds: readonly ProblemId[];
  readonly title: string;
  readonly reason: string;
}

/**
 * Moves problems out into an incident of their own. At least one stays: an incident that is about nothing any more is closed
 * or merged, not emptied. The new one has the severity, the lead and what was done so far (detected, acknowledged, pauses)
 * of the old one, so that no clock starts from nothing and nobody is told late of what they have in hand; it does not wait
 * for anybody.
 */
export function split(
  row: IncidentBody,
  parting: Parting,
  made: NewIncident,
  act: Act,
): { from: Ruled; into: Ruled } | Refused {
  const refusal = endedRefusal(row, 'its problems', 'problemIds');
  if (refusal) return refusal;
  const wanted = new Set(parting.problemIds);
  const known = new Set<ProblemId>(idsOf(row.problems));
  const missing = parting.problemIds.findIndex((id) => !known.has(id));
  if (missing >= 0)
    return invalid(`problemIds.${missing}`, `${row.number} has no such problem; choose from those it lists`);
  const out = row.problems.filter(({ problemId }) => wanted.has(problemId));
  const stays = row.problems.filter(({ problemId }) => !wanted.has(problemId));
  if (stays.length === 0) {
    return invalid(
      'problemIds',
      `at least one problem must stay in ${row.number}; to put all of them elsewhere, merge it into that one`,
    );
  }
  const into = parted(row, out, parting, made, act);
  const reason = because(parting.reason);
  const shared = { problemIds: idsOf(out), reason: parting.reason };
  const left: Said = {
    kind: 'problems',
    at: act.now,
    text: `${counted(out.length, 'problem')} moved out into ${made.number}: ${namesOf(out)}${reason}`,
    data: { event: 'moved-out', into: made.id, number: made.number, ...shared },
  };
  const began: Said = {
    kind: 'status',
    at: act.now,
    text: `Incident ${made.number} split off ${row.number} with ${counted(out.length, 'problem')}${reason}`,
    data: { event: 'split', from: null, to: into.status, at: act.now, of: row.id, number: row.number, ...shared },
  };
  return { from: { after: { ...row, problems: stays }, said: [left] }, into: { after: into, said: [began] } };
}

function parted(
  row: IncidentBody,
  out: readonly IncidentProblem[],
  { title }: Parting,
  made: NewIncident,
  act: Act,
): IncidentBody {
  const opening = openingOf(row);
  const carried = row.milestones.filter(({ kind }) => CARRIED.has(kind));
  const done = carried.filter((one) => one.opening === opening || one.kind === 'impact');
  const acknowledged = done.some(({ kind }) => kind === 'acknowledged');
  const hosts = new Set(out.map(({ hostId }) => hostId));
  // What was said of the clocks was said of the other one.
  const { slaSaid: _said, slaTold: _told, ...kept } = row;
  return {
    ...kept,
    ...made,
    title,
    ...BLANK,
    tags: row.tags,
    rootHostId: hosts.size === 1 ? ([...hosts][0] ?? null) : null,
    hostIds: [],
    status: acknowledged ? 'acknowledged' : 'open',
    ...endHold(row, act.now),
    openedAt: act.now,
    openedBy: act.by,
    policy: '',
    roles: { lead: row.roles.lead, scribe: '', operator: '', liaison: '', next: '' },
    milestones: done.map((one) => ({ ...one, opening: 1 })),
    problems: out,
    lastWordAt: act.now,
    mergedFrom: [],
    splitFrom: row.id,
    importedFrom: null,
  };
}

const CARRIED: ReadonlySet<Milestone['kind']> = new Set(['impact', 'detected', 'acknowledged']);

/** What nobody has said yet of a new incident. */
export const BLANK = {
  summary: '',
  customerImpact: '',
  rootCause: '',
  contributing: '',
  resolution: '',
  wentWell: '',
  wentBadly: '',
  lucky: '',
  change: '',
  tags: [],
  followUps: [],
  tickets: [],
  mergedInto: null,
} as const;

/**
 * Puts one into another. Problems, follow-ups and tickets go over, so that each stands in one place; the hosts it named and
 * an earlier beginning of the impact too. It is closed as merged, without a cause of its own; its words and its timeline
 * stay. Severity and roles of the other are for people to change.
 */
export function merge(
  row: IncidentBody,
  into: IncidentBody,
  reason: string,
  act: Act,
): { from: Ruled; into: Ruled } | Refused {
  if (row.id === into.id) return invalid('into', `${row.number} cannot be merged into itself; choose the other one`);
  const refusal = endedRefusal(row, 'it') ?? mergeRefusal(into);
  if (refusal) return refusal;
  const at = Math.max(act.now, lastMilestone(row)?.at ?? 0);
  const closed: Milestone = { kind: 'closed', at, source: act.by, opening: openingOf(row) };
  const gone: IncidentBody = {
    ...row,
    ...endHold(row, at),
    status: 'closed',
    milestones: [...row.milestones, closed],
    problems: [],
    followUps: [],
    tickets: [],
    mergedInto: into.id,
  };
  const shared = {
    problemIds: idsOf(row.problems),
    followUps: row.followUps.length,
    tickets: row.tickets.length,
    reason,
  };
  const text = `${counted(row.problems.length, 'problem')}${because(reason)}`;
  const left: Said = {
    kind: 'status',
    at,
    text: `Incident merged into ${into.number}, with ${text}`,
    data: { event: 'merged', from: row.status, to: 'closed', at, into: into.id, number: into.number, ...shared },
  };
  const came: Said = {
    kind: 'status',
    at: act.now,
    text: `Incident ${row.number} merged into this one, with ${text}`,
    data: { event: 'merged-from', of: row.id, number: row.number, ...shared },
  };
  return { from: { after: gone, said: [left] }, into: { after: withAll(into, row), said: [came] } };
}

function mergeRefusal(into: IncidentBody): Refused | null {
  if (into.mergedInto) return conflict('into', `${into.number} was merged into another one itself; choose that one`);
  if (!isEnded(into.status)) return null;
  return conflict('into', `${into.number} is ${into.status}; re-open it first, or choose one that is open`);
}

/** Hosts and tickets that the contract lets an incident have. */
const MOST_HOSTS = 1_000;
const MOST_TICKETS = 32;

function withAll(into: IncidentBody, row: IncidentBody): IncidentBody {
  const known = new Set(into.tickets.map(ticketKey));
  const impact = row.milestones.findLast(({ kind }) => kind === 'impact');
  const own = into.milestones.findLast(({ kind }) => kind === 'impact');
  const earlier = impact && (!own || impact.at < own.at) ? [{ ...impact, opening: openingOf(into) }] : [];
  return {
    ...into,
    problems: [...into.problems, ...freshOf(into, row.problems)],
    followUps: [...into.followUps, ...row.followUps],
    tickets: [...into.tickets, ...row.tickets.filter((one) => !known.has(ticketKey(one)))].slice(0, MOST_TICKETS),
    hostIds: [...new Set([...into.hostIds, ...row.hostIds])].slice(0, MOST_HOSTS),
    milestones: [...into.milestones, ...earlier],
    mergedFrom: [...into.mergedFrom, row.id],
  };
}

/** By what a ticket is the same one: its system and id, whatever their case. */
export const ticketKey = ({ system, id }: { system: string; id: string }): string =>
  JSON.stringify([system, id].map((part) => part.normalize('NFKC').toLowerCase()));
