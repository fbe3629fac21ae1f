// Which problem a check has: open while its hard state is not ok, dated from the first bad result.
// Source: spec monitoring, "Words", rules 4, 5, 6 and 8, "Handling" (acknowledgements).
import type { HostId, ProblemId } from '../../contract/model/ids.ts';
import type { Acknowledgement, Hold, Problem, ProblemStatus } from '../../contract/model/problem.ts';
import type { Severity } from '../../contract/model/severity.ts';
import type { CheckState, CheckStatus, Reach } from '../../contract/model/state.ts';
import { isBad } from './check-memory.ts';
import type { Standing } from './reachability.ts';
import type { News } from './suppression.ts';

export interface ProblemFacts {
  /** The id a new problem gets. */
  readonly id: ProblemId;
  /** Now, epoch ms. */
  readonly at: number;
  readonly check: CheckState;
  /** Whether it is its host's alive check. */
  readonly alive: boolean;
  readonly host: Standing;
  /** How bad a status is for this check. */
  readonly severity: (status: ProblemStatus) => Severity;
}

/**
 * A check's status as people speak of it: of an alive check the host's, so critical and unknown become down or, behind
 * something that is down, unreachable.
 */
export function spokenStatus(status: CheckStatus, alive: boolean, reach: Reach): News['status'] {
  if (!alive || (status !== 'critical' && status !== 'unknown')) return status;
  return reach === 'unreachable' ? 'unreachable' : 'down';
}

/** What is, for `tell`: by the last result, soft or hard. */
export function currentStatus(check: CheckState, alive: boolean, reach: Reach): News {
  return { status: spokenStatus(check.status, alive, reach), flapping: check.flapping };
}

/**
 * The problem a check has now; null when it has none (any more). Returns `previous` itself when nothing changed, so that
 * `===` tells whether there is anything to store. A new status has not been told yet (`toldAt` null) and drops a normal
 * acknowledgement; `held` is for the caller to set with `withHold`.
 */
export function nextProblem(previous: Problem | null, facts: ProblemFacts): Problem | null {
  const { check, alive, host, at } = facts;
  if (!isBad(check.hardStatus)) return null;
  const because = causeOf(facts);
  if (previous === null) {
    const status = openStatus(check.hardStatus, alive, host.reach, null);
    return {
      id: facts.id,
      hostId: check.hostId,
      checkId: check.checkId,
      status,
      severity: facts.severity(status),
      openedAt: check.badSince ?? check.hardSince,
      changedAt: at,
      toldAt: null,
      held: null,
      because,
      ack: null,
    };
  }
  const status = openStatus(check.hardStatus, alive, host.reach, previous.status);
  const ack = remainingAck(previous.ack, at, status !== previous.status);
  const severity = facts.severity(status);
  if (status !== previous.status) return { ...previous, status, severity, changedAt: at, toldAt: null, because, ack };
  const same = because === previous.because && ack === previous.ack && severity === previous.severity;
  if (!same) return { ...previous, severity, because, ack };
  return previous;
}

/** An acknowledgement after what happened: gone when it ran out, or when the status changed and it is not sticky. */
export function remainingAck(ack: Acknowledgement | null, at: number, statusChanged: boolean): Acknowledgement | null {
  if (ack === null || (ack.expiresAt !== null && ack.expiresAt <= at)) return null;
  return statusChanged && !ack.sticky ? null : ack;
}

/** The problem with the reason its alert is held back for now; the same object when that is the one it has. */
export function withHold(problem: Problem, hold: Hold | null): Problem {
  const was = problem.held;
  const same =
    was === hold ||
    (was?.reason === hold?.reason && was?.by === hold?.by && was?.until === hold?.until && was?.ref === hold?.ref);
  return same ? problem : { ...problem, held: hold };
}

/** The problem after people were told of its present status. */
export function withTold(problem: Problem, at: number): Problem {
  return { ...problem, toldAt: at, held: null };
}

function openStatus(
  hardStatus: Exclude<CheckStatus, 'ok' | 'pending'>,
  alive: boolean,
  reach: Reach,
  previous: ProblemStatus | null,
): ProblemStatus {
  if (!alive || hardStatus === 'warning') return hardStatus;
  if (reach === 'unreachable' || reach === 'down') return reach;
  // It answers again but has not recovered yet (recoverAfter): nothing new is known, so it stays what it was.
  return previous === 'unreachable' ? previous : 'down';
}

/** A dead parent for a host, the own host for its other checks: while it is not up, and until a check was seen anew. */
function causeOf({ check, alive, host }: ProblemFacts): HostId | null {
  if (alive) return host.reach === 'unreachable' ? host.because : null;
  const behindHost = host.reach === 'down' || host.reach === 'unreachable' || check.hostDown;
  return behindHost ? check.hostId : null;
}
