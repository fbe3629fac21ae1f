// A shift in which nothing is, and a problem to put into it.
import type { CheckId, HostId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { BriefingFacts, ProblemFact } from '../../electron/engine/core/briefing-facts.ts';

export const ASOF = Date.UTC(2026, 10, 20, 5, 54);
export const HOUR = 3_600_000;
export const FROM = ASOF - 8 * HOUR;

export const hostId = (n: number) => `h${n}` as HostId;
/** The first check of a host says whether it is up. */
export const checkId = (host: number, n: number) => `h${host}c${n}` as CheckId;

const none = { count: 0, names: [] };

/** A shift in which nothing is. */
export const QUIET: BriefingFacts = {
  from: FROM,
  asOf: ASOF,
  until: ASOF + 8 * HOUR,
  incidents: [],
  problems: [],
  flapping: [],
  noisy: [],
  backups: [],
  mutes: [],
  windows: [],
  escalations: [],
  runs: [],
  blind: {
    troubles: [],
    gaps: [],
    hostKeys: [],
    vaultLocked: false,
    neverRan: none,
    unknown: none,
    hostsWithoutCheck: none,
    hostsOff: none,
    checksOff: none,
  },
  forecasts: [],
  forecastsAt: ASOF,
  deliveries: { dead: [], queued: 0, oldestQueuedAt: null },
  endedIncidents: [],
  endedProblems: [],
  contacts: [],
  onCall: [],
  nameOf: (id) => id,
};

/** Check n of a host; the first says whether the host is up. */
export function problemOf(
  host: number,
  n: number,
  part: Partial<Problem> = {},
  more: Partial<ProblemFact> = {},
): ProblemFact {
  const problem: Problem = {
    id: `p-${host}-${n}` as ProblemId,
    hostId: hostId(host),
    checkId: checkId(host, n),
    status: 'critical',
    severity: 2,
    openedAt: ASOF - HOUR,
    changedAt: ASOF - HOUR,
    toldAt: null,
    held: null,
    because: null,
    ack: null,
    ...part,
  };
  return {
    problem,
    hostId: problem.hostId,
    checkId: problem.checkId,
    host: `host${host}`,
    check: `check${n}`,
    alive: n === 0,
    kind: 'ping',
    flapping: false,
    metric: null,
    muteId: null,
    windowId: null,
    summary: 'said',
    tried: [],
    ...more,
  };
}
