// Pure: where an incident can go on to from where it stands, and what that asks for.
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { INCIDENT_STATUSES, type IncidentStatus, isEnded } from '../../../electron/contract/model/incident-rules.ts';
import { IN_THE_FUTURE, NOT_A_TIME, parsePast } from './past-time.ts';

export interface MoveText {
  readonly to: IncidentStatus;
  /** As typed; '' is now. */
  readonly at: string;
  readonly reason: string;
  readonly resolution: string;
  readonly rootCause: string;
}

/** Ahead in their order; back only to 'open', by re-opening; 'cancelled' last, until it is over. */
export function movesFrom(status: IncidentStatus): readonly IncidentStatus[] {
  if (isEnded(status)) return ['open'];
  const at = INCIDENT_STATUSES.indexOf(status);
  const ahead = INCIDENT_STATUSES.slice(at + 1).filter((each) => each !== 'cancelled');
  const back: readonly IncidentStatus[] = status === 'mitigated' || status === 'resolved' ? ['open'] : [];
  return [...ahead, ...back, 'cancelled'];
}

/** Re-opening and cancelling say why. */
export const wantsReason = (to: IncidentStatus): boolean => to === 'open' || to === 'cancelled';

/** What is wrong with it before it is sent. */
export function wrongMove(text: MoveText, now: number): readonly { readonly path: string; readonly message: string }[] {
  const at = text.at.trim() === '' ? now : parsePast(text.at, now);
  const closes = text.to === 'closed';
  const empty = (words: string): boolean => words.trim() === '';
  return [
    ...(at === null ? [{ path: 'at', message: NOT_A_TIME }] : []),
    ...(at !== null && at > now ? [{ path: 'at', message: IN_THE_FUTURE }] : []),
    ...(wantsReason(text.to) && empty(text.reason) ? [{ path: 'reason', message: 'say why' }] : []),
    ...(closes && empty(text.resolution)
      ? [{ path: 'resolution', message: 'say what put it right, or that it is unknown' }]
      : []),
    ...(closes && empty(text.rootCause)
      ? [{ path: 'rootCause', message: 'say what caused it, or that it is unknown' }]
      : []),
  ];
}

/** The call: a time only when one was typed, the closing words only when it is closed. */
export function moveInput(incidentId: Incident['id'], text: MoveText, now: number) {
  const { to: status, reason, resolution, rootCause } = text;
  const at = text.at.trim() === '' ? null : parsePast(text.at, now);
  return {
    incidentId,
    status,
    reason,
    ...(at === null ? {} : { at }),
    ...(status === 'closed' ? { resolution, rootCause } : {}),
  };
}
