// Pure: which charts a host gets, the telling ones first: what is broken, then is it there, then how is it doing.
import type { Check } from '../../electron/contract/model/check.ts';
import type { MetricInfo, ProbeKindInfo } from '../../electron/contract/model/kind.ts';
import type { Metric } from '../../electron/contract/model/result.ts';
import type { CheckState } from '../../electron/contract/model/state.ts';
import { brokenBy, thresholdsOf } from '../ui/charts/range.ts';
import type { SeenMetrics } from './chart-samples.ts';

/** A metric as a chart needs it. `value` is null when the last result does not carry it (any more). */
export type Charted = Pick<Metric, 'name' | 'unit' | 'warn' | 'crit'> & { readonly value: number | null };

export interface ChartChoice {
  readonly key: string;
  readonly check: Check;
  readonly metric: Charted;
  /** The other direction (what goes out beside what comes in), drawn in the same chart. */
  readonly second: { readonly metric: Charted; readonly label: string } | null;
  readonly title: string;
  readonly legend: string;
  readonly rank: number;
}

/** Besides what is broken, in this order; the first that matches a metric's name counts. */
const ORDER: readonly (readonly [RegExp, number])[] = [
  [/(^|\.)(min|max|mdev|stddev)(\.|$)/i, 90],
  [/rtt/i, 10],
  [/loss/i, 11],
  [/lag|delay|behind/i, 12],
  [/cpu/i, 20],
  [/mem/i, 21],
  [/load/i, 22],
  [/disk|fs|filesystem/i, 23],
  [/net|rx|tx/i, 24],
  [/total|time|duration|days|age/i, 30],
  [/temp/i, 40],
  [/swap|proc|uptime/i, 50],
];

/** Names that are two directions of one thing. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['rx', 'tx'],
  ['in', 'out'],
  ['read', 'write'],
];

/** What a metric is called: its own entry of the kind's list, or the family it belongs to ('disk.used.*'). */
export function metricTitle(name: string, infos: readonly MetricInfo[]): string {
  const own = infos.find((info) => info.name === name);
  if (own) return own.label;
  const family = infos.find((info) => info.name.endsWith('*') && name.startsWith(info.name.slice(0, -1)));
  if (family) return `${family.label} ${name.slice(family.name.length - 1)}`.trim();
  return capital(name.replace(/[._-]+/g, ' ').trim());
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const isNamed = (name: string, infos: readonly MetricInfo[]) =>
  infos.some((info) => info.name === name || (info.name.endsWith('*') && name.startsWith(info.name.slice(0, -1))));

function rankOf(check: Check, state: CheckState, metric: Charted, index: number): number {
  const broken = brokenBy(thresholdsOf(metric), metric.value);
  if (broken) return broken.level === 'critical' ? 0 : 1;
  if (index === 0 && state.status !== 'ok' && state.status !== 'pending') return 2;
  const known = ORDER.find(([pattern]) => pattern.test(metric.name))?.[1] ?? 35;
  // The alive check speaks for the host, whatever it measures.
  return check.alive && known < 90 ? Math.min(known, 10 + index) : known;
}

/** The name of the other direction of `name`, when it is the first of a pair. */
function partnerOf(name: string, names: ReadonlySet<string>): { name: string; label: string } | null {
  for (const [first, second] of PAIRS) {
    const parts = name.split('.');
    const at = parts.indexOf(first);
    if (at < 0) continue;
    const partner = parts.with(at, second).join('.');
    if (names.has(partner)) return { name: partner, label: second };
  }
  return null;
}

/**
 * Every metric of every check as a chart, best first; ties keep the order of the checks. `seen` adds those that only the
 * past has: a host that is down measures nothing, and what it measured before is what is being looked for.
 */
export function chooseCharts(
  checks: readonly Check[],
  states: ReadonlyMap<string, CheckState>,
  kinds: ReadonlyMap<string, ProbeKindInfo>,
  seen: SeenMetrics = new Map(),
): readonly ChartChoice[] {
  const choices = checks.flatMap((check) => {
    const state = states.get(check.id);
    if (!state) return [];
    const now = new Set(state.metrics.map(({ name }) => name));
    const former = (seen.get(check.id) ?? []).filter(({ name }) => !now.has(name));
    const metrics: readonly Charted[] = [...state.metrics, ...former.map((each) => ({ ...each, value: null }))];
    return chartsOf(check, state, metrics, kinds.get(check.kind)?.metrics ?? []);
  });
  return choices.toSorted((a, b) => a.rank - b.rank);
}

function chartsOf(
  check: Check,
  state: CheckState,
  metrics: readonly Charted[],
  infos: readonly MetricInfo[],
): readonly ChartChoice[] {
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  const names = new Set(byName.keys());
  const partners = new Set([...names].map((name) => partnerOf(name, names)?.name));
  return metrics.flatMap((metric, index) => {
    if (partners.has(metric.name)) return [];
    const partner = partnerOf(metric.name, names);
    const other = partner ? byName.get(partner.name) : undefined;
    // A check of one figure the kind has no word for is what its check is called.
    const title =
      byName.size === 1 && !isNamed(metric.name, infos) ? capital(check.name) : metricTitle(metric.name, infos);
    return [
      {
        key: `${check.id} ${metric.name}`,
        check,
        metric,
        second: partner && other ? { metric: other, label: partner.label } : null,
        title,
        legend: title.toLowerCase() === check.name.toLowerCase() ? singleLegend(metric.name, title) : check.name,
        rank: rankOf(check, state, metric, index),
      },
    ];
  });
}

/** The metric's own name, where it says more than the title does. */
const singleLegend = (name: string, title: string) => (title.toLowerCase().includes(name.toLowerCase()) ? '' : name);

/** The charts that answer what was typed: every word in the title, the check's name or the metric's own. */
export function findCharts(charts: readonly ChartChoice[], typed: string): readonly ChartChoice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return charts;
  return charts.filter(({ title, check, metric, second }) => {
    const text = `${title} ${check.name} ${metric.name} ${second?.metric.name ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
