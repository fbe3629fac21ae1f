// The last hour of a check's main figure, for its sparkline: fetched when a strip is first seen, again once a minute at
// most, a few at a time so that a wall of alarms does not become a wall of queries.
import { useEffect, useState } from 'react';
import type { CheckId } from '../../../electron/contract/model/ids.ts';
import type { CheckState } from '../../../electron/contract/model/state.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';
import { brokenBy, thresholdsOf } from '../../ui/charts/range.ts';

const HOUR = 3_600_000;
const FRESH_MS = 60_000;
const POINTS = 60;
const AT_ONCE = 4;
const KEPT = 500;

type Values = readonly (number | null)[];
interface Kept {
  readonly at: number;
  readonly values: Values;
}

const kept = new Map<CheckId, Kept>();
const waiting: (() => Promise<void>)[] = [];
let busy = 0;

/** Remembers an hour, and forgets the one that was not asked for the longest. */
function keep(checkId: CheckId, hour: Kept): void {
  kept.delete(checkId);
  kept.set(checkId, hour);
  const oldest = kept.size > KEPT ? kept.keys().next().value : undefined;
  if (oldest) kept.delete(oldest);
}

function next(): void {
  if (busy >= AT_ONCE) return;
  const job = waiting.shift();
  if (!job) return;
  busy += 1;
  void job().finally(() => {
    busy -= 1;
    next();
  });
}

async function fetchHour(checkId: CheckId, metric: string | null, now: number): Promise<Kept> {
  const series = await engine().history.samples({
    checkId,
    from: now - HOUR,
    to: now,
    points: POINTS,
    ...(metric === null ? {} : { metrics: [metric] }),
  });
  return { at: now, values: series[0]?.avg ?? [] };
}

/** The figure a strip draws: the first one with a limit, else the first one. */
export function mainMetric(state: CheckState | undefined): CheckState['metrics'][number] | undefined {
  return state?.metrics.find((metric) => metric.crit ?? metric.warn) ?? state?.metrics[0];
}

/** The limit a sparkline shows: the one that is broken, else the first there is. */
export function limitOf(state: CheckState | undefined): number | undefined {
  const metric = mainMetric(state);
  if (!metric) return undefined;
  const limits = thresholdsOf(metric);
  return (brokenBy(limits, metric.value) ?? limits[0])?.value;
}

/** Values of the last hour, oldest first; empty until they come. */
export function useLastHour(checkId: CheckId, metric: string | null): Values {
  const [values, setValues] = useState<Values>(() => kept.get(checkId)?.values ?? []);
  const live = useWorld((world) => world.link === 'live');
  const engineId = useWorld((world) => world.engineId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another engine may know another hour
  useEffect(() => {
    if (!live) return;
    let seen = true;
    const load = async () => {
      if (!seen) return;
      const now = Date.now();
      try {
        const known = kept.get(checkId);
        const hour = known && now - known.at < FRESH_MS ? known : await fetchHour(checkId, metric, now);
        keep(checkId, hour);
        if (seen) setValues(hour.values);
      } catch {
        // No history is no reason to say anything: the strip stands without its line, the link says if it is lost.
      }
    };
    const queue = () => {
      waiting.push(load);
      next();
    };
    queue();
    const timer = setInterval(queue, FRESH_MS);
    return () => {
      seen = false;
      clearInterval(timer);
    };
  }, [checkId, metric, live, engineId]);
  return values;
}
