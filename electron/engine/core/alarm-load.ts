// The alarm load of a period by ISA-18.2 and EEMUA 191 (spec monitoring, "Alerts and correlation"): how much is asked of one
// operator, and by what. Counted are alerts that ask for something: a problem, a change for the worse or the better, the
// start of flapping; all-clears are not. Time nobody watched is no time without alerts: it leaves the denominators.
import type { AlarmLoad, AlarmSource } from '../../contract/model/alarm-load.ts';
import type { Severity } from '../../contract/model/severity.ts';
import { floodsOf, peakOf } from './alarm-floods.ts';
import {
  chatteringFigure,
  floodFigure,
  peakFigure,
  perHourFigure,
  prioritiesFigure,
  staleFigure,
  topTenFigure,
} from './alarm-verdicts.ts';

export interface LoadAlert {
  readonly at: number;
  readonly checkId: string;
  readonly subject: string;
  readonly severity: Severity;
}

export interface LoadFacts {
  /** [from, to), epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Whether `to` is now: what goes on has no end yet. */
  readonly ongoing: boolean;
  /** In order; those from before `from` only tell which flood it began in. */
  readonly alerts: readonly LoadAlert[];
  /** Checks that went bad and good three times within a minute. */
  readonly chattering: ReadonlySet<string>;
  readonly subjectOf: (checkId: string) => string;
  /** Told problems that were open for over 24 h at the end, oldest first. */
  readonly stale: readonly { readonly problemId: string; readonly subject: string; readonly since: number }[];
  /** When nobody watched; in any order, may overlap. */
  readonly gaps: readonly { readonly from: number; readonly to: number | null }[];
  /** Working at the same time; at least 1. */
  readonly operators: number;
}

const HOUR_MS = 3_600_000;
const SLOT_MS = 600_000;
const MOST_SLOTS = 600;
/** Figures over less are provisional. */
const SETTLED_MS = 30 * 86_400_000;

export function alarmLoadOf(facts: LoadFacts): AlarmLoad {
  const { from, to, operators, chattering, stale } = facts;
  const alerts = facts.alerts.filter(({ at }) => at >= from && at < to);
  const watched = watchedSpans(facts.gaps, from, to);
  const watchedMs = lengthOf(watched);
  const sources = sourcesOf(alerts);
  const topSources = sources.slice(0, 10);
  const byCheck = new Map(sources.map((source) => [source.checkId, source]));
  const chatteringSources = [...chattering]
    .map((id) => byCheck.get(id) ?? { checkId: id, subject: facts.subjectOf(id), alerts: 0, share: 0 })
    .sort((a, b) => b.alerts - a.alerts || (a.subject < b.subject ? -1 : 1));
  const whole = floodsOf(facts.alerts.map(({ at }) => at)).filter((flood) => flood.from < to && flood.to > from);
  const floods = whole.map((flood) => ({
    from: Math.max(flood.from, from),
    to: flood.to <= to ? flood.to : facts.ongoing ? null : to,
    alerts: flood.alerts,
  }));
  const inFloods = floods.reduce((sum, flood) => sum + within(watched, flood.from, flood.to ?? to), 0);
  const perHour = watchedMs === 0 ? 0 : (alerts.length * HOUR_MS) / watchedMs / operators;
  const peak = peakOf(alerts.map(({ at }) => at));
  const bySeverity = countSeverities(alerts);
  return {
    from,
    to,
    provisional: watchedMs < SETTLED_MS,
    operators,
    alerts: alerts.length,
    perHour: perHourFigure(perHour, topSources),
    peakTenMinutes: peakFigure(peak),
    floodTime: floodFigure(watchedMs === 0 ? 0 : (100 * inFloods) / watchedMs, floods),
    floods,
    chattering: chatteringFigure(chatteringSources),
    chatteringSources,
    stale: staleFigure(stale, to),
    staleProblems: stale,
    topTen: topTenFigure(topSources, alerts.length),
    topSources,
    bySeverity,
    priorities: prioritiesFigure(bySeverity),
    slots: slotsOf(alerts, from, to),
  };
}

/** Most alerts first. */
function sourcesOf(alerts: readonly LoadAlert[]): readonly AlarmSource[] {
  const counts = new Map<string, { subject: string; alerts: number }>();
  for (const { checkId, subject } of alerts) {
    const count = counts.get(checkId);
    if (count) count.alerts += 1;
    else counts.set(checkId, { subject, alerts: 1 });
  }
  return [...counts]
    .map(([checkId, count]) => ({ checkId, ...count, share: count.alerts / alerts.length }))
    .sort((a, b) => b.alerts - a.alerts || (a.subject < b.subject ? -1 : 1));
}

function countSeverities(alerts: readonly LoadAlert[]): AlarmLoad['bySeverity'] {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (const { severity } of alerts) counts[severity - 1] = (counts[severity - 1] ?? 0) + 1;
  return counts;
}

function slotsOf(alerts: readonly LoadAlert[], from: number, to: number): AlarmLoad['slots'] {
  const widthMs = Math.max(1, Math.ceil((to - from) / MOST_SLOTS / SLOT_MS)) * SLOT_MS;
  const slots = Math.ceil((to - from) / widthMs);
  const counts = Array.from({ length: slots }, () => 0);
  for (const { at } of alerts) {
    const slot = Math.floor((at - from) / widthMs);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return { startsAt: counts.map((_, slot) => from + slot * widthMs), alerts: counts, widthMs };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** [from, to) without the gaps, in order. */
function watchedSpans(gaps: LoadFacts['gaps'], from: number, to: number): readonly Span[] {
  const spans: Span[] = [];
  let since = from;
  for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
    if (gap.from >= to) break;
    if (gap.from > since) spans.push({ from: since, to: gap.from });
    since = Math.max(since, gap.to ?? to);
  }
  if (since < to) spans.push({ from: since, to });
  return spans;
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + span.to - span.from, 0);

function within(spans: readonly Span[], from: number, to: number): number {
  return spans.reduce((sum, span) => sum + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)), 0);
}
