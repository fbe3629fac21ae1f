// A made-up report of any period: plausible figures, the rows behind them, charts and gaps. The same ask gives the same one.
import type { Report, ReportAsk, ReportSection } from '../../electron/contract/model/report.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { lastWhole, periodAt, periodWords, type Stretch } from '../../renderer/store/report-period.ts';
import type { MadeOf } from './made-report-parts.ts';
import { madeSections } from './made-report-sections.ts';
import { chance } from './worlds-build.ts';

function stretchOf({ period, at, from, to, zone }: ReportAsk, now: number): Stretch {
  if (period === 'custom') return { from: from ?? 0, to: to ?? 0 };
  return at === null ? lastWhole(period, now, zone) : periodAt(period, at, zone);
}

const dayLabel = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone }).format(at);

function daysOf({ from, to }: Stretch, zone: string): MadeOf['days'] {
  const days: { label: string; from: number }[] = [];
  for (let at = from; at < to; at = periodAt('daily', at, zone, 1).from)
    days.push({ label: dayLabel(at, zone), from: at });
  return days;
}

export interface ReportMaker {
  readonly hosts: Iterable<Snapshot['hosts'][number]>;
  readonly now: number;
  readonly by: string;
  /** So many rows of outages, to see what long sets cost. */
  readonly manyRows?: number;
}

/** As the engine would answer; without hosts nothing was measured. */
export function madeReport(ask: ReportAsk, { hosts, now, by, manyRows = 0 }: ReportMaker): Report {
  const { zone, period, scope } = ask;
  const stretch = stretchOf(ask, now);
  const until = Math.min(stretch.to, now);
  const shown = [...hosts].filter(
    (host) =>
      (scope.sites.length === 0 || scope.sites.includes(host.site)) &&
      (scope.tags.length === 0 || scope.tags.some((tag) => host.tags.includes(tag))),
  );
  const made = madeSections(
    { hosts: shown, from: stretch.from, to: until, days: daysOf({ ...stretch, to: until }, zone) },
    manyRows,
  );
  const isEmpty = shown.length === 0;
  return {
    title: `${{ daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly', custom: 'Own' }[period]} report`,
    period: {
      kind: period,
      ...stretch,
      zone,
      words: periodWords(period, stretch, zone),
      isPartial: stretch.to > now,
    },
    scope: scope.sites.length > 0 ? `site ${scope.sites.join(', ')}` : 'all sites',
    madeAt: now,
    madeBy: by,
    head: { seq: 18_402, hash: 'a9f4'.padEnd(60, String(Math.floor(chance(stretch.from) * 9))).concat('77c1') },
    sections: isEmpty ? made.sections.map(emptied) : made.sections,
    rowSets: isEmpty ? made.rowSets.map((set) => ({ ...set, rows: [] })) : made.rowSets,
  };
}

const emptied = (section: ReportSection): ReportSection => ({
  ...section,
  lead: 'Nothing was measured in this period.',
  figures: section.figures.map((one) => ({
    ...one,
    value: one.n === null ? null : one.type === 'count' ? 0 : null,
    n: one.n === null ? null : 0,
    verdict: '',
  })),
  charts: [],
  gaps: section.id === 'availability' ? ['Measured for 0 of 1 day.'] : [],
});
