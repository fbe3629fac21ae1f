// Reports without an engine, over a data folder that is only read: for the command line. Built from the parts of an engine that
// reports look at, none of which is started; what they would tell goes nowhere.
import type { Clock } from '../../lib/clock.ts';
import { silentLog } from '../../lib/log.ts';
import type { Store } from '../../store/open.ts';
import { createAvailability } from '../availability.ts';
import { createForecasts } from '../forecasts.ts';
import { storedWindowSpans } from '../maintenance-spans.ts';
import { createLibrary } from '../runbooks/library.ts';
import { createEngineSettings } from '../settings.ts';
import { storedShifts } from '../shifts/stored-shifts.ts';
import { createTroubles } from '../troubles.ts';
import { createWorld } from '../world.ts';
import { createReports, type Reports } from './reports.ts';

export interface ReportsBeside {
  readonly reports: Reports;
  /** The store stays with whoever opened it. */
  close(): void;
}

/** `shipped`: folder of the runbooks that ship with the program; null: none. Whoever opens closes. */
export async function openReportsBeside({
  clock,
  store,
  shipped,
}: {
  readonly clock: Clock;
  readonly store: Store;
  readonly shipped: string | null;
}): Promise<ReportsBeside> {
  const log = silentLog;
  const world = createWorld(store.inventory.hosts(), store.inventory.checks());
  // What a check measures, and up to where, is known from its last result: without them nothing would ever fill up.
  for (const result of store.samples.lastResults()) world.lastResults.set(result.checkId, result);
  const settings = createEngineSettings({ clock, store });
  const feed = { publish() {} };
  const recorder = { note() {} };
  const troubles = createTroubles(clock, log);
  const spansOf = storedWindowSpans(store, world);
  const availability = createAvailability(store, world, { clock, watching: false, spansOf });
  const forecasts = createForecasts({ clock, store, world, feed, log });
  const shifts = storedShifts(store);
  const library = createLibrary({ clock, store, world, settings, troubles, feed, log, shipped, recorder });
  await library.start();
  return {
    reports: createReports({
      ...{ clock, store, world, settings, availability, forecasts, library, shifts },
      watching: false,
    }),
    close: () => library.stop(),
  };
}
