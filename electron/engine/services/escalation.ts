// Alerts that climb: each open, unacknowledged problem of a route with a policy goes up its steps until somebody takes it.
import type { Actor } from '../../contract/model/journal.ts';
import type { Escalation, Target } from '../../contract/model/on-call.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { Channels } from './channels.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Notifying } from './notifying.ts';
import type { OnCall } from './on-call.ts';
import { unwritten } from './unwritten.ts';
import type { World } from './world.ts';

export interface Escalations {
  /** Goes on with what climbs since before a restart. */
  start(): void;
  /** Problems were acknowledged, released or closed: what concerned only them ends. */
  handled(): void;
  escalate(
    input: { problemIds: readonly string[]; targets: readonly Target[]; note: string; callBack: string },
    actor: Actor,
  ): { told: readonly string[] };
  list(): readonly Escalation[];
  stop(): void;
}

export function createEscalations(_options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly channels: Channels;
  readonly notifying: Notifying;
  readonly onCall: OnCall;
  readonly feed: Pick<LiveFeed, 'publish'>;
}): Escalations {
  return unwritten<Escalations>('escalations', { start: () => {}, handled: () => {}, list: () => [], stop: () => {} });
}
