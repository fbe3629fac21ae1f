// Weeks that never were: rows of every kind by chance, within what their columns may hold, put together by the program as a report.
import type { Cell, Report } from '../../electron/contract/model/report.ts';
import { SECTION_KINDS, sectionOf } from '../../electron/engine/core/report-figures.ts';
import { cellsOf, type ReportRows, ROW_KINDS, type RowsId, rowSetOf } from '../../electron/engine/core/report-rows.ts';
import { DAY, FROM, frame, resultOf, rowsOf } from '../unit/report-makers.ts';
import { type Chance, createChance } from './kill-chance.ts';

/** What a text column may say; anything else is a name. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'alerts hours': ['business', 'off', 'sleep'],
  'alerts subject': ['web1 http', 'db1 dump', 'sw1', '=cmd()', 'Zürich "x", y'],
  'incidents ended': ['', 'closed', 'cancelled', 'merged'],
  'sla-clocks clock': ['acknowledge', 'resolve'],
  'sla-clocks state': ['kept', 'missed'],
  'windows course': ['took place', 'called off', 'not begun'],
  'windows change': ['', 'CHG-1'],
  'runs change': ['', 'CHG-2'],
  'runs outcome': ['green', 'skips', 'unverified', 'failed', 'aborted', 'rolled-back', ''],
  'runs runbook': ['tidy', 'restart', 'failover'],
  'runbook-reviews freshness': ['fresh', 'due', 'stale', 'expired'],
  'handoffs state': ['accepted', 'accepted-with-questions', 'declined', 'superseded', 'open'],
  'watch-gaps reason': ['engine-down', 'asleep', 'isolated', 'overloaded'],
};

/** Columns that are never empty. */
const ALWAYS = new Set([
  'alerts at',
  'incidents ageMs',
  'interruption-nights alerts',
  'own-backups at',
  'sla-clocks overMs',
]);
/** Columns that say yes or no. */
const FLAGS = new Set([
  'begins',
  'ended',
  'open',
  'seen',
  'good',
  'late',
  'early',
  'interrupted',
  'overridden',
  'handedOver',
]);

const COUNTED_FROM_OTHERS = ['basis', 'watch-gaps', 'section-coverage'];

function cell(chance: Chance, id: string, key: string, type: string): Cell {
  const column = `${id} ${key}`;
  if (type === 'text') return chance.pick(WORDS[column] ?? ['one', 'two', 'three']);
  if (key === 'severity') return 1 + chance.below(4);
  if (FLAGS.has(key)) return chance.below(2);
  if (!ALWAYS.has(column) && !id.startsWith('availability-') && chance.next() < 0.2) return null;
  switch (type) {
    case 'at':
      return FROM - DAY + chance.below(9 * DAY);
    case 'ms':
      return chance.next() < 0.1 ? 0 : chance.below(5 * 3_600_000);
    case 'percent':
      return 100 * chance.next();
    case 'number':
      return 120 * chance.next() - 5;
    default:
      return chance.below(9);
  }
}

/** The same seed gives the same week; every fifth is almost empty. */
export function randomWeek(seed: number): Report {
  const chance = createChance(seed);
  const most = seed % 5 === 0 ? 2 : 30;
  const some: Record<string, Record<string, Cell>[]> = {};
  for (const [id, kind] of Object.entries(ROW_KINDS)) {
    if (COUNTED_FROM_OTHERS.includes(id)) continue;
    const columns = Object.entries(kind.columns as Record<string, readonly [string, string]>);
    some[id] = Array.from({ length: chance.below(most) }, () =>
      Object.fromEntries(columns.map(([key, [, type]]) => [key, cell(chance, id, key, type)])),
    );
  }
  some['watch-gaps'] = Array.from({ length: chance.below(most / 2) }, () => {
    const from = FROM + chance.below(6 * DAY);
    const ms = 1 + chance.below(DAY);
    return { reason: chance.pick(WORDS['watch-gaps reason'] ?? []), from, to: from + ms, ms };
  });
  some['section-coverage'] =
    seed % 7 === 0
      ? []
      : frame().slots.map(({ from, to, label }) => ({
          slot: label,
          from,
          to,
          periodMs: to - from,
          watchedMs: chance.below(to - from + 1),
        }));
  const value = (name: string, of: number | null, words = '') => ({ name, value: of, words });
  some.basis = [
    value('until', FROM + 7 * DAY),
    value('target', chance.pick([99.9, 99, 95.5, 100, 99.95])),
    value('operators', chance.next() < 0.2 ? null : 1 + chance.below(4)),
    value('recordFrom', chance.next() < 0.1 ? null : FROM - DAY + chance.below(9 * DAY)),
    value('head', 1 + chance.below(90_000)),
    value('hours', null, 'business 08:00-18:00'),
  ];
  // As they are gathered: in the order of time; what was good was seen.
  some.alerts?.sort((a, b) => Number(a.at) - Number(b.at));
  some['backup-days'] = (some['backup-days'] ?? []).map((day) => ({
    ...day,
    good: day.seen === 1 ? (day.good ?? 0) : 0,
  }));
  return reportOf(rowsOf(some as never));
}

function reportOf(rows: ReportRows): Report {
  const of = frame();
  return {
    title: 'Weekly report',
    period: {
      kind: 'weekly',
      from: of.from,
      to: of.to,
      zone: 'UTC',
      words: 'Mon 16 to Sun 22 November 2026',
      isPartial: false,
    },
    scope: 'all sites',
    madeAt: of.to + 3_600_000,
    madeBy: 'ada',
    head: { seq: 4_711, hash: 'ab'.repeat(32) },
    sections: SECTION_KINDS.map((kind) => resultOf(sectionOf(kind, rows, of))),
    rowSets: (Object.keys(ROW_KINDS) as RowsId[]).map((id) => rowSetOf(id, cellsOf(id, rows[id] as never))),
  };
}
