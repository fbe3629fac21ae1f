// Pure: what a stretch of states adds up to. Weighted by time, never by counting results (spec: monitoring,
// "Availability"): warning is good; down, critical and unknown are bad; unreachable has a column of its own; pending and
// not monitored leave the denominator. All columns add up to the period.

export type SpanStatus =
  | 'ok'
  | 'warning'
  | 'critical'
  | 'down'
  | 'unknown'
  | 'unreachable'
  | 'pending'
  | 'not-monitored'
  | 'maintenance';

/** `from` inclusive, `to` exclusive, epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly status: SpanStatus;
}

export interface StateSummary {
  /** Good share of what was measured, 0..1; null when nothing was measured: never 100 %. */
  readonly available: number | null;
  /** good + bad, ms. */
  readonly measuredMs: number;
  /** Time in each state, ms; what the spans leave open is not monitored. */
  readonly inStateMs: Readonly<Record<SpanStatus, number>>;
}

const GOOD: readonly SpanStatus[] = ['ok', 'warning'];
const BAD: readonly SpanStatus[] = ['down', 'critical', 'unknown'];

/** Clipped to the period; where spans overlap the later one counts, and no moment counts twice. */
export function clipSpans(spans: readonly Span[], from: number, to: number): readonly Span[] {
  const ordered = [...spans].sort((a, b) => a.from - b.from);
  return ordered.flatMap((span, index) => {
    const next = ordered[index + 1]?.from ?? to;
    const clipped = { ...span, from: Math.max(span.from, from), to: Math.min(span.to, to, next) };
    return clipped.to > clipped.from ? [clipped] : [];
  });
}

/** Adds up the spans of a period. */
export function summarise(spans: readonly Span[], from: number, to: number): StateSummary {
  const inStateMs: Record<SpanStatus, number> = {
    ok: 0,
    warning: 0,
    critical: 0,
    down: 0,
    unknown: 0,
    unreachable: 0,
    pending: 0,
    'not-monitored': 0,
    maintenance: 0,
  };
  let covered = 0;
  for (const span of clipSpans(spans, from, to)) {
    inStateMs[span.status] += span.to - span.from;
    covered += span.to - span.from;
  }
  inStateMs['not-monitored'] += Math.max(0, to - from - covered);
  const sum = (statuses: readonly SpanStatus[]) => statuses.reduce((total, status) => total + inStateMs[status], 0);
  const good = sum(GOOD);
  const measuredMs = good + sum(BAD);
  return { available: measuredMs === 0 ? null : good / measuredMs, measuredMs, inStateMs };
}

/** Percent without flattery: what is not whole never reads as 100 %. */
export function availablePercent(share: number): string {
  const percent = share * 100;
  const scale = percent >= 99.9 && percent < 100 ? 1_000 : 10;
  const rounded = Math.round(percent * scale) / scale;
  return String(rounded >= 100 && percent < 100 ? Math.floor(percent * scale) / scale : rounded);
}
