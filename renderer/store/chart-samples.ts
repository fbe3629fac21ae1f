// Pure: what charts are drawn from. History once, then every new result behind it.
import type { Series } from '../../electron/contract/api/history.ts';
import type { Result } from '../../electron/contract/model/result.ts';
import type { Samples } from '../ui/charts/slots.ts';

/** By check and metric. */
export type SampleMap = ReadonlyMap<string, Samples>;

export const sampleKey = (checkId: string, metric: string): string => `${checkId} ${metric}`;

export const NO_SAMPLES: Samples = { at: [], avg: [] };

/** The map with the history of one check in it; what came live meanwhile and is newer stays behind it. */
export function withHistory(map: SampleMap, checkId: string, history: readonly Series[]): SampleMap {
  const next = new Map(map);
  for (const { metric, at, avg, min, max } of history) {
    const key = sampleKey(checkId, metric);
    const past = trimmed({ at, avg, min, max });
    const last = past.at.at(-1) ?? Number.NEGATIVE_INFINITY;
    next.set(key, joined(past, after(map.get(key) ?? NO_SAMPLES, last)));
  }
  return next;
}

/** Empty slots at both ends say nothing: they lie before the first result or in the future. */
function trimmed(samples: Samples): Samples {
  const first = samples.avg.findIndex((value) => value !== null);
  const last = samples.avg.findLastIndex((value) => value !== null);
  if (first < 0) return NO_SAMPLES;
  return cut(samples, first, last + 1);
}

const cut = ({ at, avg, min, max }: Samples, from: number, to?: number): Samples => ({
  at: at.slice(from, to),
  avg: avg.slice(from, to),
  min: min?.slice(from, to),
  max: max?.slice(from, to),
});

function after(samples: Samples, time: number): Samples {
  const from = samples.at.findIndex((at) => at > time);
  return from < 0 ? NO_SAMPLES : cut(samples, from);
}

const joined = (a: Samples, b: Samples): Samples => ({
  at: [...a.at, ...b.at],
  avg: [...a.avg, ...b.avg],
  min: [...(a.min ?? a.avg), ...(b.min ?? b.avg)],
  max: [...(a.max ?? a.avg), ...(b.max ?? b.avg)],
});

/** The map with these results behind it. Results that are no newer than what is there are dropped. */
export function withResults(map: SampleMap, results: readonly Result[], keepFrom: number): SampleMap {
  const next = new Map(map);
  for (const result of results.toSorted((a, b) => a.at - b.at)) {
    for (const { name, value } of result.metrics) {
      const key = sampleKey(result.checkId, name);
      const known = next.get(key) ?? NO_SAMPLES;
      if ((known.at.at(-1) ?? 0) >= result.at) continue;
      next.set(key, joined(after(known, keepFrom), { at: [result.at], avg: [value] }));
    }
  }
  return next;
}

/** Which metrics a check is known to have brought, with their units. */
export type SeenMetrics = ReadonlyMap<string, readonly SeenMetric[]>;
export interface SeenMetric {
  readonly name: string;
  readonly unit: string;
}

/** With the metrics of these series among them. What was seen once stays: it must not come and go with the zoom. */
export function withSeen(seen: SeenMetrics, checkId: string, history: readonly Series[]): SeenMetrics {
  const known = seen.get(checkId) ?? [];
  const names = new Set(known.map(({ name }) => name));
  const fresh = history.filter(({ metric, avg }) => !names.has(metric) && avg.some((value) => value !== null));
  if (fresh.length === 0) return seen;
  return new Map(seen).set(checkId, [...known, ...fresh.map(({ metric, unit }) => ({ name: metric, unit }))]);
}

/** Every time of the map later by `ms`. */
export const shifted = (map: SampleMap, ms: number): SampleMap =>
  new Map([...map].map(([key, samples]) => [key, { ...samples, at: samples.at.map((at) => at + ms) }]));

/** The last measured value and its time; null when there is none. */
export function lastValue({ at, avg }: Samples): { readonly at: number; readonly value: number } | null {
  const index = avg.findLastIndex((value) => value !== null);
  const value = avg[index];
  return value === undefined || value === null ? null : { at: at[index] ?? 0, value };
}
