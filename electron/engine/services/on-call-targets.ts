// From the targets of an escalation to channels: who is reached, and by what. A target that reaches nobody says why.
import type { ChannelId } from '../../contract/model/ids.ts';
import type { Person, Target } from '../../contract/model/on-call.ts';
import { onCallAt } from '../core/on-call.ts';
import type { OnCallThings } from './on-call-rules.ts';

export interface Reached {
  /** 'Ada (rota "Network")'; without channels what stands in the way: 'nobody: rota "Network" has a gap'. */
  readonly who: string;
  /** Empty: nobody is reached. */
  readonly channelIds: readonly ChannelId[];
}

/** What becomes of each target at `at`, epoch ms; in their order. */
export function reach(targets: readonly Target[], at: number, things: OnCallThings): readonly Reached[] {
  return targets.map((target) => reachOne(target, at, things));
}

function reachOne(target: Target, at: number, things: OnCallThings): Reached {
  switch (target.type) {
    case 'channel': {
      const channel = things.channels.find(({ id }) => id === target.channelId);
      if (!channel) return nobody('a channel that was removed');
      return channel.enabled
        ? { who: `channel "${channel.name}"`, channelIds: [channel.id] }
        : nobody(`channel "${channel.name}" is switched off`);
    }
    case 'person': {
      const person = things.people.get(target.personId);
      return person ? reachPerson(person, '', things) : nobody('a person who was removed');
    }
    case 'schedule': {
      const schedule = things.schedules.get(target.scheduleId);
      if (!schedule) return nobody('a rota that was removed');
      const { personId } = onCallAt(schedule, at);
      if (personId === null) return nobody(`rota "${schedule.name}" has a gap`);
      const person = things.people.get(personId);
      return person
        ? reachPerson(person, ` (rota "${schedule.name}")`, things)
        : nobody(`rota "${schedule.name}" names a person who was removed`);
    }
    default:
      return target satisfies never;
  }
}

/** All channels of a person that can carry anything, at once. */
function reachPerson(person: Person, by: string, { channels }: OnCallThings): Reached {
  const usable = person.channelIds.filter((id) => channels.some((channel) => channel.id === id && channel.enabled));
  if (usable.length > 0) return { who: `${person.name}${by}`, channelIds: usable };
  const why = person.channelIds.length > 0 ? 'has only channels that are switched off' : 'has no channel';
  return nobody(`${person.name}${by} ${why}`);
}

const nobody = (why: string): Reached => ({ who: `nobody: ${why}`, channelIds: [] });
