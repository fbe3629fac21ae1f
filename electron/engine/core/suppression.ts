// What people are told, and why not. Two questions, asked whenever anything changed: is there news compared with what
// people were told last (`tell`), and does a reason hold it back (`hold`)? News that is held stays news, so a suppressed
// problem is looked at again when the reason ends, by asking again, and told if it is still there.
// Source: spec monitoring, "Suppression" and the traces; Alertmanager's stages for the shape.
import {
  type Acknowledgement,
  HOLD_REASONS,
  type Hold,
  type HoldReason,
  type ProblemStatus,
} from '../../contract/model/problem.ts';
import type { Reach, StateType } from '../../contract/model/state.ts';

export type AlertKind = 'problem' | 'change' | 'recovery' | 'flapping-start' | 'flapping-stop';

/**
 * What people believe of a check (or, of an alive check, of its host), from what they were told. Plain JSON, kept per check
 * and not per problem: a recovery that was held back outlives its problem.
 */
export interface Told {
  /** The status they were told last; null when they think it is fine. */
  readonly status: ProblemStatus | null;
  /** They were told that it flaps, and not that it stopped. */
  readonly flapping: boolean;
}

/** What is: `status` by the last result, soft or hard (see `currentStatus` in problem.ts). */
export interface News {
  readonly status: ProblemStatus | 'ok' | 'pending';
  readonly flapping: boolean;
}

/** Nobody was told anything. */
export const NOTHING_TOLD: Told = Object.freeze({ status: null, flapping: false });

/**
 * The alert that would bring people up to date, or null when they are. The start and the end of flapping come first: one
 * alert each. A recovery is news only to those who were told of a problem, a repeated status to nobody.
 */
export function tell(told: Told, now: News): AlertKind | null {
  if (now.flapping !== told.flapping) return now.flapping ? 'flapping-start' : 'flapping-stop';
  if (now.status === 'pending') return null;
  if (now.status === 'ok') return told.status === null ? null : 'recovery';
  if (told.status === null) return 'problem';
  return told.status === now.status ? null : 'change';
}

/** What people believe after an alert of this kind went out. */
export function afterTelling(told: Told, kind: AlertKind, now: News): Told {
  switch (kind) {
    case 'problem':
    case 'change':
      return { ...told, status: now.status === 'ok' || now.status === 'pending' ? null : now.status };
    case 'recovery':
      return { ...told, status: null };
    case 'flapping-start':
      return { ...told, flapping: true };
    case 'flapping-stop':
      return { ...told, flapping: false };
    default:
      return kind satisfies never;
  }
}

/** Somebody or something that holds, by the name people know it by, and until when (epoch ms) where that is known. */
export interface Holder {
  readonly by: string;
  readonly until?: number;
  /** Id of the window or mute, to go there. */
  readonly ref?: string;
}

export interface HoldFacts {
  /** What there is to tell. */
  readonly kind: AlertKind;
  /** Now, epoch ms: an acknowledgement may have run out. */
  readonly at: number;
  /** Whether it is the host's alive check: then the alert is about the host itself. */
  readonly alive: boolean;
  readonly type: StateType;
  readonly hostName: string;
  readonly hostReach: Reach;
  /** Name of the host that stands in the way while `hostReach` is unreachable. */
  readonly because: string | null;
  /** The check's mark: what is known of it was seen while its host was not up. */
  readonly hostDown: boolean;
  /** The monitor has lost its own network, or is finding out whether it has: its beacons' names. */
  readonly isolated: Holder | null;
  readonly maintenance: Holder | null;
  readonly muted: Holder | null;
  readonly ack: Acknowledgement | null;
  /** The check this one depends on, while that has a hard problem. */
  readonly parentCheck: Holder | null;
  readonly flapping: boolean;
  /** The calendar, while it is outside its hours. */
  readonly outsideHours: Holder | null;
  /** What was asked and has not answered yet: parents of the host (rule 8: "the alert waits for that"), parent checks. */
  readonly verifying: Holder | null;
}

const held =
  (reason: HoldReason, of: (facts: HoldFacts) => Holder | null) =>
  (facts: HoldFacts): Hold | null => {
    const holder = of(facts);
    return holder && { reason, ...holder };
  };

const aboutFlapping = (facts: HoldFacts): boolean => facts.kind === 'flapping-start' || facts.kind === 'flapping-stop';

/**
 * One stage per reason; they are gone through in the order of HOLD_REASONS, the specification's, and the first that
 * holds is the answer. Each ends by itself, and whoever ends it has the news judged again (services/monitoring.ts):
 *
 *   soft, flapping                       the check's own next results
 *   host-down, unreachable               the host turns, or its checks are seen anew
 *   isolated                             the beacons answer
 *   maintenance, muted, outside-hours    the clock, at `until`; or somebody changes them
 *   acknowledged                         the clock, a new status, or somebody releases it
 *   parent-check                         the parent check's problem ends
 *   verifying                            what was asked answers
 *
 * 'verifying' stands last: it passes in seconds and says nothing about the problem, so it is only the answer when the
 * alert would go out this moment. Any other reason tells an operator more, and need not wait for the parents.
 */
const STAGES: Readonly<Record<HoldReason, (facts: HoldFacts) => Hold | null>> = {
  // Flapping is made of soft states as much as of hard ones: its news does not wait for a hard one.
  soft: (facts) => (facts.type === 'soft' && !aboutFlapping(facts) ? { reason: 'soft' } : null),
  'host-down': (facts) => {
    // The host's own alert is not held back by the host being down: it says so.
    if (facts.alive || facts.hostReach === 'unreachable') return null;
    return facts.hostReach === 'down' || facts.hostDown ? { reason: 'host-down', by: facts.hostName } : null;
  },
  unreachable: (facts) =>
    facts.hostReach === 'unreachable' ? { reason: 'unreachable', by: facts.because ?? facts.hostName } : null,
  isolated: held('isolated', (facts) => facts.isolated),
  maintenance: held('maintenance', (facts) => facts.maintenance),
  muted: held('muted', (facts) => facts.muted),
  acknowledged: (facts) => {
    // Whoever took it in hand wants to hear that it is over.
    if (facts.ack === null || facts.kind === 'recovery') return null;
    const { by, expiresAt } = facts.ack;
    if (expiresAt === null) return { reason: 'acknowledged', by };
    return expiresAt > facts.at ? { reason: 'acknowledged', by, until: expiresAt } : null;
  },
  'parent-check': held('parent-check', (facts) => facts.parentCheck),
  flapping: (facts) => (facts.flapping && !aboutFlapping(facts) ? { reason: 'flapping' } : null),
  'outside-hours': held('outside-hours', (facts) => facts.outsideHours),
  verifying: held('verifying', (facts) => facts.verifying),
};

/** The first reason that holds this alert back, with who or what is behind it; null: it goes out now. */
export function hold(facts: HoldFacts): Hold | null {
  for (const reason of HOLD_REASONS) {
    const found = STAGES[reason](facts);
    if (found) return found;
  }
  return null;
}
