// Made-up rotas: three people who reach each other, a rota around the clock, one with a gap at night, and a policy.
import type { ChannelId, PersonId, PolicyId, ScheduleId } from '../../electron/contract/model/ids.ts';
import {
  escalationPolicy,
  type OnCallWorld,
  type PersonDraft,
  person,
  type Schedule,
  schedule,
} from '../../electron/contract/model/on-call.ts';
import { onCallAt } from '../../electron/engine/core/on-call.ts';

const PEOPLE: readonly PersonDraft[] = [
  { id: 'ada' as PersonId, name: 'Ada Novak', phone: '+31 20 555 0142', email: 'ada@example.org' },
  { id: 'ben' as PersonId, name: 'Ben Osei', phone: '+31 20 555 0187', channelIds: ['ch-1' as ChannelId] },
  { id: 'cleo' as PersonId, name: 'Cleo Marchetti', email: 'cleo@example.org' },
];

const all = PEOPLE.map(({ id }) => id);

/** Two rotas: "Network" around the clock, "Databases" with nobody at night. */
export function madeOnCall(now: number): OnCallWorld {
  const schedules = [
    schedule.parse({
      id: 'network' as ScheduleId,
      name: 'Network',
      zone: 'Europe/Amsterdam',
      layers: [
        { name: 'Primary', people: all, handover: { every: 'week', days: [1], at: '09:00' }, startsOn: '2026-01-05' },
      ],
      overrides: [
        { id: 'o1', person: 'cleo' as PersonId, from: now + 3 * 3_600_000, to: now + 15 * 3_600_000, reason: 'swap' },
      ],
    }),
    schedule.parse({
      id: 'databases' as ScheduleId,
      name: 'Databases',
      zone: 'Europe/Amsterdam',
      layers: [
        {
          name: 'Office',
          people: all.slice(1),
          handover: { every: 'day', at: '08:00' },
          startsOn: '2026-01-05',
          hours: { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' },
        },
      ],
    }),
  ];
  const people = PEOPLE.map((draft) => person.parse(draft));
  const policies = [
    escalationPolicy.parse({
      id: 'day-and-night' as PolicyId,
      name: 'Day and night',
      repeat: 2,
      steps: [
        { delayMs: 0, targets: [{ type: 'schedule', scheduleId: 'network' as ScheduleId }] },
        { delayMs: 600_000, targets: [{ type: 'person', personId: 'ada' as PersonId }] },
      ],
    }),
  ];
  return { people, schedules, policies, now: schedules.map((one) => nowOf(one, people, now)) };
}

export function nowOf(of: Schedule, people: OnCallWorld['people'], at: number): OnCallWorld['now'][number] {
  const moment = onCallAt(of, at);
  const named = (id: PersonId | null) => people.find((one) => one.id === id) ?? null;
  const next = named(moment.nextId);
  return {
    scheduleId: of.id,
    schedule: of.name,
    person: named(moment.personId),
    since: moment.since,
    until: moment.until,
    next,
  };
}
