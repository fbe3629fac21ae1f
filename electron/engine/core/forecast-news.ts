// Whether a new list of forecasts says anything that screens do not show already: dates move by minutes with every look.
import type { CapacityForecast } from '../../contract/model/forecast.ts';

/** A date has moved when it did by more than this, or by more than this share of the time that is left. */
const MOVED_MS = 15 * 60_000;
const MOVED_SHARE = 0.05;

/** Both soonest first; `at` epoch ms. */
export function isSameNews(shown: readonly CapacityForecast[], now: readonly CapacityForecast[], at: number): boolean {
  if (shown.length !== now.length) return false;
  const before = new Map(shown.map((one) => [keyOf(one), one]));
  return now.every((one) => {
    const was = before.get(keyOf(one));
    return was !== undefined && isSame(was, one, at);
  });
}

const keyOf = ({ checkId, metric }: CapacityForecast): string => `${checkId}\n${metric}`;

const isSame = (was: CapacityForecast, is: CapacityForecast, at: number): boolean =>
  was.trust === is.trust &&
  was.limit === is.limit &&
  was.host === is.host &&
  was.check === is.check &&
  (['earliestAt', 'fullAt', 'latestAt'] as const).every((which) => hasStayed(was[which], is[which], at));

function hasStayed(was: number | null, is: number | null, at: number): boolean {
  if (was === null || is === null) return was === is;
  return Math.abs(is - was) <= Math.max(MOVED_MS, MOVED_SHARE * Math.max(0, is - at));
}
