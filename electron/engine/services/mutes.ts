// Mutes: an operator's own short silences; each ends by itself.
import type { CheckId, HostId, MuteId } from '../../contract/model/ids.ts';
import type { Actor } from '../../contract/model/journal.ts';
import type { Mute, MuteInput } from '../../contract/model/mute.ts';
import type { Holder } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { LiveFeed } from './live-feed.ts';
import { unwritten } from './unwritten.ts';
import type { World } from './world.ts';

export interface Mutes {
  mute(input: MuteInput, actor: Actor): Mute;
  unmute(muteIds: readonly MuteId[], actor: Actor): { ended: number };
  /** The mute a check is under at `at` (epoch ms); of several the one that ends last. */
  holderOf(hostId: HostId, checkId: CheckId, at: number): Holder | null;
  list(): readonly Mute[];
  /** Called after a mute began or ended. Returns the undo. */
  onChange(listener: () => void): () => void;
  stop(): void;
}

export function createMutes(_options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly feed: Pick<LiveFeed, 'publish'>;
}): Mutes {
  return unwritten<Mutes>('mutes', { holderOf: () => null, list: () => [], onChange: () => () => {}, stop: () => {} });
}
