// When filesystems and the like will be full: fitted from the hour figures in the background, told to the screens.
import type { Check } from '../../contract/model/check.ts';
import type { CapacityForecast } from '../../contract/model/forecast.ts';
import type { CheckId } from '../../contract/model/ids.ts';
import { fitCapacity, type HourFigure, LOOK_BACK_MS } from '../core/forecast.ts';
import { type FillingMetric, fillingMetric } from '../core/forecast-metrics.ts';
import { isSameNews } from '../core/forecast-news.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open.ts';
import { theilSenLine } from './forecasts-line.ts';
import type { LiveFeed } from './live-feed.ts';
import { breathe } from './slices.ts';
import type { World } from './world.ts';

export interface Forecasts {
  /** What will be full within 30 days, soonest first; at most 100. As of the last look. */
  list(): readonly CapacityForecast[];
  /** When that last look began, epoch ms; null: none came to its end since the start, and an empty list says nothing. */
  lookedAt(): number | null;
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
  readonly store: Pick<Store, 'samples'>;
  readonly world: Pick<World, 'hosts' | 'checks' | 'lastResults'>;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly log: Log;
}

const HOUR_MS = 3_600_000;
/** The first look: when the start is over and there are fresh results. */
const FIRST_MS = 3 * 60_000;
const EVERY_MS = 15 * 60_000;
/** What fills up later than this is no news for a shift. */
const SHOWN_MS = 30 * 24 * HOUR_MS;
const MOST_SHOWN = 100;
/** Work in one turn of the loop, ms: beyond it others have theirs. */
const TURN_MS = 8;
/** Checks in one turn, at most. */
const TURN_CHECKS = 16;
/** A look in the background leaves most of the processor to the probes. */
const REST_MS = 24;

export function createForecasts(options: ForecastOptions): Forecasts {
  const { clock, world, feed, log } = options;
  let known: readonly CapacityForecast[] = [];
  let published: readonly CapacityForecast[] = [];
  let lookedAt: number | null = null;
  let looking: Promise<void> | null = null;
  let stopped = false;
  let cancelNext = (): void => {};
  const rest = createRest(clock);
  const fillingOf = createFilling(world);

  const fill = (checkId: CheckId, at: number): readonly CapacityForecast[] => {
    const check = world.checks.get(checkId);
    return check ? forecastsOf(options, check, fillingOf(checkId), at) : [];
  };
  const lookThrough = async (): Promise<void> => {
    const at = clock.now();
    const enabled = [...world.checks.values()].filter((check) => check.enabled).map(({ id }) => id);
    const found: CapacityForecast[] = [];
    await inTurns(clock, enabled, (id) => found.push(...fill(id, at).filter((one) => isShown(one, at))), rest.pause);
    if (stopped) return;
    known = found.toSorted(soonestFirst).slice(0, MOST_SHOWN);
    lookedAt = at;
    if (isSameNews(published, known, at)) return;
    published = known;
    feed.publish([{ type: 'forecasts', forecasts: known }]);
  };
  const look = (): Promise<void> => {
    looking ??= lookThrough().finally(() => {
      looking = null;
    });
    return looking;
  };
  const lookAfter = (ms: number): void => {
    cancelNext = clock.after(ms, () => {
      void look()
        // What cannot be read now may be read in a quarter of an hour; the last list stands until then.
        .catch((error: unknown) => log.error(`capacity was not looked at: ${wordsOf(error)}`))
        .finally(() => {
          if (!stopped) lookAfter(EVERY_MS);
        });
    });
  };
  return {
    // What was switched off or removed since then fills up unseen.
    list: () => known.filter(({ checkId }) => world.checks.get(checkId)?.enabled),
    lookedAt: () => lookedAt,
    of: async (checkId) => fill(checkId, clock.now()).toSorted(soonestFirst),
    async asOf(at, checkIds = [...world.checks.keys()]) {
      const found: CapacityForecast[] = [];
      await inTurns(clock, checkIds, (id) => found.push(...fill(id, at)), breathe);
      return found.toSorted(soonestFirst);
    },
    look,
    start: () => lookAfter(FIRST_MS),
    stop() {
      stopped = true;
      cancelNext();
      rest.end();
    },
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isShown = ({ fullAt }: CapacityForecast, at: number): boolean => fullAt !== null && fullAt - at <= SHOWN_MS;

const soonestFirst = (a: CapacityForecast, b: CapacityForecast): number =>
  (a.fullAt ?? Number.POSITIVE_INFINITY) - (b.fullAt ?? Number.POSITIVE_INFINITY) || 0;

/**
 * What of a check fills up, by its last result that had figures. A login that was refused just now has none, and the disk
 * fills up all the same: how long its figures may stand is for the fit to say.
 */
function createFilling({ lastResults }: Pick<ForecastOptions['world'], 'lastResults'>) {
  const known = new Map<CheckId, readonly FillingMetric[]>();
  return (checkId: CheckId): readonly FillingMetric[] => {
    const result = lastResults.get(checkId);
    // Switched off, or removed.
    if (!result) known.delete(checkId);
    else if (result.metrics.length > 0)
      known.set(
        checkId,
        result.metrics.flatMap((metric) => fillingMetric(metric) ?? []),
      );
    return known.get(checkId) ?? [];
  };
}

/** All that fills up of one check, from the hour figures of the two weeks before `at`. Reads in one go: a few ms. */
function forecastsOf(
  { store, world }: Pick<ForecastOptions, 'store' | 'world'>,
  check: Check,
  filling: readonly FillingMetric[],
  at: number,
): readonly CapacityForecast[] {
  if (filling.length === 0) return [];
  const from = Math.floor((at - LOOK_BACK_MS) / HOUR_MS) * HOUR_MS;
  const points = Math.ceil((at - from) / HOUR_MS);
  const metrics = filling.map(({ metric }) => metric);
  const read = store.samples.read(check.id, { from, to: at, points, minSlotMs: HOUR_MS, metrics });
  const series = new Map(read.map((one) => [`${one.metric}\n${one.unit}`, one]));
  return filling.flatMap((one) => {
    const found = series.get(`${one.metric}\n${one.unit}`);
    return found ? forecastOf(world, check, one, hoursOf(found, at), at) : [];
  });
}

function forecastOf(
  world: ForecastOptions['world'],
  check: Check,
  { metric, unit, what, limit }: FillingMetric,
  hours: readonly HourFigure[],
  at: number,
): readonly CapacityForecast[] {
  const fit = fitCapacity({ hours, limit, at, fitLine: theilSenLine });
  if (!fit) return [];
  const { id: checkId, hostId, name } = check;
  const host = world.hosts.get(hostId)?.name ?? hostId;
  return [{ checkId, hostId, host, check: name, metric, what, unit, asOf: at, limit, ...fit }];
}

/** An average stands for the middle of its hour; of the running hour, of what there is of it. */
function hoursOf(
  { at: starts, avg }: { readonly at: readonly number[]; readonly avg: readonly (number | null)[] },
  until: number,
): readonly HourFigure[] {
  return starts.flatMap((start, slot) => {
    const value = avg[slot] ?? null;
    return value === null ? [] : { at: (start + Math.min(start + HOUR_MS, until)) / 2, value };
  });
}

/** One after the other, a few ms at a time; `rest` in between, which may say that it is 'over'. */
async function inTurns<Item>(
  clock: Clock,
  items: readonly Item[],
  act: (item: Item) => void,
  rest: () => Promise<unknown>,
): Promise<void> {
  let [begunAt, done] = [clock.mono(), 0];
  for (const item of items) {
    if (done === TURN_CHECKS || clock.mono() - begunAt > TURN_MS) {
      if ((await rest()) === 'over') return;
      [begunAt, done] = [clock.mono(), 0];
    }
    act(item);
    done += 1;
  }
}

/** Pauses by the clock; once it is ended, what waits hears of it at once. */
function createRest(clock: Clock) {
  let isEnded = false;
  let wake = (): void => {};
  return {
    async pause(): Promise<'over' | 'go on'> {
      if (!isEnded) {
        await new Promise<void>((resolve) => {
          const cancel = clock.after(REST_MS, resolve);
          wake = () => {
            cancel();
            resolve();
          };
        });
      }
      return isEnded ? 'over' : 'go on';
    },
    end(): void {
      isEnded = true;
      wake();
    },
  };
}
