// Pure: people, rotas, channels as the words that stand in a field, and back.
import type { ChannelId, PersonId } from '../../../electron/contract/model/ids.ts';
import type { Channel } from '../../../electron/contract/model/notice.ts';
import type { OnCallWorld, Target } from '../../../electron/contract/model/on-call.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The ids behind names; a name that stands for nothing is left out. */
export const idsOf = <Id extends string>(names: readonly string[], known: readonly Named[]): Id[] =>
  names.flatMap((name) => known.find((one) => one.name === name)?.id ?? []) as Id[];

/** The names behind ids; what is gone says so by its id. */
export const namesOf = (ids: readonly string[], known: readonly Named[]): readonly string[] =>
  ids.map((id) => known.find((one) => one.id === id)?.name ?? id);

export const personIds = (names: readonly string[], world: OnCallWorld) => idsOf<PersonId>(names, world.people);
export const channelIds = (names: readonly string[], channels: readonly Channel[]) => idsOf<ChannelId>(names, channels);

const KINDS = { schedule: 'rota', person: 'person', channel: 'channel' } as const;

/** "rota Network": what can be told, each with what it is, since a rota and a person may share a name. */
export function targetOffers(world: OnCallWorld, channels: readonly Channel[]): readonly string[] {
  return [
    ...world.schedules.map(({ name }) => `${KINDS.schedule} ${name}`),
    ...world.people.map(({ name }) => `${KINDS.person} ${name}`),
    ...channels.map(({ name }) => `${KINDS.channel} ${name}`),
  ];
}

export function targetsOf(words: readonly string[], world: OnCallWorld, channels: readonly Channel[]): Target[] {
  return words.flatMap((word): Target[] => {
    const cut = word.indexOf(' ');
    const [kind, name] = [word.slice(0, cut), word.slice(cut + 1)];
    const of = (known: readonly Named[]) => known.find((one) => one.name === name)?.id;
    const [rota, person, channel] = [of(world.schedules), of(world.people), of(channels)];
    if (kind === KINDS.schedule && rota) return [{ type: 'schedule', scheduleId: rota } as Target];
    if (kind === KINDS.person && person) return [{ type: 'person', personId: person } as Target];
    if (kind === KINDS.channel && channel) return [{ type: 'channel', channelId: channel } as Target];
    return [];
  });
}

export function wordOfTarget(target: Target, world: OnCallWorld, channels: readonly Channel[]): string {
  switch (target.type) {
    case 'schedule':
      return `${KINDS.schedule} ${namesOf([target.scheduleId], world.schedules)[0]}`;
    case 'person':
      return `${KINDS.person} ${namesOf([target.personId], world.people)[0]}`;
    case 'channel':
      return `${KINDS.channel} ${namesOf([target.channelId], channels)[0]}`;
    default:
      return target satisfies never;
  }
}
