// Pure: the words for a problem that more than one screen says: why nobody was told, who has it, how sure it is.
import type { Acknowledgement, Hold, HoldReason, Problem } from '../../electron/contract/model/problem.ts';
import type { CheckState } from '../../electron/contract/model/state.ts';
import { clockShort, day, duration, when } from '../lib/time.ts';

const DAY = 86_400_000;

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
  'outside-hours': 'outside notification hours',
  verifying: 'being verified',
};

/** The same with the holder in it: "behind ams1-sw1", "maintenance 'Core upgrade'". */
const HELD_BY: Readonly<Record<HoldReason, (by: string) => string>> = {
  soft: () => 'still soft',
  'host-down': (by) => `${by} is down`,
  unreachable: (by) => `behind ${by}`,
  isolated: (by) => `monitor isolated, it cannot see ${by}`,
  maintenance: (by) => `maintenance '${by}'`,
  muted: (by) => `muted by ${by}`,
  acknowledged: (by) => `acknowledged by ${by}`,
  'parent-check': (by) => `${by} fails`,
  flapping: () => 'it flaps',
  'outside-hours': (by) => `outside notification hours '${by}'`,
  verifying: (by) => `${by} is checked first`,
};

/** "until 04:00 (in 1 h 12 min)", with its day when that is not today's. Epoch ms, words in UTC. */
export function untilWords(until: number, now: number): string {
  const sameDay = Math.floor(until / DAY) === Math.floor(now / DAY);
  const at = sameDay ? clockShort(until) : `${day(until)} ${clockShort(until)}`;
  return until > now ? `until ${at} (in ${duration(until - now)})` : `until ${at}, just over`;
}

/** Why and by whom, without until when: "maintenance 'Core upgrade' CHG0031337". `change` is that of the window. */
export function holdWords({ reason, by }: Hold, change = ''): string {
  const why = by ? HELD_BY[reason](by) : HOLD_WORDS[reason];
  return change === '' ? why : `${why} ${change}`;
}

/** "behind ams1-sw1", "muted by okafor until 03:30 (in 12 min 04 s)". `now` and ends in epoch ms, words in UTC. */
export function heldWords(hold: Hold, now: number, change = ''): string {
  const why = holdWords(hold, change);
  return hold.until === undefined ? why : `${why} ${untilWords(hold.until, now)}`;
}

/** What keeps people from being told; an acknowledgement is said beside its person, and is none. */
export const heldBack = ({ held }: Problem): Hold | null => (held && held.reason !== 'acknowledged' ? held : null);

/** When people were told, or why they were not: "02:31:08", "held: behind ams1-sw1", "not yet". */
export function toldCell(problem: Problem, now: number, change = ''): string {
  const hold = heldBack(problem);
  if (hold) return `held: ${heldWords(hold, now, change)}`;
  if (problem.toldAt !== null) return when(problem.toldAt, now);
  return problem.held ? 'not told' : 'not yet';
}

/** The same where no heading says what it is about: "told 02:31:08", "not told yet". */
export function toldOrHeld(problem: Problem, now: number, change = ''): string {
  const words = toldCell(problem, now, change);
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
