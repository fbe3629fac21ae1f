// Building blocks of made-up briefings and hand-overs.
import {
  BRIEFING_SECTIONS,
  type Briefing,
  type BriefingItem,
  type BriefingSectionId,
  type ShiftFigures,
  type Stance,
} from '../../electron/contract/model/briefing.ts';
import type { Handoff, HandoffShift } from '../../electron/contract/model/handoff.ts';
import type { HandoffId, PersonId, ShiftId } from '../../electron/contract/model/ids.ts';
import { type Person, person } from '../../electron/contract/model/on-call.ts';
import type { Desk, Shift, ShiftWorld } from '../../electron/contract/model/shift.ts';
import { HOUR, MINUTE } from './worlds-build.ts';

const TITLES: Readonly<Record<BriefingSectionId, string>> = {
  incidents: 'Open incidents',
  states: 'Hosts and checks in a bad state',
  runs: 'Runs',
  held: 'Acknowledgements, mutes, held-back problems',
  maintenance: 'Maintenance and changes',
  noisy: 'Flapping and noisy checks, blind spots',
  capacity: 'Capacity, backups, deliveries',
  resolved: 'Resolved this shift',
  promises: 'Promises to others',
  contacts: 'Contacts and escalation',
  figures: 'Figures of the shift',
};

export const HEAD = {
  seq: 48_213,
  hash: 'a9f41c77e0b25d3391c6aa0f4e8d7b62c15f90ab3e47d8106f2c9be85d0477c1',
};

export const FROZEN_HASH = 'e7c14f2ab90d6e3585c7f10b42ad98e36b7d0c51fa94e8237d6c0b9e1f835d20';

/** An item of which only what matters is given. */
export function madeItem(
  key: string,
  section: BriefingSectionId,
  stance: Stance,
  subject: string,
  title: string,
  more: Partial<BriefingItem> = {},
): BriefingItem {
  return {
    ...{ key, section, stance, subject, title },
    ...{ ref: {}, severity: null, status: null, state: '', owner: '', since: null, until: null },
    ...{ facts: [], tried: [], sla: null, lastNoteAt: null },
    ...more,
  };
}

/** Alerts per ten minutes of eight hours: a quiet night with one hour in it. */
const SLOTS = [
  1, 0, 2, 1, 1, 0, 3, 1, 0, 1, 2, 0, 1, 1, 0, 2, 1, 0, 1, 0, 2, 1, 1, 0, 3, 2, 5, 6, 3, 2, 1, 1, 0, 2, 1, 0, 1, 0, 1,
  0, 2, 1, 3, 1, 1, 0, 1, 2,
];

const none = { n: 0, medianMs: null, p90Ms: null, maxMs: null, meanMs: null };

export function madeFigures(from: number, to: number, isQuiet = false): ShiftFigures {
  const alerts = isQuiet ? SLOTS.map(() => 0) : SLOTS;
  return {
    from,
    to,
    alerts: isQuiet ? 0 : 63,
    operators: 1,
    perHour: isQuiet ? 0 : 7.9,
    peakTenMinutes: Math.max(...alerts),
    timeToAcknowledge: isQuiet
      ? none
      : { n: 21, medianMs: 134_000, p90Ms: 6 * MINUTE, maxMs: 14 * MINUTE, meanMs: 3 * MINUTE },
    unacknowledged: isQuiet ? 0 : 2,
    timeToResolve: isQuiet
      ? none
      : { n: 17, medianMs: 22 * MINUTE, p90Ms: 96 * MINUTE, maxMs: 3 * HOUR, meanMs: 41 * MINUTE },
    incidentsOpened: isQuiet ? 0 : 3,
    incidentsClosed: isQuiet ? 0 : 1,
    sla: isQuiet ? { kept: 0, of: 0 } : { kept: 8, of: 9 },
    slots: { startsAt: alerts.map((_, index) => from + index * 10 * MINUTE), alerts },
  };
}

/** The eleven sections with these items, in the order they are given. */
export function madeBriefing(now: number, items: readonly BriefingItem[], isQuiet = false): Briefing {
  const { from } = nightAt(now);
  return {
    asOf: now,
    from,
    until: now + 8 * HOUR,
    sections: BRIEFING_SECTIONS.map((id) => ({
      id,
      title: TITLES[id],
      items: items.filter(({ section }) => section === id),
    })),
    figures: madeFigures(from, now, isQuiet),
    forecasts: [],
    head: HEAD,
  };
}

/** The night that ends five minutes on, and the early shift after it. */
export const nightAt = (now: number): HandoffShift => {
  const to = Math.ceil((now + MINUTE) / (5 * MINUTE)) * 5 * MINUTE;
  return { key: 'night-a/2026-11-19', name: 'Night A', from: to - 8 * HOUR, to };
};
export const earlyAt = (now: number): HandoffShift => {
  const { to } = nightAt(now);
  return { key: 'early-b/2026-11-20', name: 'Early B', from: to, to: to + 8 * HOUR };
};

export const PEOPLE: readonly Person[] = [
  person.parse({ id: 'okafor', name: 'M. Okafor', initials: 'MO', colour: 'sky' }),
  person.parse({ id: 'brandt', name: 'A. Brandt', initials: 'AB', colour: 'moss' }),
  person.parse({ id: 'lindqvist', name: 'J. Lindqvist', initials: 'JL', colour: 'sand' }),
  person.parse({ id: 'castellanos', name: 'R. Castellanos', initials: 'RC', colour: 'plum' }),
];

/** Night A is on, Early B is next. `atDesk`: who signed in here. */
export function madeShiftWorld(now: number, atDesk: string, withPin: readonly string[] = []): ShiftWorld {
  const shift = ({ key, name, from, to }: HandoffShift, id: string): Shift => ({
    key: key ?? '',
    shiftId: name as ShiftId,
    name,
    on: new Date(from).toISOString().slice(0, 10),
    from,
    to,
    zone: 'UTC',
    personIds: [id as PersonId],
    people: PEOPLE.filter((one) => one.id === id).map((one) => one.name),
    calledOff: false,
    overridden: null,
  });
  const desks: readonly Desk[] = [{ user: 'mokafor', personId: atDesk as PersonId, since: now - HOUR }];
  return {
    plans: [],
    now: [shift(nightAt(now), 'okafor')],
    next: [shift(earlyAt(now), 'brandt')],
    desks,
    withPin: withPin as readonly PersonId[],
  };
}

/** A draft that was begun ten minutes ago and in which nothing was said. */
export function madeHandoff(now: number, part: Partial<Handoff> = {}): Handoff {
  return {
    id: 'ho-1' as HandoffId,
    rev: 1,
    state: 'draft',
    shift: nightAt(now),
    next: earlyAt(now),
    outgoing: 'M. Okafor',
    incoming: 'A. Brandt',
    createdAt: now - 10 * MINUTE,
    readyAt: null,
    endedAt: null,
    ticked: { done: 0, of: 0 },
    readBack: { done: 0, of: 0 },
    openQuestions: 0,
    judgement: '',
    contacts: '',
    items: {},
    promises: [],
    briefing: null,
    hash: '',
    override: null,
    ticks: {},
    readBacks: {},
    questions: [],
    signatures: { outgoing: null, incoming: null },
    declined: null,
    supersededBy: null,
    ...part,
  };
}

/** Hand-overs of the days before, newest first: one declined, one that went out although it was blocked. */
export function madePast(now: number, briefing: Briefing): readonly Handoff[] {
  const day = 24 * HOUR;
  const signature = (by: string, at: number) => ({ by, at, head: HEAD, withPin: false, desk: '' });
  const one = (serial: number, agoMs: number, part: Partial<Handoff>): Handoff => {
    const { shift, next, ...rest } = madeHandoff(now - agoMs);
    const at = shift.to;
    const names = { outgoing: part.outgoing ?? 'M. Okafor', incoming: part.incoming ?? 'A. Brandt' };
    return {
      ...rest,
      shift,
      next,
      id: `ho-past-${serial}` as HandoffId,
      rev: 9,
      state: 'accepted',
      briefing: { ...briefing, asOf: at - 10 * MINUTE },
      hash: FROZEN_HASH,
      readyAt: at - 10 * MINUTE,
      endedAt: at,
      signatures: { outgoing: signature(names.outgoing, at - 10 * MINUTE), incoming: signature(names.incoming, at) },
      judgement: 'Quiet. The backup overran again.',
      ...names,
      ...part,
    };
  };
  return [
    one(1, day, {}),
    one(2, 2 * day, {
      outgoing: 'J. Lindqvist',
      override: {
        by: 'J. Lindqvist',
        at: now - 2 * day,
        reason: 'The bridge is on the phone, they have it first hand.',
        blocks: ['INC-2026-0398 (SEV2) has no next action.'],
      },
      overridden: true,
    }),
    one(3, 3 * day, {
      state: 'declined',
      declined: { by: 'A. Brandt', at: now - 3 * day, reason: 'Two incidents have no owner.' },
      signatures: { outgoing: signature('M. Okafor', now - 3 * day), incoming: null },
    }),
  ];
}
