// Whether the monitor itself has lost its network: most checks fail together while its beacons are silent.
import type { CheckId } from '../../contract/model/ids.ts';
import type { Holder } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { Recorder } from './recorder.ts';
import type { EngineSettings } from './settings.ts';
import type { Troubles } from './troubles.ts';
import { unwritten } from './unwritten.ts';
import type { World } from './world.ts';

export interface Isolation {
  /** The beacons, while they are silent (or being asked after most checks began to fail together); null: connected. */
  holder(): Holder | null;
  /** An alive check went bad, or good again. */
  turned(checkId: CheckId): void;
  /** Called when the monitor is cut off, and when it is back. Returns the undo. */
  onChange(listener: (isolated: boolean) => void): () => void;
  stop(): void;
}

export function createIsolation(_options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly recorder: Recorder;
  readonly troubles: Troubles;
}): Isolation {
  return unwritten<Isolation>('isolation', {
    holder: () => null,
    turned: () => {},
    onChange: () => () => {},
    stop: () => {},
  });
}
