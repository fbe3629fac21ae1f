// What people, rotas and policies may name, and who names them: refused with the path of the field, or with who stands in
// the way. Pure: everything there is comes in.
import type { FieldError } from '../../contract/api/errors.ts';
import type { ChannelId, PersonId, PolicyId, ScheduleId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { Channel, Route } from '../../contract/model/notice.ts';
import type { EscalationPolicy, Person, Schedule, Target } from '../../contract/model/on-call.ts';

/** All there is to name, now. */
export interface OnCallThings {
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly schedules: ReadonlyMap<ScheduleId, Schedule>;
  readonly policies: ReadonlyMap<PolicyId, EscalationPolicy>;
  readonly channels: readonly Channel[];
  readonly routes: readonly Route[];
}

/** Another one of that name, whatever its case. */
export function nameTaken(
  thing: { readonly id: string; readonly name: string },
  others: Iterable<{ readonly id: string; readonly name: string }>,
  kind: string,
): readonly FieldError[] {
  const taken = [...others].some((one) => one.id !== thing.id && nameKey(one.name) === nameKey(thing.name));
  return taken ? [{ path: 'name', message: `there is a ${kind} of this name already: "${thing.name}"` }] : [];
}

export function personFaults(person: Person, { channels }: OnCallThings): readonly FieldError[] {
  const known = new Set(channels.map(({ id }) => id));
  return unknown(person.channelIds, (id) => known.has(id), 'channelIds', 'there is no such channel any more');
}

export function scheduleFaults(schedule: Schedule, { people }: OnCallThings): readonly FieldError[] {
  const gone = 'there is no such person any more';
  const ids = schedule.overrides.map(({ id }) => id);
  return [
    ...schedule.layers.flatMap((layer, place) =>
      unknown(layer.people, (id) => people.has(id), `layers.${place}.people`, gone),
    ),
    ...schedule.overrides.flatMap((one, place) =>
      people.has(one.person) ? [] : [{ path: `overrides.${place}.person`, message: gone }],
    ),
    ...ids.flatMap((id, place) =>
      ids.indexOf(id) === place ? [] : [{ path: `overrides.${place}.id`, message: 'is the id of another override' }],
    ),
  ];
}

export function policyFaults(policy: EscalationPolicy, things: OnCallThings): readonly FieldError[] {
  return policy.steps.flatMap((step, place) => targetFaults(step.targets, `steps.${place}.targets`, things));
}

/** Targets that are not there, each with its place under `path`. */
export function targetFaults(targets: readonly Target[], path: string, things: OnCallThings): readonly FieldError[] {
  return targets.flatMap((target, place) => {
    const at = `${path}.${place}`;
    switch (target.type) {
      case 'person':
        return things.people.has(target.personId)
          ? []
          : [{ path: `${at}.personId`, message: 'there is no such person any more' }];
      case 'schedule':
        return things.schedules.has(target.scheduleId)
          ? []
          : [{ path: `${at}.scheduleId`, message: 'there is no such rota any more' }];
      case 'channel':
        return things.channels.some(({ id }) => id === target.channelId)
          ? []
          : [{ path: `${at}.channelId`, message: 'there is no such channel any more' }];
      default:
        return target satisfies never;
    }
  });
}

/** Rotas and policies that name a person. */
export function usersOfPerson(id: PersonId, { schedules, policies }: OnCallThings): readonly string[] {
  const inRota = ({ layers, overrides }: Schedule): boolean =>
    layers.some(({ people }) => people.includes(id)) || overrides.some(({ person }) => person === id);
  return [
    ...[...schedules.values()].filter(inRota).map(({ name }) => `rota "${name}"`),
    ...policiesNaming(policies, (target) => target.type === 'person' && target.personId === id),
  ];
}

export const usersOfSchedule = (id: ScheduleId, { policies }: OnCallThings): readonly string[] =>
  policiesNaming(policies, (target) => target.type === 'schedule' && target.scheduleId === id);

export const usersOfPolicy = (id: PolicyId, { routes }: OnCallThings): readonly string[] =>
  routes.filter(({ policyId }) => policyId === id).map(({ name }) => `route "${name}"`);

export function usersOfChannel(id: ChannelId, { people, policies }: OnCallThings): readonly string[] {
  return [
    ...[...people.values()].filter(({ channelIds }) => channelIds.includes(id)).map(({ name }) => `person "${name}"`),
    ...policiesNaming(policies, (target) => target.type === 'channel' && target.channelId === id),
  ];
}

function policiesNaming(policies: OnCallThings['policies'], names: (target: Target) => boolean): readonly string[] {
  return [...policies.values()]
    .filter(({ steps }) => steps.some(({ targets }) => targets.some(names)))
    .map(({ name }) => `escalation policy "${name}"`);
}

function unknown<Id>(
  ids: readonly Id[],
  isKnown: (id: Id) => boolean,
  path: string,
  message: string,
): readonly FieldError[] {
  return ids.flatMap((id, place) => (isKnown(id) ? [] : [{ path: `${path}.${place}`, message }]));
}
