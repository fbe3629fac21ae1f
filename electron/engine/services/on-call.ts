// Who is on call: people, rotas, overrides and policies; kept, changed on the record, asked by everybody.
import type { ChannelId, PersonId, PolicyId, ScheduleId } from '../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import type {
  EscalationPolicy,
  OnCallNow,
  OnCallSpan,
  OnCallWorld,
  Person,
  Schedule,
  Target,
} from '../../contract/model/on-call.ts';
import { onCallAt, onCallSpans } from '../core/on-call.ts';
import type { Clock } from '../lib/clock.ts';
import { invalid, notFound } from '../lib/refusal.ts';
import type { Store } from '../store/open.ts';
import type { Channels } from './channels.ts';
import type { LiveFeed } from './live-feed.ts';
import { overrideWords } from './on-call-entries.ts';
import { onCallIcal } from './on-call-ical.ts';
import {
  type OnCallThings,
  personFaults,
  policyFaults,
  scheduleFaults,
  usersOfChannel,
  usersOfPerson,
  usersOfPolicy,
  usersOfSchedule,
} from './on-call-rules.ts';
import { createShelf } from './on-call-shelf.ts';
import { type Reached, reach } from './on-call-targets.ts';

export interface OnCall {
  putPerson(person: Person, actor: Actor): Person;
  removePerson(personId: PersonId, actor: Actor): void;
  putSchedule(schedule: Schedule, actor: Actor): Schedule;
  removeSchedule(scheduleId: ScheduleId, actor: Actor): void;
  putPolicy(policy: EscalationPolicy, actor: Actor): EscalationPolicy;
  removePolicy(policyId: PolicyId, actor: Actor): void;
  who(at?: number): readonly OnCallNow[];
  calendar(schedule: ScheduleId | Schedule, from: number, to: number): readonly OnCallSpan[];
  ical(scheduleId: ScheduleId, personId: PersonId | null, days: number): { name: string; text: string };
  /** The channels behind targets at `at` (epoch ms), each with who it reaches; a rota in a gap reaches nobody, and that is said. */
  resolve(targets: readonly Target[], at: number): readonly Reached[];
  policy(policyId: PolicyId): EscalationPolicy | null;
  /** Has somebody else who keeps things of people heard, at every change of them. */
  keepsToo(keeper: PeopleKeeper): void;
  world(): OnCallWorld;
  stop(): void;
}

/** Whoever keeps something of people besides (shifts, PINs, desks). */
export interface PeopleKeeper {
  /** Who names them: then they cannot be removed. */
  users(personId: PersonId): readonly string[];
  /** What goes with a person, inside the transaction that removes them. */
  removeRows(personId: PersonId): void;
  /** After it was written: they are gone. `changed` follows. */
  removed(personId: PersonId): void;
  /** People were added, changed or removed. */
  changed(): void;
}

export interface OnCallOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly channels: Channels;
  readonly feed: Pick<LiveFeed, 'publish'>;
}

/** The most a calendar is asked for, ms: a screen shows weeks, an export a year. */
const LONGEST_CALENDAR_MS = 800 * 86_400_000;
/** Looked at least so often, so that a wall clock that was set, or a machine that slept, shows soon. */
const LOOK_EVERY_MS = 60_000;

export function createOnCall(options: OnCallOptions): OnCall {
  const { clock, store, channels } = options;
  const people = new Map(store.people.list().map((one) => [one.id, one]));
  const schedules = new Map(store.schedules.list().map((one) => [one.id, one]));
  const policies = new Map(store.policies.list().map((one) => [one.id, one]));
  const things = (): OnCallMaps => ({
    people,
    schedules,
    policies,
    channels: channels.list(),
    routes: channels.routes(),
  });
  const watch = watchHandovers(options, { people, schedules }, () => ({
    people: byName(people),
    schedules: byName(schedules),
    policies: byName(policies),
    now: watch.now(),
  }));
  channels.alsoUsedBy((channelId: ChannelId) => usersOfChannel(channelId, things()));

  const keepers: PeopleKeeper[] = [];
  const kept = createShelves(options, things, keepers, watch.changed);
  return {
    putPerson: kept.people.put,
    removePerson: kept.people.remove,
    putSchedule: kept.schedules.put,
    removeSchedule: kept.schedules.remove,
    putPolicy: kept.policies.put,
    removePolicy: kept.policies.remove,
    who: (at) => (at === undefined ? watch.now() : onCallNow({ people, schedules }, at)),
    calendar(wanted, from, to) {
      const faults = periodFaults(from, to);
      if (faults.length > 0) throw invalid(faults);
      const schedule = typeof wanted === 'string' ? schedules.get(wanted) : wanted;
      if (!schedule) throw notFound('rota');
      return onCallSpans(schedule, from, to);
    },
    ical(scheduleId, personId, days) {
      const schedule = schedules.get(scheduleId);
      if (!schedule) throw notFound('rota');
      if (personId !== null && !people.has(personId)) throw notFound('person');
      return onCallIcal({ schedule, people, personId, now: clock.now(), days });
    },
    resolve: (targets, at) => reach(targets, at, things()),
    policy: (policyId) => policies.get(policyId) ?? null,
    keepsToo: (keeper) => void keepers.push(keeper),
    world: watch.world,
    stop: watch.stop,
  };
}

/** As `OnCallThings`, to change. */
interface OnCallMaps extends OnCallThings {
  readonly people: Map<PersonId, Person>;
  readonly schedules: Map<ScheduleId, Schedule>;
  readonly policies: Map<PolicyId, EscalationPolicy>;
}

function createShelves(
  { clock, store }: OnCallOptions,
  things: () => OnCallMaps,
  keepers: readonly PeopleKeeper[],
  changed: () => void,
) {
  const common = {
    changed,
    now: () => clock.now(),
    write: (change: () => void, entry: EntryDraft): void =>
      store.transaction(() => {
        change();
        store.journal.append([entry], clock.now());
      }),
  };
  const { people, schedules, policies } = things();
  return {
    people: createShelf<Person>({
      ...common,
      what: 'Person',
      things: people,
      rows: {
        put: store.people.put,
        remove(id) {
          for (const keeper of keepers) keeper.removeRows(id as PersonId);
          return store.people.remove(id);
        },
      },
      path: 'personId',
      faults: (person) => personFaults(person, things()),
      users: (id) => [...usersOfPerson(id, things()), ...keepers.flatMap((keeper) => keeper.users(id as PersonId))],
      changed(id) {
        for (const keeper of people.has(id) ? [] : keepers) keeper.removed(id);
        changed();
        for (const keeper of keepers) keeper.changed();
      },
    }),
    schedules: createShelf<Schedule>({
      ...common,
      what: 'Rota',
      things: schedules,
      rows: store.schedules,
      path: 'scheduleId',
      faults: (schedule) => scheduleFaults(schedule, things()),
      users: (id) => usersOfSchedule(id, things()),
      words: (before, after) => overrideWords(before, after, (id) => people.get(id)?.name ?? id),
    }),
    policies: createShelf<EscalationPolicy>({
      ...common,
      what: 'Escalation policy',
      things: policies,
      rows: store.policies,
      path: 'policyId',
      faults: (policy) => policyFaults(policy, things()),
      users: (id) => usersOfPolicy(id, things()),
      words: (_, { steps, repeat }) => ({ data: { steps: JSON.parse(JSON.stringify(steps)), repeat } }),
    }),
  };
}

/** Who is on call by every rota at `at`, epoch ms; rotas by name. */
export function onCallNow(
  { people, schedules }: Pick<OnCallThings, 'people' | 'schedules'>,
  at: number,
): readonly OnCallNow[] {
  const named = (id: PersonId | null): Person | null => (id === null ? null : (people.get(id) ?? null));
  return byName(schedules).map((schedule): OnCallNow => {
    const { personId, since, until, nextId } = onCallAt(schedule, at);
    return {
      scheduleId: schedule.id,
      schedule: schedule.name,
      person: named(personId),
      since,
      until,
      next: named(nextId),
    };
  });
}

/** Keeps who is on call now, and pushes it at every hand-over and change. */
function watchHandovers(
  { clock, feed }: Pick<OnCallOptions, 'clock' | 'feed'>,
  things: Pick<OnCallThings, 'people' | 'schedules'>,
  world: () => OnCallWorld,
) {
  let known: readonly OnCallNow[] = [];
  let knownAt = Number.NaN;
  let cancel = (): void => {};

  /** True once somebody was handed over to, or the wall clock was set back behind what is known. */
  const isOld = (now: number): boolean =>
    !(now >= knownAt) || known.some(({ until }) => until !== null && until <= now);
  const now = (): readonly OnCallNow[] => {
    const at = clock.now();
    if (isOld(at)) {
      known = onCallNow(things, at);
      knownAt = at;
    }
    return known;
  };
  const look = (): void => {
    cancel();
    const was = known;
    if (now() !== was) feed.publish([{ type: 'on-call', onCall: world() }]);
    const left = Math.min(
      ...known.map(({ until }) => (until ?? Number.POSITIVE_INFINITY) - clock.now()),
      LOOK_EVERY_MS,
    );
    // Without a rota nobody is ever handed over to.
    cancel = known.length === 0 ? () => {} : clock.after(Math.max(0, left), look);
  };
  now();
  look();
  return {
    now,
    world,
    changed(): void {
      knownAt = Number.NaN;
      look();
    },
    stop: () => cancel(),
  };
}

const byName = <Named extends { readonly name: string }>(things: ReadonlyMap<unknown, Named>): readonly Named[] =>
  [...things.values()].sort((a, b) => a.name.localeCompare(b.name));

function periodFaults(from: number, to: number) {
  if (to <= from) return [{ path: 'to', message: 'must be later than from' }];
  return to - from > LONGEST_CALENDAR_MS ? [{ path: 'to', message: 'must be within 800 days of from' }] : [];
}
