// Who is on call: people, rotas, overrides and policies; kept, changed on the record, asked by everybody.
import type { ChannelId, PersonId, PolicyId, ScheduleId } from '../../contract/model/ids.ts';
import type { Actor } from '../../contract/model/journal.ts';
import type {
  EscalationPolicy,
  OnCallNow,
  OnCallSpan,
  OnCallWorld,
  Person,
  Schedule,
  Target,
} from '../../contract/model/on-call.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { Channels } from './channels.ts';
import type { LiveFeed } from './live-feed.ts';
import { unwritten } from './unwritten.ts';

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
  resolve(
    targets: readonly Target[],
    at: number,
  ): readonly { readonly who: string; readonly channelIds: readonly ChannelId[] }[];
  policy(policyId: PolicyId): EscalationPolicy | null;
  world(): OnCallWorld;
  stop(): void;
}

export function createOnCall(_options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly channels: Channels;
  readonly feed: Pick<LiveFeed, 'publish'>;
}): OnCall {
  return unwritten<OnCall>('onCall', {
    who: () => [],
    world: () => ({ people: [], schedules: [], policies: [], now: [] }),
    stop: () => {},
  });
}
