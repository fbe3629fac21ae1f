// Pure: the words for an incident that more than one screen says: how its promises stand, who has it, what it waits for.
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { IncidentStatus, WaitsFor } from '../../electron/contract/model/incident-rules.ts';
import type { ClockKind, SlaClock } from '../../electron/contract/model/sla.ts';
import { duration } from '../lib/time.ts';
import { clockNow } from './sla.ts';

export const CLOCK_NAMES: Readonly<Record<ClockKind, string>> = {
  acknowledge: 'Acknowledge',
  resolve: 'Resolve',
  update: 'Update',
};

export const WAITS_FOR_WORDS: Readonly<Record<WaitsFor, string>> = {
  vendor: 'a vendor',
  caller: 'a caller',
  other: 'something else',
};

/** "15 min", "4 h": a span without its empty small unit. */
export const targetWords = (ms: number): string => duration(ms).replace(/ 00\D*$/, '');

/**
 * How a promise stands: "13 min 14 s left of 15 min", "MISSED by 4 min 02 s", "kept in 2 min 32 s", "paused 3 h 10 min".
 * `heldSince` is since when the incident waits for somebody else, epoch ms; null while it does not.
 */
export function clockWords(clock: SlaClock, now: number, heldSince: number | null): string {
  const { state, leftMs, elapsedMs } = clockNow(clock, now);
  switch (state) {
    case 'running':
    case 'at-risk': {
      const left = `${duration(leftMs ?? 0)} left of ${targetWords(clock.targetMs)}`;
      return clock.counting ? left : `${left}, outside its hours`;
    }
    case 'missed':
      return `${clock.endedAt === null ? 'MISSED' : 'missed'} by ${duration(elapsedMs - clock.targetMs)}`;
    case 'kept':
      return `kept, in ${targetWords(elapsedMs)}`;
    case 'paused':
      return heldSince === null ? 'paused' : `paused ${duration(now - heldSince)}`;
    default:
      return state satisfies never;
  }
}

/** Who has it, in a word or two: "M. Okafor", "waiting on vendor", "open, nobody yet". */
export function ownerWords({ status, onHold, roles }: Incident): string {
  if (onHold) return onHold.waitsFor === 'other' ? 'on hold' : `waiting on ${onHold.waitsFor}`;
  if (roles.lead !== '') return roles.lead;
  return status === 'open' ? 'open, nobody yet' : `${status}, no lead`;
}

/** Since when it is known, epoch ms. */
export const detectedAt = ({ milestones, openedAt }: Incident): number =>
  milestones.find(({ kind }) => kind === 'detected')?.at ?? openedAt;

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** How it stands, below its title: "on hold 3 h, waits for a vendor: part arrives Friday", "acknowledged, last word 12 min ago". */
export function standingWords(incident: Incident, now: number): string {
  const { status, onHold, lastWordAt } = incident;
  if (onHold) {
    const waits = `on hold ${duration(now - onHold.since)}, waits for ${WAITS_FOR_WORDS[onHold.waitsFor]}`;
    return `${status}, ${waits}: ${firstLine(onHold.reason)}`;
  }
  if (status === 'closed') {
    if (incident.mergedInto !== null) return 'closed: it went into another incident';
    return ['closed', firstLine(incident.resolution)].filter(Boolean).join(': ');
  }
  if (status === 'cancelled') return 'cancelled: a false alarm';
  const who = status === 'open' ? 'open, nobody has acknowledged it' : status;
  // Opening it counts as a word for the promise of updates; nobody has written one yet.
  const said = lastWordAt > incident.openedAt ? `last word ${duration(now - lastWordAt)} ago` : 'nothing said yet';
  return `${who}, ${said}`;
}

/** How many of its problems are still open. */
export const openProblems = ({ problems }: Incident): number =>
  problems.filter(({ closedAt }) => closedAt === null).length;

/** Follow-ups nobody has done yet, and how many of them are past their day (`today` as '2026-12-01'). */
export function followUpsDue({ followUps }: Incident, today: string): { readonly open: number; readonly late: number } {
  const open = followUps.filter(({ doneAt }) => doneAt === null);
  return { open: open.length, late: open.filter(({ dueOn }) => dueOn !== '' && dueOn < today).length };
}

const NEXT: Readonly<Record<IncidentStatus, IncidentStatus>> = {
  open: 'acknowledged',
  acknowledged: 'mitigated',
  mitigated: 'resolved',
  resolved: 'closed',
  closed: 'open',
  cancelled: 'open',
};

/** The status that usually comes next; of one that is over, being open again. */
export const nextStatus = ({ status }: Pick<Incident, 'status'>): IncidentStatus => NEXT[status];

/** "Acknowledge", "To mitigated", "Re-open": what going on to a status is called. 'Cancel' would close a dialog. */
export function moveWords({ status }: Pick<Incident, 'status'>, to: IncidentStatus): string {
  if (to === 'open') return 'Re-open';
  if (to === 'acknowledged' && status === 'open') return 'Acknowledge';
  if (to === 'cancelled') return 'False alarm';
  return to === 'closed' ? 'Close' : `To ${to}`;
}
