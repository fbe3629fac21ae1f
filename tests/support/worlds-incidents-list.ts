// A made-up dozen of incidents: every state, every way a promise can stand. (Hundreds: worlds-incidents-many.ts)
import type { CheckId, HostId, IncidentId } from '../../electron/contract/model/ids.ts';
import type { Incident, IncidentProblem } from '../../electron/contract/model/incident.ts';
import type { ClockKind, SlaClock } from '../../electron/contract/model/sla.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { checkIdOf, HOUR, hostIdOf, MINUTE, problemIdOf, SECOND } from './worlds-build.ts';
import { designNight } from './worlds-design-night.ts';
import { madeUpIncident } from './worlds-incidents.ts';

const DAY = 24 * HOUR;

/** A clock that counts, `elapsedMs` of `targetMs` gone at `now`. */
export function runningClock(kind: ClockKind, targetMs: number, elapsedMs: number, now: number): SlaClock {
  const startedAt = now - elapsedMs;
  const state = elapsedMs >= targetMs ? 'missed' : 'running';
  const times = { dueAt: startedAt + targetMs, atRiskAt: startedAt + targetMs * 0.75, asOf: now, endedAt: null };
  return { kind, targetMs, hours: null, startedAt, state, elapsedMs, counting: true, ...times };
}

/** A clock that is over, at `endedAt`. */
export function endedClock(kind: ClockKind, targetMs: number, elapsedMs: number, endedAt: number): SlaClock {
  const state = elapsedMs < targetMs ? 'kept' : 'missed';
  const clock = runningClock(kind, targetMs, elapsedMs, endedAt);
  return { ...clock, state, counting: false, endedAt };
}

export function pausedClock(kind: ClockKind, targetMs: number, elapsedMs: number, now: number): SlaClock {
  const clock = runningClock(kind, targetMs, elapsedMs, now);
  return { ...clock, state: 'paused', counting: false, dueAt: null, atRiskAt: null };
}

/** A problem as an incident holds it; `forMs` ago it opened, and `overMs` ago it was over. */
export function heldProblem(host: string, check: string, now: number, forMs: number, overMs?: number): IncidentProblem {
  return {
    problemId: problemIdOf(host, check),
    hostId: hostIdOf(host) as HostId,
    checkId: checkIdOf(host, check) as CheckId,
    host,
    check,
    alive: check === 'ping',
    status: check === 'ping' ? 'down' : 'critical',
    openedAt: now - forMs,
    closedAt: overMs === undefined ? null : now - overMs,
  };
}

const nobody = { lead: '', scribe: '', operator: '', liaison: '', next: '' };

interface Made extends Partial<Incident> {
  readonly serial: number;
  readonly agoMs: number;
  readonly lead?: string;
}

/** One that was opened `agoMs` before `now`. */
export function made(now: number, { serial, agoMs, lead = '', ...part }: Made): Incident {
  const openedAt = now - agoMs;
  const number = `INC-2026-${String(serial).padStart(4, '0')}`;
  const id = `i-${serial}` as IncidentId;
  return madeUpIncident({ id, number, openedAt, roles: { ...nobody, lead }, lastWordAt: openedAt, ...part });
}

/** Twelve: every state, every way a promise can stand, four of them ended. */
export function aDozen(now: number): readonly Incident[] {
  return [
    made(now, {
      serial: 411,
      agoMs: 91 * MINUTE,
      title: 'lon3 checkout latency over 500 ms',
      status: 'acknowledged',
      lead: 'M. Okafor',
      lastWordAt: now - 9 * MINUTE,
      customerImpact: 'Paying takes twelve seconds',
      problems: [heldProblem('lon3-web-13', 'latency p95', now, 35 * MINUTE)],
      clocks: [
        endedClock('acknowledge', 15 * MINUTE, 4 * MINUTE + 20 * SECOND, now - 86 * MINUTE),
        runningClock('resolve', 4 * HOUR, 91 * MINUTE, now),
        runningClock('update', 30 * MINUTE, 9 * MINUTE, now),
      ],
    }),
    made(now, {
      serial: 413,
      agoMs: 13 * MINUTE + 22 * SECOND,
      title: 'fra2-db-07 replication 412 s behind',
      status: 'open',
      openedBy: 'the engine',
      policy: 'Databases',
      problems: [heldProblem('fra2-db-07', 'replication lag', now, 13 * MINUTE)],
      clocks: [
        runningClock('acknowledge', 15 * MINUTE, 13 * MINUTE + 22 * SECOND, now),
        runningClock('resolve', 4 * HOUR, 13 * MINUTE + 22 * SECOND, now),
      ],
    }),
    made(now, {
      serial: 414,
      agoMs: 9 * MINUTE + 4 * SECOND,
      title: 'lon3-edge-rtr02: 2 of 4 BGP sessions idle, transit on the other two',
      status: 'open',
      severity: 1,
      impact: 'high',
      urgency: 'high',
      computedSeverity: 1,
      problems: [heldProblem('lon3-edge-rtr02', 'bgp sessions', now, 9 * MINUTE)],
      clocks: [
        runningClock('acknowledge', 5 * MINUTE, 9 * MINUTE + 4 * SECOND, now),
        runningClock('resolve', HOUR, 9 * MINUTE + 4 * SECOND, now),
      ],
    }),
    made(now, {
      serial: 409,
      agoMs: 7 * HOUR,
      title: 'fra2 row 4 on UPS feed B only',
      status: 'mitigated',
      severity: 3,
      impact: 'medium',
      urgency: 'medium',
      computedSeverity: 3,
      lead: 'J. Lindqvist',
      lastWordAt: now - 219 * MINUTE,
      problems: [heldProblem('fra2-acc-sw08', 'psu 2', now, 400 * MINUTE)],
      followUps: [{ id: 'f1', text: 'Swap PSU B', owner: 'R. Peeters', dueOn: '2026-01-10', doneAt: null, doneBy: '' }],
      clocks: [
        endedClock('acknowledge', HOUR, 3 * MINUTE, now - 6 * HOUR),
        runningClock('resolve', 24 * HOUR, 7 * HOUR, now),
        runningClock('update', 4 * HOUR, 219 * MINUTE, now),
      ],
    }),
    made(now, {
      serial: 405,
      agoMs: 2 * DAY,
      title: 'ams1 backup window overruns',
      status: 'acknowledged',
      severity: 4,
      impact: 'low',
      urgency: 'low',
      computedSeverity: 4,
      lead: 'A. Brandt',
      onHold: {
        since: now - 190 * MINUTE,
        by: 'A. Brandt',
        waitsFor: 'vendor',
        reason: 'Vendor ticket 88213: they look at the index',
      },
      tickets: [{ system: 'Carrier desk', id: '88213', url: '' }],
      clocks: [
        endedClock('acknowledge', 8 * HOUR, 20 * MINUTE, now - 47 * HOUR),
        pausedClock('resolve', 5 * DAY, 2.3 * DAY, now),
      ],
    }),
    made(now, {
      serial: 408,
      agoMs: 11 * HOUR,
      title: 'Phone queue of the service desk drops calls',
      status: 'resolved',
      severity: 3,
      impact: 'medium',
      urgency: 'medium',
      computedSeverity: 3,
      lead: 'M. Okafor',
      resolution: 'Trunk moved to the second carrier',
      lastWordAt: now - 40 * MINUTE,
      followUps: [
        {
          id: 'f1',
          text: 'Ask the carrier for a report',
          owner: 'M. Okafor',
          dueOn: '2099-12-01',
          doneAt: null,
          doneBy: '',
        },
        { id: 'f2', text: 'Test the second trunk monthly', owner: '', dueOn: '', doneAt: now, doneBy: 'A. Brandt' },
      ],
      clocks: [
        endedClock('acknowledge', HOUR, 70 * MINUTE, now - 10 * HOUR),
        endedClock('resolve', 24 * HOUR, 10 * HOUR, now - 40 * MINUTE),
      ],
    }),
    made(now, {
      serial: 410,
      agoMs: 5 * HOUR,
      title: 'Certificate of dot.lon3 ends in 13 days, renewal is not automatic',
      status: 'acknowledged',
      severity: 4,
      impact: 'low',
      urgency: 'medium',
      computedSeverity: 4,
      lead: 'R. Castellanos',
      lastWordAt: now - 2 * HOUR,
      problems: [heldProblem('lon3-dns-01', 'tls dot.lon3', now, 132 * MINUTE)],
    }),
    made(now, {
      serial: 412,
      agoMs: 48 * MINUTE,
      title: 'lon3-hyp-09 /var at 91 %',
      status: 'acknowledged',
      severity: 3,
      impact: 'medium',
      urgency: 'medium',
      computedSeverity: 3,
      lead: 'A. Brandt',
      lastWordAt: now - 20 * MINUTE,
      problems: [
        heldProblem('lon3-hyp-09', 'disk /var', now, 48 * MINUTE),
        heldProblem('lon3-hyp-09', 'ping', now, 47 * MINUTE, 30 * MINUTE),
      ],
      clocks: [
        endedClock('acknowledge', HOUR, 2 * MINUTE, now - 46 * MINUTE),
        runningClock('resolve', 24 * HOUR, 48 * MINUTE, now),
        runningClock('update', 4 * HOUR, 20 * MINUTE, now),
      ],
    }),
    ...aFewEnded(now),
  ];
}

function aFewEnded(now: number): readonly Incident[] {
  const over = {
    rootCause: 'A fan that stopped',
    clocks: [endedClock('resolve', 24 * HOUR, 3 * HOUR, now - 4 * HOUR)],
  };
  return [
    made(now, {
      serial: 407,
      agoMs: 13 * HOUR,
      title: 'ams1-db-02 over temperature',
      status: 'closed',
      severity: 3,
      lead: 'A. Brandt',
      resolution: 'Fan 2 swapped',
      ...over,
    }),
    made(now, {
      serial: 406,
      agoMs: 14 * HOUR,
      title: 'Smoke alarm in fra2 hall 1',
      status: 'cancelled',
      severity: 1,
      lead: 'S. Varga',
    }),
    made(now, {
      serial: 404,
      agoMs: 16 * HOUR,
      title: 'lon3-web-13 slow',
      status: 'closed',
      mergedInto: 'i-411' as IncidentId,
    }),
    made(now, {
      serial: 403,
      agoMs: 19 * HOUR,
      title: 'Mail to two customers is refused',
      status: 'closed',
      severity: 2,
      lead: 'M. Okafor',
      resolution: 'SPF record put right',
      ...over,
    }),
  ];
}

/** The night of the pictures with a dozen incidents. The dead switch at ams1 is in none of them yet. */
export const incidentsList = (now: number): Snapshot => ({ ...designNight(now), incidents: [...aDozen(now)] });
