// The fleet map: where cells lie, that they all fit, that they stay where they are, and the trace from a dead parent.
import { describe, expect, it } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import { loadSteps } from '../../renderer/features/watch/fleet/load.ts';
import { type FleetSite, toSites } from '../../renderer/fleet/groups.ts';
import { cellAt, layoutFleet, layoutSite, neighbour } from '../../renderer/fleet/layout.ts';
import { siteStates } from '../../renderer/fleet/site-state.ts';
import { traceSegments } from '../../renderer/fleet/trace.ts';
import { applyPush, fromSnapshot } from '../../renderer/store/apply.ts';
import { hostLooks } from '../../renderer/store/roll-up.ts';
import { bigFleet, designNight } from '../support/worlds.ts';
import { hostIdOf, problemIdOf } from '../support/worlds-build.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
const worldOf = (snapshot: ReturnType<typeof designNight>) =>
  fromSnapshot({ type: 'snapshot', seq: 0, engineId: 'one', at: NOW, world: snapshot });
const night = worldOf(designNight(NOW));
const sites = toSites(night.hosts, 'role');
const NARROW = { width: 982, height: 226, wide: false };

describe('sites and rows', () => {
  it('run from the hosts nearest to the monitor outwards', () => {
    expect(sites.map(({ name, size }) => [name, size])).toEqual([
      ['ams1', 214],
      ['fra2', 206],
      ['lon3', 178],
    ]);
    expect(sites[0]?.rows.map(({ label }) => label).slice(0, 5)).toEqual(['core', 'edge', 'fw', 'dist', 'acc']);
  });

  it('can be grouped by tag', () => {
    expect(toSites(night.hosts, 'tag')[0]?.rows.map(({ label }) => label)).toEqual(['network', 'service', 'data']);
  });
});

describe('the layout', () => {
  const heightOf = (fleet: ReturnType<typeof layoutFleet>) =>
    Math.max(...fleet.sites.map((site) => site.height)) * Math.ceil(fleet.sites.length / fleet.columns);

  it('gives every host a cell of its own inside its well', () => {
    const { sites: laid, inner, measure } = layoutFleet(sites, NARROW);
    for (const site of laid) {
      const places = new Set(site.hosts.map((_, index) => `${site.xs[index]} ${site.ys[index]}`));
      expect(places.size).toBe(site.hosts.length);
      expect(Math.max(...site.xs) + measure.cell).toBeLessThanOrEqual(inner + 0.01);
    }
    expect(laid.reduce((sum, site) => sum + site.hosts.length, 0)).toBe(598);
  });

  it('is as large as the pane allows: larger cells in the wide window, never higher than it', () => {
    const narrow = layoutFleet(sites, NARROW);
    const wide = layoutFleet(sites, { width: 1900, height: 560, wide: true });
    expect(narrow.measure.cell).toBeGreaterThanOrEqual(8);
    expect(wide.measure.cell).toBe(21);
    expect(heightOf(narrow)).toBeLessThanOrEqual(NARROW.height);
  });

  it('drops the labels before it drops a host, at two thousand', () => {
    const fleet = layoutFleet(toSites(worldOf(bigFleet(2_000, NOW)).hosts, 'role'), NARROW);
    expect(fleet.measure.dense).toBe(true);
    expect(fleet.sites.reduce((sum, site) => sum + site.hosts.length, 0)).toBe(2_000);
  });

  it('finds the cell under the pointer, and the neighbour of a cell', () => {
    const { sites: laid, measure } = layoutFleet(sites, NARROW);
    const site = laid[0]!;
    for (const index of [0, 17, 213]) {
      expect(cellAt(site, measure, site.xs[index]! + 2, site.ys[index]! + 2)).toBe(index);
    }
    expect(cellAt(site, measure, -50, -50)).toBe(-1);
    const right = neighbour(site, 0, 'ArrowRight');
    expect([site.xs[right]! > site.xs[0]!, site.ys[right]]).toEqual([true, site.ys[0]]);
    expect(neighbour(site, right, 'ArrowLeft')).toBe(0);
    expect(neighbour(site, 0, 'ArrowUp')).toBe(0);
    expect(site.ys[neighbour(site, 0, 'ArrowDown')]).toBeGreaterThan(site.ys[0]!);
  });
});

describe('the trace', () => {
  const site: FleetSite = {
    name: 'x',
    size: 6,
    rows: [
      { label: 'dist', hosts: ['d1', 'd2'] as HostId[] },
      { label: 'web', hosts: ['w1', 'w2'] as HostId[] },
      { label: 'db', hosts: ['b1', 'b2'] as HostId[] },
    ],
  };
  const measure = { cell: 10, gap: 2, rowPad: 2, labelWidth: 40, countWidth: 0, nameWidth: 0, dense: false };
  // Too narrow for two rows on a line.
  const layout = layoutSite(site, 70, measure);
  const d2 = 'd2' as HostId;

  it('runs from the dead cell to the gutter and hooks into each row it took along', () => {
    const taken = [null, null, d2, d2, null, d2];
    const segments = traceSegments(layout, measure, taken);
    const gutter = 34;
    const hooks = segments.filter(([x1, y1, x2, y2]) => x1 === gutter && y1 === y2 && x2 > gutter);
    expect(hooks.map(([, y]) => y)).toEqual([layout.ys[2]! + 5, layout.ys[5]! + 5]);
    expect(segments[0]?.[0]).toBe(layout.xs[1]! + 5);
    const trunk = segments.find(([x1, y1, x2, y2]) => x1 === gutter && x2 === gutter && y1 !== y2)!;
    expect([trunk[1], trunk[3]]).toEqual([layout.ys[1]! + 11.5, layout.ys[5]! + 5]);
  });

  it('comes in from above when the dead host stands at another site', () => {
    const segments = traceSegments(layout, measure, [null, null, 'elsewhere' as HostId, null, null, null]);
    expect(Math.min(...segments.flatMap(([, y1, , y2]) => [y1, y2]))).toBe(-2);
  });

  it('is not there when nothing is taken', () => {
    expect(traceSegments(layout, measure, [null, null, null, null, null, null])).toEqual([]);
  });
});

describe('what the cells show', () => {
  const statesOf = (world: typeof night, before: ReturnType<typeof siteStates> = []) =>
    siteStates(sites, hostLooks(world.problems.values(), world.hostStates), world.hostStates, before);

  it('is lit for the unhandled, outline for the handled, and says what hangs on what', () => {
    const [ams1] = statesOf(night);
    const at = (name: string) => ams1!.hosts.indexOf(hostIdOf(name));
    expect(ams1!.looks[at('ams1-dist-sw02')]).toMatchObject({ status: 'down', lit: true });
    expect(ams1!.looks[at('ams1-svc-05')]).toMatchObject({ status: 'warning', lit: false });
    expect(ams1!.looks[at('ams1-db-01')]).toMatchObject({ status: 'ok', lit: false });
    expect(ams1!.causes[at('ams1-web-03')]).toBe(hostIdOf('ams1-dist-sw02'));
  });

  it('stays the same object for every site in which nothing changed', () => {
    const before = statesOf(night);
    const closed = { type: 'problem-closed' as const, problemId: problemIdOf('fra2-db-07', 'replication lag') };
    const after = statesOf(applyPush(night, { type: 'push', seq: 1, at: NOW, events: [closed] })!, before);
    expect(after.map((state, index) => state === before[index])).toEqual([true, false, true]);
  });

  it('has three load steps, from the busiest processor figure', () => {
    const steps = loadSteps(night.checkStates.values());
    expect(new Set(steps.values())).toEqual(new Set([1, 2]));
  });
});
