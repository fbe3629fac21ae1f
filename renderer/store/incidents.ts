// Derived from the incidents of the world: which ones stand, which is worst, what each promised next, and which incident
// a problem is in. Types alone from the contract, so that the first picture loads no schemas.
import type { IncidentId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { isEnded } from '../../electron/contract/model/incident-rules.ts';
import type { SlaClock } from '../../electron/contract/model/sla.ts';
import { openDialog } from './dialogs.ts';
import { goTo } from './route.ts';
import { derived } from './select.ts';
import { clockNow } from './sla.ts';
import { useWorld, type World } from './world.ts';

/** Something is still to be done about it. */
export const isStanding = ({ status }: Incident): boolean => !isEnded(status);

/**
 * The promise to look at: of those that still run the one that is (or was) due first, then one that is paused, then the
 * one that ended last. Null where nothing was promised.
 */
export function nextClock({ clocks }: Incident): SlaClock | null {
  const rank = (clock: SlaClock): number => {
    if (clock.endedAt !== null) return Number.MAX_SAFE_INTEGER - clock.endedAt;
    return clock.dueAt ?? Number.MAX_SAFE_INTEGER / 4;
  };
  return clocks.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** Whether a promise is broken at `now` (epoch ms) and what it was about is still not done. */
export const isMissing = ({ clocks }: Incident, now: number): boolean =>
  clocks.some((clock) => clock.endedAt === null && clockNow(clock, now).state === 'missed');

/** Nobody has it yet, or a promise is broken: it is drawn filled. */
export const isUnhandled = (incident: Incident, now: number): boolean =>
  isStanding(incident) && (incident.status === 'open' || isMissing(incident, now));

/** Worst first: by severity, then by what is due first, then the oldest. */
export function byUrgency(a: Incident, b: Incident): number {
  const due = (incident: Incident): number => {
    const clock = nextClock(incident);
    return clock?.endedAt === null ? (clock.dueAt ?? Number.MAX_SAFE_INTEGER) : Number.MAX_SAFE_INTEGER;
  };
  return a.severity - b.severity || due(a) - due(b) || a.openedAt - b.openedAt || (a.number < b.number ? -1 : 1);
}

/** Those that stand, worst first. */
export const selectStanding: (world: World) => readonly Incident[] = derived(
  (world) => [world.incidents],
  (incidents) => [...incidents.values()].filter(isStanding).toSorted(byUrgency),
);

/** The standing incident each problem is in; of several the one that was opened last. */
export const selectIncidentOf: (world: World) => ReadonlyMap<ProblemId, Incident> = derived(
  (world) => [world.incidents],
  (incidents) => {
    const byProblem = new Map<ProblemId, Incident>();
    for (const incident of [...incidents.values()].filter(isStanding).toSorted((a, b) => a.openedAt - b.openedAt)) {
      for (const { problemId } of incident.problems) byProblem.set(problemId, incident);
    }
    return byProblem;
  },
);

export const useStanding = () => useWorld(selectStanding);

/** Number of the standing incident a problem is in; '' where there is none. */
export const useIncidentNumber = (problemId: ProblemId | null): string =>
  useWorld((world) => (problemId ? (selectIncidentOf(world).get(problemId)?.number ?? '') : ''));

export const goToIncident = (incidentId: IncidentId, seq?: number): void =>
  goTo({ screen: 'incident', incidentId, ...(seq === undefined ? {} : { seq }) });

/** What `i` does: to the incident these problems are in already, else to the form that opens one. */
export function openIncidentAbout(problemIds: readonly ProblemId[]): void {
  const incidents = selectIncidentOf(useWorld.getState());
  const found = new Set(problemIds.map((id) => incidents.get(id)?.id));
  const [only] = found;
  if (found.size === 1 && only !== undefined) goToIncident(only);
  else openDialog({ type: 'incident-form', problemIds });
}
