// What is new of the clocks of an incident since the record last spoke of them: pure, so that a restart, a clock that was set
// back, or a look too many says nothing twice.
//
// Of the clock of updates the record says only that a word is due and that it is late: each word starts it anew.
import type { Incident } from '../../contract/model/incident.ts';
import { CLOCK_KINDS, type ClockKind, type SlaClock, type SlaSaid } from '../../contract/model/sla.ts';
import { endOf } from './sla.ts';

export const SLA_EVENTS = ['started', 'restarted', 'paused', 'going on', 'at risk', 'missed', 'kept'] as const;
export type SlaEvent = (typeof SLA_EVENTS)[number];

export interface SlaNews {
  readonly event: SlaEvent;
  readonly clock: SlaClock;
  /** When it came to that, epoch ms: for a breach the instant it was due, however late it is noticed. */
  readonly at: number;
  /** Was said to be missed before: what was done in time was written down late. */
  readonly belated: boolean;
}

/** An incident with the record of its clocks as it is to be, and what is to be said. */
export interface SlaTurn {
  readonly said: readonly SlaSaid[];
  readonly promised: NonNullable<Incident['promised']>;
  readonly news: readonly SlaNews[];
  /** Whether there is anything to write. */
  readonly isNew: boolean;
}

/** `incident` with its clocks as of `at`, epoch ms. The same turn taken again has no news. */
export function slaTurn(incident: Incident, at: number): SlaTurn {
  const before = incident.slaSaid ?? [];
  const turns = CLOCK_KINDS.flatMap((kind): ClockTurn[] => {
    const clock = incident.clocks.find((one) => one.kind === kind);
    const known = before.find((one) => one.clock === kind) ?? null;
    // Nothing is promised now, or it is over: should it come back, it goes on.
    if (!clock) return known ? [{ said: { ...known, paused: false, ended: true, untold: null }, news: [] }] : [];
    return [kind === 'update' ? updateTurn(clock, known, incident, at) : turnOf(clock, known, incident, at)];
  });
  const said = turns.map((turn) => turn.said);
  const promised = promisedAfter(incident);
  const news = turns.flatMap((turn) => turn.news);
  const isNew =
    news.length > 0 ||
    worthKeeping(said) !== worthKeeping(before) ||
    JSON.stringify(promised) !== JSON.stringify(incident.promised ?? {});
  return { said, promised, news, isNew };
}

interface ClockTurn {
  readonly said: SlaSaid;
  readonly news: readonly SlaNews[];
}

const NOTHING = { paused: false, ended: false, atRisk: false, missed: false, untold: null } as const;

const afresh = ({ kind, targetMs, hours, startedAt }: SlaClock, { severity }: Incident, since: number): SlaSaid => ({
  clock: kind,
  severity,
  targetMs,
  hours,
  startedAt,
  since,
  ...NOTHING,
});

function turnOf(clock: SlaClock, known: SlaSaid | null, incident: Incident, at: number): ClockTurn {
  // It ended elsewhere, by what was promised there: there is nothing to say here.
  if (!known && incident.importedFrom && clock.endedAt !== null) {
    const missed = clock.state === 'missed';
    return { said: { ...afresh(clock, incident, at), ended: true, missed }, news: [] };
  }
  const news: SlaNews[] = [];
  const say = (event: SlaEvent, when: number, belated = false): void =>
    void news.push({ event, clock, at: when, belated });
  let said = known ?? afresh(clock, incident, (incident.slaSaid ?? []).length === 0 ? openedHere(incident) : at);
  if (!known) say('started', said.since);
  else if (clock.endedAt === null && !(isPromise(known, clock) && known.startedAt === clock.startedAt)) {
    said = { ...afresh(clock, incident, at), paused: known.paused };
    say('restarted', at);
  }
  said = standingTurn(clock, said, incident, at, say);
  if (!said.ended) said = { ...said, severity: incident.severity };
  const crossed = crossings(clock, said);
  for (const [event, when] of crossed.news) say(event, when);
  said = crossed.said;
  if (clock.endedAt !== null && !said.ended) {
    if (clock.state === 'kept') say('kept', clock.endedAt, said.missed);
    said = { ...said, ended: true, paused: false, untold: null };
  }
  return { said, news };
}

/** Whether it waits, waits no more, or was opened again. */
function standingTurn(
  clock: SlaClock,
  said: SlaSaid,
  { pauses }: Incident,
  at: number,
  say: (event: SlaEvent, when: number) => void,
): SlaSaid {
  if (clock.endedAt !== null) return said;
  const isPaused = clock.state === 'paused';
  const isAgain = said.ended && clock.state === 'running';
  if (isPaused && !said.paused)
    say('paused', Math.max(said.since, pauses.findLast(({ to }) => to === null)?.from ?? at));
  if (isAgain || (said.paused && clock.state === 'running'))
    say('going on', isAgain ? at : (lastEnd(pauses, at) ?? at));
  return { ...said, paused: isPaused, ended: false };
}

/** 75 % and the target, where they were passed since this is promised; what was passed before counts from then. */
function crossings(clock: SlaClock, said: SlaSaid) {
  const { state, atRiskAt, dueAt, asOf, endedAt } = clock;
  const news: (readonly [SlaEvent, number])[] = [];
  if (state === 'missed' && !said.missed && dueAt !== null) {
    // Both were passed while nobody looked: both are on record. A promise that was broken when it was made was never at risk.
    const wasAtRisk = !said.atRisk && atRiskAt !== null && atRiskAt > said.since;
    if (wasAtRisk) news.push(['at risk', atRiskAt]);
    news.push(['missed', Math.max(dueAt, said.since)]);
    const untold = endedAt === null ? 'missed' : null;
    return { news, said: { ...said, atRisk: true, missed: true, untold } satisfies SlaSaid };
  }
  if (state === 'running' && !said.atRisk && atRiskAt !== null && asOf >= atRiskAt) {
    news.push(['at risk', Math.max(atRiskAt, said.since)]);
    return { news, said: { ...said, atRisk: true, untold: 'at risk' } satisfies SlaSaid };
  }
  return { news, said };
}

/** Every word to others starts it anew, without a word of ours. */
function updateTurn(clock: SlaClock, known: SlaSaid | null, incident: Incident, at: number): ClockTurn {
  const isOther = known !== null && !isPromise(known, clock);
  const since = isOther ? at : Math.max(clock.startedAt, openedHere(incident));
  const isOld = isOther || known?.startedAt !== clock.startedAt;
  const { said, news } = crossings(clock, known === null || isOld ? afresh(clock, incident, since) : known);
  return { said, news: news.map(([event, when]) => ({ event, clock, at: when, belated: false })) };
}

/** A word to others is not worth a line in the file, where nothing was said about its being late. */
const worthKeeping = (said: readonly SlaSaid[]): string =>
  JSON.stringify(said.map((one) => (one.clock === 'update' && !one.atRisk ? { ...one, startedAt: 0, since: 0 } : one)));

/** By what was promised when they ended; of one that was opened again nothing is held any more. */
function promisedAfter(incident: Incident): NonNullable<Incident['promised']> {
  const held = CLOCK_KINDS.flatMap((kind): [ClockKind, NonNullable<Incident['promised']>[ClockKind]][] => {
    if (endOf(kind, incident) === null) return [];
    const known = incident.promised?.[kind];
    if (known !== undefined) return [[kind, known]];
    const clock = incident.clocks.find((one) => one.kind === kind);
    return [[kind, clock ? { targetMs: clock.targetMs, hours: clock.hours } : null]];
  });
  // What was a false alarm, or went elsewhere, has no clocks to judge by; should it come back, nothing is lost.
  if (incident.status === 'cancelled' || incident.mergedInto !== null) return incident.promised ?? {};
  return Object.fromEntries(held);
}

/** Whether this is still the promise that the record speaks of. */
const isPromise = (said: SlaSaid, { targetMs, hours }: SlaClock): boolean =>
  said.targetMs === targetMs && JSON.stringify(said.hours) === JSON.stringify(hours);

const openedHere = ({ openedAt, importedFrom }: Incident): number => Math.max(openedAt, importedFrom?.at ?? 0);

const lastEnd = (pauses: Incident['pauses'], at: number): number | undefined =>
  pauses.flatMap(({ to }) => (to !== null && to <= at ? [to] : [])).at(-1);
