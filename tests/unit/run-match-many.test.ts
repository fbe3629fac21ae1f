// Suggestions over a storm: ten thousand problems, thirty runbooks. What did not change is not looked at again.
import { expect, test } from 'vitest';
import type { Check } from '../../electron/contract/model/check.ts';
import type { Host } from '../../electron/contract/model/host.ts';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { Result } from '../../electron/contract/model/result.ts';
import type { RunbookMatch } from '../../electron/contract/model/runbook.ts';
import { outputExcerpt } from '../../electron/engine/core/output-excerpt.ts';
import { createSuggestions, type Suggestable } from '../../electron/engine/services/runbooks/suggestions.ts';
import { createWorld } from '../../electron/engine/services/world.ts';

const PROBLEMS = 10_000;
const RUNBOOKS = 30;

/** Counts how often a `match` was looked at. */
function storm() {
  const hosts = Array.from({ length: PROBLEMS }, (_, n) => ({
    id: `h${n}`,
    name: `h${n}`,
    tags: n % 2 ? ['linux'] : [],
  }));
  const checks = hosts.map(({ id }) => ({ id: `c-${id}`, hostId: id, name: 'system', kind: 'system' }));
  const world = createWorld(hosts as never as Host[], checks as never as Check[]);
  for (const { id, hostId } of checks) {
    const problem = { id: `p-${hostId}`, hostId, checkId: id, status: 'critical', severity: 2, openedAt: 0 };
    const metrics = [{ name: 'disk.used./var', value: 97, unit: '%', warn: '85', crit: '95' }];
    world.problems.set(id as CheckId, problem as never as Problem);
    world.lastResults.set(
      id as CheckId,
      { checkId: id, summary: `disk of ${hostId} 97 %`, metrics } as never as Result,
    );
  }
  let looks = 0;
  const candidates = Array.from({ length: RUNBOOKS }, (_, n): Suggestable => {
    const match: RunbookMatch = {
      get kind() {
        looks += 1;
        return n % 3 === 0 ? 'ping' : 'system';
      },
      metric: n % 2 === 0 ? 'disk.used' : null,
      status: [],
      tags: n % 5 === 0 ? ['linux'] : [],
      check: n % 4 === 0 ? 'sys*' : null,
      summary: n % 7 === 0 ? 'disk of h\\d+ 9[5-9] %' : null,
    };
    const runbook = {
      id: `r${String(n).padStart(2, '0')}`,
      title: `R${n}`,
      state: 'active',
      review: null,
      match: [match],
    };
    const runs = { total: 0, green: 0, medianMs: null };
    return { runbook, summary: { freshness: 'fresh', hash: '', runs } } as never as Suggestable;
  });
  let version = 1;
  const suggestions = createSuggestions({ world, candidates: () => candidates, version: () => version, now: () => 0 });
  return {
    world,
    suggestions,
    readAnew: () => (version += 1),
    looked() {
      const seen = looks;
      looks = 0;
      return seen;
    },
  };
}

test('what every problem fits is found once, and only what changed is looked at again', () => {
  const { world, suggestions, readAnew, looked } = storm();
  const first = suggestions.fitting();
  expect(first.length).toBeGreaterThan(15);
  expect(first[0]).toMatchObject({ count: PROBLEMS });
  expect(first[0]?.problemIds).toHaveLength(100);
  expect(looked()).toBeGreaterThanOrEqual(PROBLEMS * RUNBOOKS);

  expect(suggestions.fitting()).toEqual(first);
  expect(looked()).toBe(0);

  const id = 'c-h7' as CheckId;
  const known = world.lastResults.get(id) as Result;
  world.lastResults.set(id, { ...known, metrics: [] });
  world.problems.delete('c-h8' as CheckId);
  const changed = suggestions.fitting();
  expect(changed[0]).toMatchObject({ count: PROBLEMS - 1 });
  expect(looked()).toBeLessThanOrEqual(RUNBOOKS * 4);

  readAnew();
  suggestions.fitting();
  expect(looked()).toBeGreaterThanOrEqual((PROBLEMS - 1) * RUNBOOKS);
});

test('suggestions for one problem are at most twenty, best first, the same every time', () => {
  const { suggestions } = storm();
  const found = suggestions.suggest('p-h1' as never);
  const scores = found.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(found.length).toBeLessThanOrEqual(20);
  expect(suggestions.suggest('p-h1' as never)).toEqual(found);
  expect(suggestions.suggest('p-nobody' as never)).toEqual([]);
});

const lines = (count: number, words = 'line'): string =>
  Array.from({ length: count }, (_, n) => `${words} ${n + 1}`).join('\n');

test('a short output stays as it is; of a long one the beginning and the end are kept, and the rest is counted', () => {
  const size = { lines: 9, characters: 1_000 };
  expect(outputExcerpt('one\ntwo\n', size)).toBe('one\ntwo');
  expect(outputExcerpt(lines(9), size)).toBe(lines(9));
  expect(outputExcerpt(lines(100), size).split('\n')).toEqual([
    'line 1',
    'line 2',
    'line 3',
    '[91 lines are left out here]',
    ...[95, 96, 97, 98, 99, 100].map((n) => `line ${n}`),
  ]);
  expect(outputExcerpt(lines(10), size)).toContain('[1 line is left out here]');
});

test('however long its lines are, an excerpt has its bounds and no half characters', () => {
  const size = { lines: 20, characters: 300 };
  for (const text of [
    lines(500, 'x'.repeat(40)),
    '😀'.repeat(5_000),
    `${'a'.repeat(9_000)}\nend`,
    `start\n${'b'.repeat(9_000)}`,
  ]) {
    const excerpt = outputExcerpt(text, size);
    expect(excerpt.length).toBeLessThan(400);
    expect(excerpt.isWellFormed()).toBe(true);
    expect(excerpt).toMatch(/left out here/);
  }
});
