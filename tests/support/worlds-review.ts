// A floor with shifts behind it, and the last of them handed over: for the review of a shift.
import type { Briefing } from '../../electron/contract/model/briefing.ts';
import type { ItemWords } from '../../electron/contract/model/handoff.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { scriptHandoffs } from './scripted-engine-handoffs.ts';
import { designNight } from './worlds-design-night.ts';
import { nightItems } from './worlds-handoff-items.ts';
import { madeBriefing, madePast } from './worlds-handoff-parts.ts';
import { madeOnCall } from './worlds-on-call.ts';
import { madePeople, madeShifts } from './worlds-shifts.ts';

export function reviewNight(now: number): Snapshot {
  const briefing = madeBriefing(now, nightItems(now));
  const past = madePast(now, briefing).map((one, at) => (at === 0 ? { ...one, items: saidOf(briefing, now) } : one));
  scriptHandoffs({ live: (at) => madeBriefing(at, nightItems(now)), standing: null, past });
  return {
    ...designNight(now),
    onCall: { ...madeOnCall(now), people: madePeople() },
    shifts: madeShifts(now),
  };
}

const SAID: readonly (readonly [next: string, ifThen: string])[] = [
  ['Swap the optic in U 31 with smart hands', 'no link by 06:50: move row C to dist-sw01'],
  ['Rebuild from base backup if lag is over 1 800 s', 'primary fails before: do not promote, ring R. Castellanos'],
  ['', ''],
  ['Move two images off /var', 'over 95 %: runbook "Filesystem almost full"'],
];

/** What the outgoing person said of the first items. */
function saidOf({ sections }: Briefing, now: number): Readonly<Record<string, ItemWords>> {
  const keys = sections.flatMap(({ items }) => items.map(({ key }) => key));
  return Object.fromEntries(
    SAID.map(([next, ifThen], at) => [
      keys[at] ?? '',
      { next, nextAt: next === '' ? null : now - 20 * 3_600_000 + at * 900_000, ifThen, tried: '' },
    ]),
  );
}
