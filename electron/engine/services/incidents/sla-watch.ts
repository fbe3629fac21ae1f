// Watches the clocks of standing incidents: says on the record, and to people, when one is at risk or missed.
// (Scaffold: its owner writes it.)

import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { Channels } from '../channels.ts';
import type { Notifying } from '../notifying.ts';
import type { EngineSettings } from '../settings.ts';
import type { Troubles } from '../troubles.ts';
import type { World } from '../world.ts';
import type { IncidentBook } from './book.ts';

export interface SlaWatch {
  start(): void;
  stop(): void;
}

export interface SlaWatchOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly book: IncidentBook;
  readonly channels: Pick<Channels, 'list' | 'routes'>;
  readonly notifying: Pick<Notifying, 'send'>;
  readonly troubles: Troubles;
}

export function createSlaWatch(_: SlaWatchOptions): SlaWatch {
  return { start() {}, stop() {} };
}
