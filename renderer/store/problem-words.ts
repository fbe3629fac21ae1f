// Pure: the words for a problem that more than one screen says: why nobody was told, who has it, how sure it is.
import type { Acknowledgement, Hold, HoldReason, Problem } from '../../electron/contract/model/problem.ts';
import type { CheckState } from '../../electron/contract/model/state.ts';
import { when } from '../lib/time.ts';

/** Why an alert is held back, in a word or two. */
export const HOLD_WORDS: Readonly<Record<HoldReason, string>> = {
  soft: 'still soft',
  'host-down': 'host is down',
  unreachable: 'unreachable',
  isolated: 'monitor isolated',
  maintenance: 'maintenance',
  muted: 'muted',
  acknowledged: 'acknowledged',
  'parent-check': 'parent check',
  flapping: 'flapping',
  'outside-hours': 'outside hours',
  verifying: 'being verified',
};

/** The same with the holder in it: "unreachable, behind ams1-sw1". */
const HELD_BY: Readonly<Record<HoldReason, (by: string) => string>> = {
  soft: () => 'still soft',
  'host-down': (by) => `${by} is down`,
  unreachable: (by) => `unreachable, behind ${by}`,
  isolated: (by) => `the monitor cannot see ${by}`,
  maintenance: (by) => `maintenance, ${by}`,
  muted: (by) => `muted by ${by}`,
  acknowledged: (by) => `acknowledged by ${by}`,
  'parent-check': (by) => `${by} fails`,
  flapping: () => 'it flaps',
  'outside-hours': (by) => `outside hours, ${by}`,
  verifying: (by) => `${by} is checked first`,
};

/** "unreachable, behind ams1-sw1", "maintenance, kernel patching, until 04:00:00". `now` and ends in epoch ms, words in UTC. */
export function heldWords({ reason, by, until }: Hold, now: number): string {
  const why = by ? HELD_BY[reason](by) : HOLD_WORDS[reason];
  return until === undefined ? why : `${why}, until ${when(until, now)}`;
}

/** When people were told, or why they were not: "02:31:08", "held: unreachable, behind ams1-sw1", "not yet". */
export function toldCell({ held, toldAt }: Problem, now: number): string {
  // An acknowledgement is said beside its person.
  if (held && held.reason !== 'acknowledged') return `held: ${heldWords(held, now)}`;
  if (toldAt !== null) return when(toldAt, now);
  return held ? 'not told' : 'not yet';
}

/** The same where no heading says what it is about: "told 02:31:08", "not told yet". */
export function toldOrHeld(problem: Problem, now: number): string {
  const words = toldCell(problem, now);
  if (words.startsWith('held') || words === 'not told') return words;
  return problem.toldAt === null ? 'not told yet' : `told ${words}`;
}

/** "DIMM B2 ordered, until recovery": why somebody has it, and until when. */
export function ackWords({ reason, expiresAt, sticky }: Acknowledgement, now: number): string {
  if (expiresAt !== null) return `${reason}, until ${when(expiresAt, now)}`;
  return `${reason}, until ${sticky ? 'recovery' : 'it changes'}`;
}

/** "H 3/3", "S 2/3": hard or soft, and the how-manieth try of how many. */
export const attemptWords = (state: CheckState | undefined, maxAttempts: number | undefined): string =>
  state ? `${state.type === 'hard' ? 'H' : 'S'} ${state.attempt}/${maxAttempts ?? state.attempt}` : '';
