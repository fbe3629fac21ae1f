// Who is covered, and who collides: scopes and conflicts of windows.
import { describe, expect, test } from 'vitest';
import type { CheckId, HostId, WindowId } from '../../electron/contract/model/ids.ts';
import type { Occurrence } from '../../electron/contract/model/maintenance.ts';
import { scope } from '../../electron/contract/model/scope.ts';
import { conflictsOf, MOST_CONFLICTS } from '../../electron/engine/core/maintenance-conflicts.ts';
import { coveredBy, coverOf } from '../../electron/engine/core/scope.ts';

const host = (id: string, site = 'ams', ...tags: string[]) => ({ id: id as HostId, site, tags });
const hosts = [host('web1', 'ams', 'prod'), host('web2', 'ams'), host('db1', 'fra', 'prod', 'db'), host('sw1', 'fra')];
const checks = new Map(
  hosts.flatMap(({ id }) => ['ping', 'http'].map((name) => [`${id} ${name}` as CheckId, { hostId: id }])),
);
const covered = (draft: object) => {
  const { hosts: found, checks: count } = coveredBy(scope.parse(draft), { hosts, checks });
  return { hosts: [...found].sort(), checks: count };
};

describe('a scope', () => {
  test.each([
    [{ hostIds: ['web1'] }, ['web1'], 2],
    [{ checkIds: ['web1 http'] }, ['web1'], 1],
    [{ tags: ['prod'] }, ['db1', 'web1'], 4],
    [{ sites: ['fra'] }, ['db1', 'sw1'], 4],
    [
      { tags: ['prod'], sites: ['fra'], hostIds: ['web2'], checkIds: ['sw1 http', 'web1 ping'] },
      ['db1', 'sw1', 'web1', 'web2'],
      8,
    ],
    [{ tags: ['Prod'], hostIds: ['gone'], checkIds: ['gone'] }, [], 0],
  ])('%j adds up what each of its parts names', (draft, names, count) => {
    expect(covered(draft)).toEqual({ hosts: names, checks: count });
    const covers = coverOf(scope.parse(draft));
    const one = [...checks].filter(([id, { hostId }]) =>
      covers(hosts.find((each) => each.id === hostId) ?? host(''), id),
    );
    expect(one).toHaveLength(count);
  });
});

describe('conflicts', () => {
  const of = (windowId: string, from: number, to: number): Occurrence => ({
    windowId: windowId as WindowId,
    startsAt: from,
    from,
    to,
    state: 'planned',
  });
  const covers: Record<string, readonly string[]> = { a: ['web1', 'web2'], b: ['web2', 'db1'], c: ['sw1'] };
  const sets = new Map(Object.entries(covers).map(([id, names]) => [id, new Set(names as HostId[])]));
  const facts = (...occurrences: Occurrence[]) => ({
    occurrences,
    hostsOf: ({ windowId }: Occurrence) => sets.get(windowId) ?? new Set<HostId>(),
    nameOf: (id: HostId) => id.toUpperCase(),
  });

  test('two windows that overlap and share a host collide for just that time', () => {
    const found = conflictsOf(facts(of('a', 0, 10), of('b', 5, 20), of('c', 6, 8)));
    expect(found).toMatchObject([{ from: 5, to: 10, hosts: ['WEB2'], hostCount: 1 }]);
  });

  test('one after the other, without shared hosts, or of the same window: none', () => {
    expect(conflictsOf(facts(of('a', 0, 5), of('b', 5, 9)))).toEqual([]);
    expect(conflictsOf(facts(of('a', 0, 5), of('c', 1, 9)))).toEqual([]);
    expect(conflictsOf(facts(of('a', 0, 5), of('a', 1, 9)))).toEqual([]);
  });

  test('one long window meets each of the short ones inside it; asked for one window, only its own are named', () => {
    const occurrences = [of('a', 0, 100), of('b', 10, 20), of('b', 30, 40), of('b', 100, 110)];
    expect(conflictsOf(facts(...occurrences)).map(({ from }) => from)).toEqual([10, 30]);
    expect(conflictsOf(facts(...occurrences), 'c' as WindowId)).toEqual([]);
  });

  test('more than a calendar shows are cut in order of time', () => {
    const many = Array.from({ length: 3_000 }, (_, n) => of('b', n * 10 + 1, n * 10 + 5));
    const found = conflictsOf(facts(of('a', 0, 100_000), ...many));
    expect(found).toHaveLength(MOST_CONFLICTS);
    expect(found.at(-1)?.from).toBe((MOST_CONFLICTS - 1) * 10 + 1);
  });
});
