// When filesystems and the like will be full: fitted from the hour figures in the background, told to the screens.
import type { CapacityForecast } from '../../contract/model/forecast.ts';
import type { CheckId } from '../../contract/model/ids.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open.ts';
import type { LiveFeed } from './live-feed.ts';
import { unwritten } from './unwritten.ts';
import type { World } from './world.ts';

export interface Forecasts {
  /** What will be full within 30 days, soonest first; at most 100. As of the last look. */
  list(): readonly CapacityForecast[];
  /** Of one check, now. */
  of(checkId: CheckId): Promise<readonly CapacityForecast[]>;
  /** Of all (or these) checks as it was at `at`, epoch ms, from what was measured until then; those without a limit in sight too. */
  asOf(at: number, checkIds?: readonly CheckId[]): Promise<readonly CapacityForecast[]>;
  /** Looks through everything, in slices; published when it changed. */
  look(): Promise<void>;
  start(): void;
  stop(): void;
}

export interface ForecastOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly log: Log;
}

export const createForecasts = (_options: ForecastOptions): Forecasts =>
  unwritten<Forecasts>('forecasts', {
    list: () => [],
    asOf: async () => [],
    of: async () => [],
    start() {},
    stop() {},
  });
