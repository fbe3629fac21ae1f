// How an incident goes on: open → acknowledged → mitigated → resolved → closed, or cancelled; and back to open, with a
// reason. Skipping forward is allowed: what was skipped has no milestone, and none is made up. Times never decrease.
// (spec: incidents, "Incident" and "Milestones")
import type { IncidentStatus, Milestone, MilestoneKind, WaitsFor } from '../../contract/model/incident.ts';
import { isEnded } from '../../contract/model/incident-rules.ts';
import type { Pause } from '../../contract/model/sla.ts';
import { saidOfFields } from './incident-details.ts';
import { type Act, endedRefusal, futureRefusal, lastMilestone, openingOf, timeRefusal } from './incident-milestones.ts';
import {
  because,
  conflict,
  type IncidentBody,
  invalid,
  type Refused,
  type Ruling,
  type Said,
  unchanged,
  utc,
} from './incident-words.ts';

const FORWARD = [
  'open',
  'acknowledged',
  'mitigated',
  'resolved',
  'closed',
] as const satisfies readonly IncidentStatus[];
type Forward = (typeof FORWARD)[number];

export interface Move {
  readonly status: IncidentStatus;
  /** When it happened, epoch ms; left out: now. */
  readonly at?: number | undefined;
  readonly reason: string;
  /** Left out or '': as it is. */
  readonly resolution?: string | undefined;
  readonly rootCause?: string | undefined;
}

/**
 * On to another status, at `move.at`. The same status again changes nothing. Words about cause and resolution that come with
 * it are changes of their own. A clock that was set back does not stop anybody: what happens now is then dated like the last
 * milestone, never before it.
 */
export function moveTo(row: IncidentBody, move: Move, act: Act): Ruling {
  const last = lastMilestone(row)?.at ?? row.openedAt;
  const at = move.at ?? Math.max(act.now, last);
  const told = withWords(row, move, act.now);
  if (move.status === row.status) return again(told, move, act);
  const refusal = timeRefusal(row, move.at, act.now) ?? stepRefusal(told.after, move);
  if (refusal) return refusal;
  const { after, said } = step(told.after, move, at, act);
  return { after, said: [...told.said, said] };
}

function again(
  told: { readonly after: IncidentBody; readonly said: readonly Said[] },
  move: Move,
  { now }: Act,
): Ruling {
  const { after } = told;
  const since = after.milestones.findLast(({ kind }) => kind === milestoneOf(after.status));
  if (move.at !== undefined && since && move.at !== since.at) {
    return conflict(
      'at',
      `${after.number} is ${after.status} already, since ${utc(since.at)} (${since.source}), and times on record stay; put ${utc(move.at)} into a note`,
    );
  }
  if (move.at !== undefined && move.at > now) return futureRefusal(move.at, now);
  return told;
}

const milestoneOf = (status: IncidentStatus): MilestoneKind =>
  status === 'open' ? 'detected' : status === 'cancelled' ? 'closed' : status;

function stepRefusal(row: IncidentBody, { status, reason }: Move): Refused | null {
  const { number } = row;
  if (row.mergedInto) return conflict('status', `${number} was merged into another one and stays closed; go on there`);
  if (status === 'open') {
    if (row.status === 'acknowledged') {
      return conflict(
        'status',
        `${number} is acknowledged; only what was mitigated, resolved, closed or cancelled can be re-opened`,
      );
    }
    return reason === '' ? invalid('reason', `say why ${number} is open again`) : null;
  }
  if (row.status === 'closed' || row.status === 'cancelled') {
    return conflict('status', `${number} is ${row.status}; re-open it with a reason to change its status`);
  }
  if (status === 'cancelled') return reason === '' ? invalid('reason', 'say why it is a false alarm') : null;
  if (FORWARD.indexOf(status) < FORWARD.indexOf(row.status as Forward)) {
    return conflict(
      'status',
      `${number} is ${row.status}, and does not go back to ${status}; if it is wrong again, re-open it with a reason`,
    );
  }
  return status === 'closed' ? openEnds(row) : null;
}

/** What must be known before it can be closed. 'unknown' is an answer, silence is not. */
function openEnds(row: IncidentBody): Refused | null {
  const missing = (['resolution', 'rootCause'] as const).filter((field) => row[field].trim() === '');
  if (missing.length === 0) return null;
  const message = { resolution: 'say what ended it, or "unknown"', rootCause: 'say what caused it, or "unknown"' };
  return { refused: 'INVALID', fields: missing.map((path) => ({ path, message: message[path] })) };
}

function withWords(row: IncidentBody, { resolution, rootCause }: Move, at: number) {
  const wanted = Object.entries({ resolution, rootCause }).filter(([, words]) => (words ?? '').trim() !== '');
  const after = { ...row, ...Object.fromEntries(wanted) };
  const said = saidOfFields(row, after, at);
  return said.length === 0 ? unchanged(row) : { after, said };
}

function step(row: IncidentBody, { status, reason }: Move, at: number, act: Act) {
  const reopened = status === 'open';
  const opening = openingOf(row) + (reopened ? 1 : 0);
  const kind = milestoneOf(status);
  const milestone: Milestone = { kind, at, source: act.by, opening };
  const ends = reopened || isEnded(status);
  const held = ends && row.onHold ? { ...row, ...endHold(row, at) } : row;
  const after: IncidentBody = {
    ...held,
    status,
    milestones: [...row.milestones, milestone],
    ...(reopened ? { lastWordAt: Math.max(row.lastWordAt, at) } : {}),
  };
  const word = reopened ? 're-opened' : status;
  const over = held === row ? '' : ', no longer on hold';
  const text = `Incident ${word}${over}${because(reason)}`;
  const data = { from: row.status, to: status, at, opening, ...(reason ? { reason } : {}) };
  return { after, said: { kind: 'status', at, text, data } as const };
}

/** Waits for somebody else: no clock runs until `goOn`. Said again with other words, it goes on waiting since then. */
export function hold(
  row: IncidentBody,
  wait: { readonly waitsFor: WaitsFor; readonly reason: string },
  act: Act,
): Ruling {
  const refusal = endedRefusal(row, 'what it waits for');
  if (refusal) return refusal;
  const { waitsFor, reason } = wait;
  if (row.onHold?.waitsFor === waitsFor && row.onHold.reason === reason) return unchanged(row);
  const since = row.onHold?.since ?? act.now;
  // Pauses never overlap, whatever the clock says.
  const from = Math.max(act.now, ...row.pauses.map(({ to }) => to ?? 0));
  const pauses: readonly Pause[] = row.onHold ? row.pauses : [...row.pauses, { from, to: null }];
  const after = { ...row, pauses, onHold: { since, by: act.by, waitsFor, reason } };
  const whom = waitsFor === 'other' ? '' : ` for the ${waitsFor}`;
  const text = `Incident ${row.onHold ? 'still ' : ''}on hold, waiting${whom}${because(reason)}`;
  return { after, said: [{ kind: 'status', at: act.now, text, data: { event: 'on-hold', waitsFor, reason, since } }] };
}

/** Clocks run again. Changes nothing where it is not on hold. */
export function goOn(row: IncidentBody, reason: string, act: Act): Ruling {
  const refusal = endedRefusal(row, 'what it waits for');
  if (refusal) return refusal;
  if (!row.onHold) return unchanged(row);
  const text = `Incident goes on after waiting since ${utc(row.onHold.since)}${because(reason)}`;
  const data = { event: 'going-on', since: row.onHold.since, ...(reason ? { reason } : {}) };
  return { after: { ...row, ...endHold(row, act.now) }, said: [{ kind: 'status', at: act.now, text, data }] };
}

/** What ends with a hold. A pause never ends before it began, whatever the clock says. */
export function endHold({ pauses }: IncidentBody, at: number): Pick<IncidentBody, 'onHold' | 'pauses'> {
  const ended = pauses.map((pause) => (pause.to === null ? { ...pause, to: Math.max(pause.from, at) } : pause));
  return { onHold: null, pauses: ended };
}
