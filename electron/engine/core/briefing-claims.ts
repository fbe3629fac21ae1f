// Which item of a briefing speaks for an open problem: exactly one, the first that wants it.
//
//   incident ─▶ its dead host ─▶ flapping ─▶ what stands in its way ─▶ backup ─▶ capacity
//            ─▶ acknowledgement ─▶ mute ─▶ maintenance window ─▶ whatever else holds it ─▶ itself
//
// A check of a dead host is a fact about that host and goes where the host goes: 38 backups behind a dead switch are not 38
// failed backups.
import type { Hold } from '../../contract/model/problem.ts';
import type { BriefingFacts, ProblemFact } from './briefing-facts.ts';
import type { FactKey } from './briefing-item.ts';

export const incidentKey = (id: string): FactKey => `incident:${id}`;
export const problemKey = (id: string): FactKey => `problem:${id}`;
export const flappingKey = (checkId: string): FactKey => `flapping:${checkId}`;
export const noisyKey = (checkId: string): FactKey => `noisy:${checkId}`;
export const behindKey = (hostId: string): FactKey => `behind:${hostId}`;
export const backupKey = (checkId: string): FactKey => `backup:${checkId}`;
export const capacityKey = (checkId: string, metric: string): FactKey => `capacity:${checkId}:${metric}`;
export const muteKey = (id: string): FactKey => `mute:${id}`;
export const runKey = (id: string): FactKey => `run:${id}`;
export const windowKey = (id: string, startsAt: number): FactKey => `window:${id}:${startsAt}`;
export const deliveryKey = (id: string): FactKey => `delivery:${id}`;

/** So many problems that one act took in hand stand by themselves; more of them are one item. */
const MOST_ALONE = 3;
/** They pass in seconds and say nothing: what they hold is a bad state like others. */
const FLEETING: ReadonlySet<Hold['reason']> = new Set(['soft', 'verifying', 'acknowledged', 'flapping']);

type Claimed = Pick<BriefingFacts, 'asOf' | 'incidents' | 'problems' | 'forecasts' | 'mutes' | 'windows'>;

/** Problems by the key of the item that speaks for them. */
export type Claims = ReadonlyMap<FactKey, readonly ProblemFact[]>;

export const isAcknowledged = ({ problem: { ack } }: ProblemFact, at: number): boolean =>
  ack !== null && (ack.expiresAt === null || ack.expiresAt > at);

export function claimsOf(facts: Claimed): Claims {
  const byCheck = new Map(facts.problems.map((one) => [one.checkId, one]));
  const aliveOf = new Map(facts.problems.flatMap((one) => (one.alive ? [[one.hostId, one] as const] : [])));
  const { asOf, incidents } = facts;
  const inIncident = new Map<string, FactKey>();
  for (const { incident } of incidents) {
    for (const { problemId } of incident.problems) {
      if (!inIncident.has(problemId)) inIncident.set(problemId, incidentKey(incident.id));
    }
  }
  const capacity = capacityClaims(facts, byCheck);
  const hostOf = ({ problem, hostId, alive }: ProblemFact): ProblemFact | undefined =>
    problem.because === hostId && !alive ? aliveOf.get(hostId) : undefined;
  /** Whoever has it in hand. */
  const anywayKey = ({ problem: { because }, checkId, hostId, kind, flapping }: ProblemFact): FactKey | null => {
    if (flapping) return flappingKey(checkId);
    if (because !== null && because !== hostId) return behindKey(because);
    return kind === 'backup' ? backupKey(checkId) : (capacity.get(checkId) ?? null);
  };
  const standing = facts.problems.filter(
    (one) => !inIncident.has(one.problem.id) && !hostOf(one) && anywayKey(one) === null,
  );
  const taken = createActs(standing, asOf);
  const holding = createHolding(facts);

  const keyOf = (one: ProblemFact): FactKey => {
    const incident = inIncident.get(one.problem.id);
    if (incident) return incident;
    const host = hostOf(one);
    if (host) return keyOf(host);
    return anywayKey(one) ?? taken(one) ?? holding(one) ?? problemKey(one.problem.id);
  };
  const inOrder = facts.problems.toSorted(
    (a, b) => a.problem.openedAt - b.problem.openedAt || (a.problem.id < b.problem.id ? -1 : 1),
  );
  return Map.groupBy(inOrder, keyOf);
}

/** The check is bad for nothing but what fills up, and of one check the first that fills up speaks for it. */
function capacityClaims(
  { forecasts }: Claimed,
  byCheck: ReadonlyMap<string, ProblemFact>,
): ReadonlyMap<string, FactKey> {
  const claims = new Map<string, FactKey>();
  for (const { checkId, metric } of forecasts) {
    const problem = byCheck.get(checkId);
    if (problem?.metric === metric && !claims.has(checkId)) claims.set(checkId, capacityKey(checkId, metric));
  }
  return claims;
}

/**
 * The incident that speaks for a flapping check: that of its problem; and while it happens to be good the one that is about
 * it, or it would come and go between two sections.
 */
export function incidentsOfChecks(
  claims: Claims,
  { incidents }: Pick<BriefingFacts, 'incidents'>,
): ReadonlyMap<string, FactKey> {
  const speaking = new Map<string, FactKey>();
  for (const { incident } of incidents) {
    for (const { checkId } of incident.problems) {
      if (!speaking.has(checkId)) speaking.set(checkId, incidentKey(incident.id));
    }
  }
  for (const [key, problems] of claims) {
    for (const { checkId } of problems) {
      if (key.startsWith('incident:')) speaking.set(checkId, key);
      else speaking.delete(checkId);
    }
  }
  return speaking;
}

/** Acknowledged: by itself, or with all the others that the same act took in hand and that stand for themselves. */
function createActs(problems: readonly ProblemFact[], asOf: number) {
  const actOf = ({ problem: { ack } }: ProblemFact): string =>
    ack === null ? '' : JSON.stringify([ack.by, ack.at, ack.reason, ack.expiresAt]);
  const counts = new Map<string, number>();
  for (const one of problems) {
    if (isAcknowledged(one, asOf)) counts.set(actOf(one), (counts.get(actOf(one)) ?? 0) + 1);
  }
  return (one: ProblemFact): FactKey | null => {
    const { ack, id } = one.problem;
    if (ack === null || !isAcknowledged(one, asOf)) return null;
    return (counts.get(actOf(one)) ?? 0) > MOST_ALONE ? `acknowledged:${ack.at}:${ack.by}` : problemKey(id);
  };
}

function createHolding({ mutes, windows }: Claimed) {
  const muted = new Set(mutes.map(({ mute }) => mute.id as string));
  const now = new Map(
    windows.flatMap(({ occurrence: { windowId, startsAt, state } }) =>
      state === 'active' ? [[windowId as string, windowKey(windowId, startsAt)] as const] : [],
    ),
  );
  return ({ problem: { held }, hostId, muteId, windowId }: ProblemFact): FactKey | null => {
    if (muteId !== null && muted.has(muteId)) return muteKey(muteId);
    const window = windowId === null ? undefined : now.get(windowId);
    if (window) return window;
    if (held === null || FLEETING.has(held.reason)) return null;
    const { reason, by = '' } = held;
    return heldKey(reason, reason === 'parent-check' || reason === 'host-down' ? `${hostId}:${by}` : by);
  };
}

const heldKey = (reason: string, by: string): FactKey => (by === '' ? `held:${reason}` : `held:${reason}:${by}`);
