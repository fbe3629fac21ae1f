// Gathers what people were told of in a stretch and who took it, from the journal and the incidents, in slices: a month with
// a hundred thousand alerts holds up no probe and no screen. What counts how is core's (reactions.ts).
import type { CheckId, IncidentId, ProblemId } from '../../../contract/model/ids.ts';
import { SEVERITIES, type Severity, USUAL_SEVERITY } from '../../../contract/model/severity.ts';
import {
  type EndedProblem,
  firstTaking,
  type Holding,
  type ReactionCase,
  slowestFirst,
  type Taking,
} from '../../core/reactions.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { Store } from '../../store/open.ts';
import type { AckRow, SpellOfProblem, ToldRow } from '../../store/reaction-rows.ts';
import { inSlices, walkRows } from '../slices.ts';
import type { World } from '../world.ts';

/** What reactions are read from. */
export interface ReactionSources {
  readonly store: Pick<Store, 'reactionRows' | 'incidents'>;
  readonly world: Pick<World, 'hosts' | 'checks'>;
}

const SLICE = 500;
/** Looking back into the history of one check may mean many rows. */
const LOOK_BACK_SLICE = 20;

/** The name that a check has now (an alive check: its host's); `was` where it is gone. */
export function subjectOf(world: ReactionSources['world'], checkId: CheckId, was: string): string {
  const check = world.checks.get(checkId);
  const host = check && world.hosts.get(check.hostId);
  if (!check || !host) return was;
  return check.alive ? host.name : `${host.name} ${check.name}`;
}

/**
 * What people were told of first in [from, to), epoch ms, slowest taken first, those that nobody took in front. Taken counts
 * until now, also after `to`.
 */
export async function gatherReactions(
  { store, world }: ReactionSources,
  period: { readonly from: number; readonly to: number; readonly now: number },
): Promise<readonly ReactionCase[]> {
  const rows = store.reactionRows;
  const told = await firstTold(rows, period);
  const ids = [...told.keys()];
  const spells = new Map<ProblemId, SpellOfProblem>();
  const holdings = new Map<ProblemId, Holding[]>();
  const book = createIncidentReader(store);
  await inSlices(ids, SLICE, (slice) => {
    for (const spell of rows.spells(slice)) spells.set(spell.problemId, spell);
    for (const { problemId, incidentId } of rows.holders(slice)) {
      const holding = book.holding(incidentId, problemId);
      if (holding) holdings.set(problemId, [...(holdings.get(problemId) ?? []), holding]);
    }
  });
  await dropToldBefore(rows, told, spells, period.from);
  const acks = await gatherAcks(rows, told, spells, period);
  const cases = [...told.values()].map((row): ReactionCase => {
    const taken = firstTaking(row.at, acks.get(row.problemId) ?? [], holdings.get(row.problemId) ?? []);
    const spell = spells.get(row.problemId);
    return {
      problemId: row.problemId,
      hostId: row.hostId,
      checkId: row.checkId,
      subject: subjectOf(world, row.checkId, row.subject),
      severity: severityOf(row),
      toldAt: row.at,
      takenAt: taken?.at ?? null,
      takenBy: taken?.by ?? '',
      openedAt: spell?.openedAt ?? null,
      endedAt: spell?.closedAt ?? null,
    };
  });
  return slowestFirst(cases);
}

/** Problems that ended in [from, to), epoch ms, in the order in which they did. */
export async function gatherEnded(
  { store }: Pick<ReactionSources, 'store'>,
  from: number,
  to: number,
): Promise<readonly EndedProblem[]> {
  const ended: EndedProblem[] = [];
  await walkRows<EndedProblem>(
    (last, size) =>
      store.reactionRows.ended(last ? { at: last.closedAt, id: last.problemId } : { at: from, id: '' }, to, size),
    (row) => ended.push(row),
  );
  return ended;
}

/** Incidents that were opened before `to` and had not ended by `from`, epoch ms, by when they were opened. */
export async function gatherIncidents(
  { store }: Pick<ReactionSources, 'store'>,
  from: number,
  to: number,
): Promise<readonly IncidentRow[]> {
  const found: IncidentRow[] = [];
  await walkRows<IncidentRow>(
    (last, size) =>
      store.reactionRows.incidents(last ? { at: last.openedAt, id: last.id } : { at: 0, id: '' }, { from, to }, size),
    (row) => found.push(row),
    100,
  );
  return found;
}

type Rows = ReactionSources['store']['reactionRows'];

async function firstTold(
  rows: Rows,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Map<ProblemId, ToldRow>> {
  const told = new Map<ProblemId, ToldRow>();
  await walkRows<ToldRow>(
    (last, size) => rows.told(last ?? { at: from, seq: 0 }, to, size),
    (row) => {
      if (!told.has(row.problemId)) told.set(row.problemId, row);
    },
  );
  return told;
}

/** What people had been told of before belongs to the stretch in which they were. */
async function dropToldBefore(
  rows: Rows,
  told: Map<ProblemId, ToldRow>,
  spells: ReadonlyMap<ProblemId, SpellOfProblem>,
  from: number,
): Promise<void> {
  // Of what began in the stretch nobody can have been told before.
  const older = [...told.values()].filter(({ problemId }) => (spells.get(problemId)?.openedAt ?? 0) < from);
  await inSlices(older, LOOK_BACK_SLICE, (slice) => {
    for (const { problemId, checkId } of slice) if (rows.toldBefore(problemId, checkId, from)) told.delete(problemId);
  });
}

async function gatherAcks(
  rows: Rows,
  told: ReadonlyMap<ProblemId, ToldRow>,
  spells: ReadonlyMap<ProblemId, SpellOfProblem>,
  { from, now }: { readonly from: number; readonly now: number },
): Promise<ReadonlyMap<ProblemId, readonly Taking[]>> {
  const acks = new Map<ProblemId, Taking[]>();
  // Only what is open can be acknowledged: behind the last end there is nothing to find.
  let until = from;
  for (const { problemId } of told.values()) until = Math.max(until, spells.get(problemId)?.closedAt ?? now);
  await walkRows<AckRow>(
    (last, size) => rows.acks(last ?? { at: from, seq: 0 }, until + 1, size),
    ({ problemId, at, seq, by }) => {
      const row = told.get(problemId);
      if (!row) return;
      // Written behind the telling, and earlier by the clock: it was set back in between. They did take it: at once.
      const taken = seq > row.seq ? Math.max(at, row.at) : at;
      acks.set(problemId, [...(acks.get(problemId) ?? []), { at: taken, by }]);
    },
  );
  return acks;
}

/** Reads each incident and what came to it once. */
function createIncidentReader(store: ReactionSources['store']) {
  const known = new Map<IncidentId, { incident: IncidentRow; joins: ReadonlyMap<ProblemId, number> } | null>();
  const read = (id: IncidentId) => {
    const incident = store.incidents.get(id);
    if (!incident) return null;
    const joins = new Map(store.reactionRows.joins(id).map(({ problemId, at }) => [problemId, at]));
    return { incident, joins };
  };
  return {
    holding(id: IncidentId, problemId: ProblemId): Holding | null {
      const found = known.has(id) ? known.get(id) : read(id);
      known.set(id, found ?? null);
      if (!found) return null;
      return { incident: found.incident, joinedAt: found.joins.get(problemId) ?? found.incident.openedAt };
    },
  };
}

/** Entries from before alerts carried one: what their status usually means. */
function severityOf({ severity, status }: ToldRow): Severity {
  const known = SEVERITIES.find((one) => one === severity);
  return known ?? (status === 'ok' || status === 'pending' ? 4 : USUAL_SEVERITY[status]);
}
