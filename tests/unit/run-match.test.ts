// Which runbook is suggested for which alarm, in which order, and what is said of it.
import { expect, test } from 'vitest';
import type { RunbookMatch } from '../../electron/contract/model/runbook.ts';
import { freshnessOf, reviewWords } from '../../electron/engine/core/run-freshness.ts';
import {
  bestFit,
  byScore,
  fitOf,
  type MatchProblem,
  type MatchTools,
  withStanding,
} from '../../electron/engine/core/run-match.ts';
import { outsideWords, type RunWindow, windowTimes } from '../../electron/engine/core/run-windows.ts';
import { matchesGlob } from '../../electron/engine/probes/glob.ts';

const tools: MatchTools = { glob: matchesGlob, found: (source, text) => new RegExp(source, 'i').test(text) };

const match = (parts: Partial<RunbookMatch>): RunbookMatch => ({
  kind: null,
  metric: null,
  status: [],
  tags: [],
  check: null,
  summary: null,
  ...parts,
});

const diskFull: MatchProblem = {
  kind: 'remote-system',
  check: 'system',
  status: 'critical',
  tags: ['linux', 'db'],
  summary: 'disk /var 97 % used',
  outside: ['disk.used./var'],
};

const fits = (parts: Partial<RunbookMatch>, problem = diskFull): boolean =>
  fitOf(match(parts), problem, tools) !== null;

test('every part that is named must fit', () => {
  expect(fits({ kind: 'remote-system', metric: 'disk.used', status: ['warning', 'critical'], tags: ['linux'] })).toBe(
    true,
  );
  expect(fits({ kind: 'ping', metric: 'disk.used' })).toBe(false);
  expect(fits({ kind: 'remote-system', status: ['warning'] })).toBe(false);
  expect(fits({ kind: 'remote-system', tags: ['linux', 'windows'] })).toBe(false);
  expect(fits({ check: 'sys*' })).toBe(true);
  expect(fits({ check: 'sys' })).toBe(false);
  expect(fits({ summary: 'DISK /\\w+' })).toBe(true);
  expect(fits({ summary: 'memory' })).toBe(false);
});

test('a metric counts only while it is beyond its limits, and by whole parts of its name', () => {
  expect(fits({ metric: 'disk.used' })).toBe(true);
  expect(fits({ metric: 'disk.used./var' })).toBe(true);
  expect(fits({ metric: 'disk.use' })).toBe(false);
  expect(fits({ metric: 'disk.used./var/log' })).toBe(false);
  expect(fits({ metric: 'disk.used' }, { ...diskFull, outside: ['disk.used_inodes./', 'cpu.used'] })).toBe(false);
});

test('a runbook that names nothing is suggested for nothing', () => {
  expect(fits({})).toBe(false);
});

test('a host that is down fits by its status', () => {
  const down: MatchProblem = { ...diskFull, kind: 'ping', check: 'ping', status: 'down', outside: [] };
  expect(fits({ kind: 'ping', status: ['down'] }, down)).toBe(true);
  expect(fits({ kind: 'ping', status: ['unreachable'] }, down)).toBe(false);
});

test('the more it names, and the closer, the better', () => {
  const order: readonly Partial<RunbookMatch>[] = [
    { kind: 'remote-system', metric: 'disk.used./var', tags: ['linux', 'db'] },
    { kind: 'remote-system', metric: 'disk.used', tags: ['linux', 'db'] },
    { kind: 'remote-system', metric: 'disk.used', tags: ['linux'] },
    { kind: 'remote-system', metric: 'disk.used', status: ['critical'] },
    { metric: 'disk.used' },
    { kind: 'remote-system', tags: ['linux'], status: ['critical'] },
    { kind: 'remote-system', status: ['critical'] },
    { kind: 'remote-system' },
    { status: ['critical'] },
  ];
  const scores = order.map((parts) => fitOf(match(parts), diskFull, tools)?.score ?? 0);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(new Set(scores).size).toBe(scores.length);
  const best = bestFit(
    [match({ kind: 'remote-system' }), match({ metric: 'disk.used' }), match({ kind: 'ping' })],
    diskFull,
    tools,
  );
  expect(best?.score).toBe(scores[4]);
});

test('the reasons are words an operator can check', () => {
  const fit = fitOf(
    match({ kind: 'remote-system', metric: 'disk.used', status: ['critical'], tags: ['linux'] }),
    diskFull,
    tools,
  );
  expect(fit?.reasons).toEqual(['for disk.used./var of remote-system', 'critical', 'tag linux']);
  const standing = {
    state: 'active',
    freshness: 'stale',
    review: 'stale: reviewed 201 days ago',
    runs: { total: 14, green: 13, medianMs: 60_000 },
  } as const;
  expect(fit && withStanding(fit, standing).reasons.slice(3)).toEqual([
    '14 runs in 90 days, 13 green',
    'stale: reviewed 201 days ago',
  ]);
});

test('between equals: how it fared, how fresh it is, and a draft last; a draft never beats what fits as well', () => {
  const fit = { score: 500, reasons: [] };
  const none = { total: 0, green: 0, medianMs: null };
  const base = { state: 'active', freshness: 'fresh', review: '', runs: none } as const;
  const scored = [
    { ...base, runs: { total: 20, green: 20, medianMs: 1 } },
    base,
    { ...base, freshness: 'stale' as const },
    { ...base, runs: { total: 20, green: 0, medianMs: null } },
    { ...base, freshness: 'expired' as const },
    { ...base, state: 'draft' as const, runs: { total: 20, green: 20, medianMs: 1 } },
  ].map((standing) => withStanding(fit, standing).score);
  expect(scored.slice(0, 3)).toEqual(scored.slice(0, 3).toSorted((a, b) => b - a));
  expect(scored[3]).toBeLessThan(scored[1] ?? 0);
  expect(scored[5]).toBeLessThan(scored[1] ?? 0);
  expect(scored[4]).toBeLessThan(scored[2] ?? 0);
});

test('the same facts give the same order', () => {
  const rows = [
    { score: 10, title: 'B', id: 'b' },
    { score: 20, title: 'Z', id: 'z' },
    { score: 10, title: 'A', id: 'x' },
    { score: 10, title: 'A', id: 'a' },
  ];
  const wanted = ['z', 'a', 'x', 'b'];
  expect(rows.toSorted(byScore).map(({ id }) => id)).toEqual(wanted);
  expect(
    rows
      .toReversed()
      .toSorted(byScore)
      .map(({ id }) => id),
  ).toEqual(wanted);
});

const DAY = 86_400_000;
const reviewed = { last: '2026-01-01', everyMs: 100 * DAY };
const at = (days: number): number => Date.UTC(2026, 0, 1) + days * DAY;

test.each([
  [0, 'fresh', 100],
  [85.9, 'fresh', 14],
  [86, 'due', 14],
  [100, 'due', 0],
  [100.1, 'stale', -1],
  [200, 'stale', -100],
  [200.1, 'expired', -101],
])('after %d days a review of every 100 days is %s', (days, freshness, reviewInDays) => {
  expect(freshnessOf(reviewed, at(days))).toEqual({ freshness, reviewInDays });
});

test('freshness in words', () => {
  expect(reviewWords(reviewed, at(1))).toBe('');
  expect(reviewWords(reviewed, at(97))).toBe('due for review in 3 days');
  expect(reviewWords(reviewed, at(100))).toBe('due for review today');
  expect(reviewWords(reviewed, at(150))).toBe('stale: reviewed 150 days ago');
  expect(reviewWords(reviewed, at(300))).toBe('expired: reviewed 300 days ago');
  expect(reviewWords(null, at(300))).toBe('');
});

const tonight: RunWindow = {
  windowId: 'w1',
  name: 'Core upgrade',
  change: 'CHG-1',
  zone: 'Europe/Berlin',
  times: { from: Date.UTC(2026, 10, 24, 1), to: Date.UTC(2026, 10, 24, 3) },
  active: true,
  uncovered: [],
};

test('inside its window a run just starts', () => {
  expect(outsideWords({ change: 'required', window: tonight })).toBeNull();
  expect(outsideWords({ change: 'none', window: null })).toBeNull();
  expect(outsideWords({ change: 'asked', window: null })).toBeNull();
});

test('outside of it, or without one where one is required, it says when it would be', () => {
  expect(outsideWords({ change: 'none', window: { ...tonight, active: false } })).toBe(
    'outside of the window "Core upgrade" (CHG-1), which begins 2026-11-24 02:00 and ends 04:00 Europe/Berlin',
  );
  expect(outsideWords({ change: 'none', window: { ...tonight, active: false, times: null } })).toMatch(
    /is not now, nor/,
  );
  expect(outsideWords({ change: 'required', window: null })).toMatch(/^outside: .*no maintenance window/);
  expect(outsideWords({ change: 'none', window: { ...tonight, uncovered: ['sw1', 'sw2'] } })).toMatch(
    /does not cover sw1 and 1 more$/,
  );
  expect(windowTimes(tonight)).toBe('2026-11-24 02:00 to 04:00 Europe/Berlin');
});
