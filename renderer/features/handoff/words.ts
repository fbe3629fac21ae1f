// Pure: the words of a hand-over on screen.
import type { BriefingSectionId } from '../../../electron/contract/model/briefing.ts';
import type { Handoff, HandoffShift, HandoffState, HandoffSummary } from '../../../electron/contract/model/handoff.ts';
import { localZoneName } from '../../lib/local-time.ts';
import { clock, clockShort, day, duration, localZone } from '../../lib/time.ts';
import { wallHour } from '../../lib/zone-days.ts';

const NBSP = '\u00a0';
const DAY = 86_400_000;

export const STATE_WORDS = {
  draft: 'draft',
  ready: 'ready',
  accepted: 'accepted',
  'accepted-with-questions': 'accepted with questions',
  declined: 'declined',
  superseded: 'superseded',
} as const satisfies Record<HandoffState, string>;

/** 'Night A to Early B'. */
export const titleOf = ({
  shift,
  next,
}: {
  readonly shift: HandoffShift;
  readonly next: HandoffShift | null;
}): string => (next === null ? shift.name : `${shift.name} to ${next.name}`);

/** 'Handoff 2026-11-20': by the day on which it is handed over, UTC. */
export const nameOf = ({ shift }: Pick<HandoffSummary, 'shift'>): string =>
  `Handoff ${new Date(shift.to).toISOString().slice(0, 10)}`;

/** '22:00 to 06:00 UTC'. */
export const spanOf = (shift: HandoffShift | null): string =>
  shift === null ? '' : `${clockShort(shift.from)} to ${clockShort(shift.to)} UTC`;

/** The state with its moment: 'ready, frozen 05:48:02 UTC'. */
export function stateLine(handoff: Handoff): string {
  const { state, readyAt, endedAt } = handoff;
  if (state === 'draft') return 'draft';
  if (state === 'ready') return readyAt === null ? 'ready' : `ready, frozen ${clock(readyAt)} UTC`;
  return endedAt === null ? STATE_WORDS[state] : `${STATE_WORDS[state]} ${day(endedAt)} ${clockShort(endedAt)} UTC`;
}

/** Who has what is open: the outgoing person, until it is accepted. */
export const ownershipOf = ({ state, outgoing, incoming }: HandoffSummary): string =>
  state === 'accepted' || state === 'accepted-with-questions'
    ? `ownership went to ${incoming}`
    : `ownership stays with ${outgoing}`;

/** 'e7c1…5d20'. */
export const shortHash = (hash: string): string => (hash.length <= 12 ? hash : `${hash.slice(0, 4)}…${hash.slice(-4)}`);

/** '06:30'; on another day 'Sat 06:30', further on '26 Nov 06:30'. UTC. */
export function nextWhen(at: number, now: number): string {
  const days = Math.floor(at / DAY) - Math.floor(now / DAY);
  if (days === 0) return clockShort(at);
  const [weekday, date, month] = day(at).split(' ');
  return Math.abs(days) < 7 ? `${weekday} ${clockShort(at)}` : `${date} ${month} ${clockShort(at)}`;
}

/** All there is to a bare clock time: 'Fri 20 Nov 06:30 UTC, 07:30 Amsterdam, in 36 min'. */
export function wholeTime(at: number, now: number): string {
  const zone = localZoneName();
  const here = zone === 'UTC' ? '' : `, ${wallHour(at, zone)} ${localZone(at).place}`;
  const away = at >= now ? `in ${duration(at - now)}` : `${duration(now - at)} ago`;
  return `${day(at)} ${clockShort(at)} UTC${here}, ${away}`;
}

/** An age to glance at: '40 s', '4 min', '3 h', '2 d'. */
export function age(ms: number): string {
  const value = Math.max(0, ms);
  if (value < 60_000) return `${Math.floor(value / 1_000)}${NBSP}s`;
  if (value < 3_600_000) return `${Math.floor(value / 60_000)}${NBSP}min`;
  return value < DAY ? `${Math.floor(value / 3_600_000)}${NBSP}h` : `${Math.floor(value / DAY)}${NBSP}d`;
}

/** Short names of the sections, for the list beside the items. */
export const SECTION_SHORT = {
  incidents: 'Open incidents',
  states: 'Bad hosts and checks',
  runs: 'Runs',
  held: 'Acknowledgements, mutes',
  maintenance: 'Maintenance',
  noisy: 'Flapping, blind spots',
  capacity: 'Capacity, backups',
  resolved: 'Resolved',
  promises: 'Promises',
  contacts: 'Contacts',
  figures: 'Figures',
} as const satisfies Record<BriefingSectionId, string>;
