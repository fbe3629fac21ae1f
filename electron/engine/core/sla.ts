// SLA clocks: how an incident stands against what is promised of its severity. (spec: incidents, "SLA clocks"; the oracle is
// ServiceNow's published rules)
//
// - A clock counts from detection, whatever severity there was before: a change of severity starts it anew from there with
//   the other target, and the pauses that were made stay made. What has ended is not judged anew: it was kept, or missed,
//   by what was promised then (`promised` of the incident).
// - It is kept up to and at the very instant at which the target is full, and missed from the next millisecond on. That
//   instant is the first at which the target is full: at the end of Friday's hours, not on Monday morning.
// - What counts is when something was done. A late act leaves a clock missed; one that was done in time and was written down
//   late leaves it kept, and the record shows both times.
// - An incident that is opened again was not resolved: its clock goes on from detection, and the time in which it was over
//   counts as a pause. To have acknowledged it once stays acknowledged.
import type { Incident, Milestone } from '../../contract/model/incident.ts';
import {
  CLOCK_KINDS,
  type ClockKind,
  type Pause,
  type Promised,
  type SlaClock,
  type SlaPromise,
  type SlaTargets,
  targetsOf,
} from '../../contract/model/sla.ts';
import type { Stretch } from './business-hours.ts';
import { countedFrom, instantAfter, isPaused, riskMs } from './sla-time.ts';

/** What the clocks of an incident are made from. */
export type Timed = Pick<
  Incident,
  'status' | 'severity' | 'openedAt' | 'milestones' | 'pauses' | 'lastWordAt' | 'mergedInto' | 'promised'
>;

/** From when a clock counts, when it ended (epoch ms, null: it has not), and when it stood still. */
interface Course {
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly pauses: readonly Pause[];
}

/**
 * The clocks of an incident as they stand at `at`, epoch ms. None of one that was a false alarm, or went into another,
 * whose promise it is then; none where nothing is promised.
 */
export function clocksOf(incident: Timed, promise: SlaPromise, at: number): readonly SlaClock[] {
  if (incident.status === 'cancelled' || incident.mergedInto !== null) return [];
  const now = targetsOf(promise, incident.severity);
  return CLOCK_KINDS.flatMap((kind) => {
    const course = courseOf(kind, incident);
    if (!course) return [];
    const held = course.endedAt === null ? undefined : incident.promised?.[kind];
    const promised = held === undefined ? promisedOf(kind, now) : held;
    return promised ? [clockAt(kind, promised, course, at)] : [];
  });
}

/** When the clocks will next stand otherwise than by mere counting, if nobody does anything, epoch ms; Infinity: never. */
export function nextBoundary(incident: Timed, clocks: readonly SlaClock[], at: number): number {
  const ahead = clocks.flatMap((clock) => {
    if (clock.endedAt !== null) return [];
    const pauses = courseOf(clock.kind, incident)?.pauses ?? [];
    // Kept at the instant it is due: that it is missed is so a millisecond later.
    const moments = [clock.startedAt, clock.atRiskAt ?? 0, clock.dueAt === null ? 0 : clock.dueAt + 1];
    for (const { from, to } of countedFrom({ hours: clock.hours, pauses }, Math.max(at, clock.startedAt))) {
      moments.push(from, to);
      if (from > at) break;
    }
    return moments.filter((moment) => moment > at);
  });
  return Math.min(...ahead, Number.POSITIVE_INFINITY);
}

/** What is promised of a clock; null: nothing. */
export function promisedOf(kind: ClockKind, { hours, ...targets }: SlaTargets): Promised | null {
  const targetMs = targets[`${kind}Ms`];
  return targetMs === null ? null : { targetMs, hours };
}

function clockAt(kind: ClockKind, { targetMs, hours }: Promised, course: Course, at: number): SlaClock {
  const { startedAt, endedAt } = course;
  const until = endedAt ?? at;
  const pauses = endedAt === null ? course.pauses : untilEnd(course.pauses, endedAt);
  const counting = { hours, pauses };
  const dueAt = instantAfter(counting, startedAt, targetMs);
  const isMissed = dueAt !== null && until > dueAt;
  const isStill = endedAt === null && isPaused(pauses, at);
  const { elapsedMs, isOpen } = countUntil(countedFrom(counting, startedAt), until);
  const hidden = isStill && !isMissed;
  return {
    kind,
    targetMs,
    hours,
    startedAt,
    state: isMissed ? 'missed' : endedAt !== null ? 'kept' : isStill ? 'paused' : 'running',
    dueAt: hidden ? null : dueAt,
    atRiskAt: hidden ? null : instantAfter(counting, startedAt, riskMs(targetMs)),
    elapsedMs,
    asOf: at,
    counting: endedAt === null && isOpen,
    endedAt,
  };
}

/** What came after the end moves nothing any more. */
const untilEnd = (pauses: readonly Pause[], endedAt: number): readonly Pause[] =>
  pauses.map(({ from, to }) => ({ from, to: Math.min(to ?? endedAt, endedAt) }));

/** Counted time until `until`, ms, and whether it counts at that instant. */
function countUntil(stretches: Iterable<Stretch>, until: number) {
  let elapsedMs = 0;
  for (const { from, to } of stretches) {
    if (from > until) break;
    if (until < to) return { elapsedMs: elapsedMs + until - from, isOpen: true };
    elapsedMs += to - from;
  }
  return { elapsedMs, isOpen: false };
}

/** When a clock of an incident ended, epoch ms; null: it has not, or it has none. */
export const endOf = (kind: ClockKind, incident: Timed): number | null => courseOf(kind, incident)?.endedAt ?? null;

/** Null: there is no such clock, at this point. */
function courseOf(kind: ClockKind, incident: Timed): Course | null {
  const { milestones, openedAt, lastWordAt } = incident;
  const startedAt = milestones.find((one) => one.kind === 'detected' && one.opening === 1)?.at ?? openedAt;
  const pauses = [...incident.pauses, ...whileOver(milestones)];
  const isOver = incident.status === 'resolved' || incident.status === 'closed';
  switch (kind) {
    case 'acknowledge': {
      const endedAt = milestones.find((one) => STEPS.includes(one.kind))?.at ?? null;
      return { startedAt, endedAt, pauses };
    }
    case 'resolve':
      return { startedAt, endedAt: isOver ? (lastEnd(milestones)?.at ?? openedAt) : null, pauses };
    case 'update':
      // Nobody waits for a word about what is over.
      return isOver ? null : { startedAt: lastWordAt, endedAt: null, pauses };
    default:
      return kind satisfies never;
  }
}

/** Whoever does one of these has seen it. */
const STEPS: readonly Milestone['kind'][] = ['acknowledged', 'mitigated', 'resolved', 'closed'];

const isEnd = ({ kind }: Milestone): boolean => kind === 'resolved' || kind === 'closed';

/** When it was over in its last opening: resolved, or closed where that was skipped. */
function lastEnd(milestones: readonly Milestone[]): Milestone | undefined {
  const last = milestones.findLast(isEnd);
  return milestones.find((one) => isEnd(one) && one.opening === last?.opening);
}

/** From each end to the opening that followed it. An impact that was learned late opens nothing. */
function whileOver(milestones: readonly Milestone[]): readonly Pause[] {
  return milestones.flatMap((again, place) => {
    const isFirst = !milestones.slice(0, place).some((one) => one.kind !== 'impact' && one.opening === again.opening);
    if (again.kind === 'impact' || again.opening === 1 || !isFirst) return [];
    const from = milestones.find((one) => isEnd(one) && one.opening === again.opening - 1)?.at;
    return from === undefined ? [] : [{ from, to: again.at }];
  });
}
