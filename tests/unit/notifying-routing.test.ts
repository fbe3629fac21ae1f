// Which routes take an alert: by severity, tag, site and hours; and the host at the root of it.
import { expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import { type RouteDraft, route } from '../../electron/contract/model/notice.ts';
import type { Severity } from '../../electron/contract/model/severity.ts';
import { groupKey, rootOf, routesFor } from '../../electron/engine/core/routing.ts';

const made = (name: string, more: Partial<RouteDraft> = {}) => route.parse({ id: name, name, ...more });
const taken = (
  routes: ReturnType<typeof made>[],
  alert: { severity?: Severity; tags?: string[]; site?: string } = {},
  at = Date.UTC(2026, 10, 20, 12),
) => routesFor(routes, { severity: 2, tags: [], site: 'ams1', ...alert }, at).map(({ name }) => name);

test('the first route that fits takes it; with "go on" those behind it are tried too', () => {
  expect(taken([made('a'), made('b')])).toEqual(['a']);
  expect(taken([made('a', { goOn: true }), made('b', { goOn: true }), made('c'), made('d')])).toEqual(['a', 'b', 'c']);
  expect(taken([made('off', { enabled: false }), made('b')])).toEqual(['b']);
});

test('severity, tag and site must fit; an empty list fits all', () => {
  const wake = made('wake', { severities: [1] });
  const core = made('core', { tags: ['core', 'wan'] });
  const fra = made('fra', { sites: ['fra2'] });
  const rest = made('rest');
  const all = [wake, core, fra, rest];
  expect(taken(all, { severity: 1 })).toEqual(['wake']);
  expect(taken(all, { tags: ['web', 'wan'] })).toEqual(['core']);
  expect(taken(all, { site: 'fra2' })).toEqual(['fra']);
  expect(taken(all)).toEqual(['rest']);
  expect(taken([wake, fra])).toEqual([]);
});

test('hours across midnight: Friday 22:00 to 06:00 in Berlin reaches into Saturday', () => {
  const night = made('night', { hours: { zone: 'Europe/Berlin', days: [5], from: '22:00', to: '06:00' } });
  const at = (day: number, hour: number, minute = 0) => taken([night], {}, Date.UTC(2026, 10, day, hour, minute));
  // 20 November 2026 is a Friday; Berlin is an hour ahead of UTC.
  expect(at(20, 20, 59)).toEqual([]);
  expect(at(20, 21)).toEqual(['night']);
  expect(at(21, 4, 59)).toEqual(['night']);
  expect(at(21, 5)).toEqual([]);
  expect(at(21, 22)).toEqual([]);
});

test('the root is followed up the chain, and two hosts that blame each other do not hang it', () => {
  const because = new Map([
    ['web', 'rack'],
    ['rack', 'core'],
  ] as [HostId, HostId][]);
  const of = (host: string, map = because) => rootOf(host as HostId, (id) => map.get(id) ?? null);
  expect(of('web')).toBe('core');
  expect(of('core')).toBe('core');
  expect(['a', 'b']).toContain(
    of(
      'a',
      new Map([
        ['a', 'b'],
        ['b', 'a'],
      ] as [HostId, HostId][]),
    ),
  );
});

test('groups are those of one cause, one site or the whole route', () => {
  const key = (groupBy: 'cause' | 'site' | 'route') =>
    groupKey(made('r', { groupBy }), { site: 'ams1' }, 'core' as HostId);
  expect([key('cause'), key('site'), key('route')]).toEqual(['r cause core', 'r site ams1', 'r route']);
});
