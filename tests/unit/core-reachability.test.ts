import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParentLink } from '../../electron/contract/model/host.ts';
import type { HostId } from '../../electron/contract/model/ids.ts';
import { buildGraph, findCycle, type GraphHost } from '../../electron/engine/core/host-graph.ts';
import { type Alive, affected, checkAtOnce, reachOf, standings } from '../../electron/engine/core/reachability.ts';

/** `host('web1', 'sw1', 'sw2')`, or with redundancy groups `host('web1', 'a:sw1', 'b:sw2')`. */
function host(name: string, ...parents: string[]): GraphHost {
  const link = (text: string): ParentLink => {
    const [group, id] = text.includes(':') ? (text.split(':') as [string, string]) : ['', text];
    return { hostId: id as HostId, group };
  };
  return { id: name as HostId, name, parents: parents.map(link) };
}

function floor(hosts: readonly GraphHost[], dead: string, pending = '') {
  const graph = buildGraph(hosts);
  const isDead = new Set(dead.split(' '));
  const isPending = new Set(pending.split(' '));
  const aliveOf = (id: HostId): Alive => (isDead.has(id) ? 'not-up' : isPending.has(id) ? 'pending' : 'up');
  return {
    graph,
    aliveOf,
    reach(name: string): string {
      const { reach, because } = reachOf(graph, name as HostId, aliveOf);
      return because === null ? reach : `${reach} because ${because}`;
    },
  };
}

const site = [host('core'), host('sw1', 'core'), host('sw2', 'core'), host('web1', 'sw1', 'sw2'), host('lone')];

describe('rule 8: down or unreachable', () => {
  test('a host without parents is down when it does not answer', () => {
    expect(floor(site, 'lone').reach('lone')).toBe('down');
  });

  test('a host with one parent up is down itself, with none up it is unreachable', () => {
    expect(floor(site, 'web1 sw1').reach('web1')).toBe('down');
    expect(floor(site, 'web1 sw1 sw2').reach('web1')).toBe('unreachable because sw1');
  });

  test('the blame goes to the nearest host that is down, not to those behind it', () => {
    const down = floor(site, 'core sw1 sw2 web1');
    expect(['core', 'sw1', 'sw2', 'web1'].map(down.reach)).toEqual([
      'down',
      'unreachable because core',
      'unreachable because core',
      'unreachable because core',
    ]);
  });

  test('of two dead ways the nearer culprit is named', () => {
    const hosts = [host('far'), host('mid', 'far'), host('near'), host('web1', 'mid', 'near')];
    expect(floor(hosts, 'far mid near web1').reach('web1')).toBe('unreachable because near');
  });

  test('a host that answers is up whatever stands above it', () => {
    expect(floor(site, 'core sw1 sw2').reach('web1')).toBe('up');
  });

  test('a pending parent, or one without an alive check, is not blamed', () => {
    expect(floor(site, 'web1', 'sw1 sw2').reach('web1')).toBe('down');
    expect(floor(site, '', 'web1').reach('web1')).toBe('pending');
  });

  test('one group: any parent is enough; different groups: all are needed', () => {
    const hosts = ['isp1', 'isp2', 'power'].map((name) => host(name));
    const together = [...hosts, host('web1', 'net:isp1', 'net:isp2', 'ups:power')];
    expect(floor(together, 'web1 isp1').reach('web1')).toBe('down');
    expect(floor(together, 'web1 isp1 isp2').reach('web1')).toBe('unreachable because isp1');
    expect(floor(together, 'web1 power').reach('web1')).toBe('unreachable because power');
    expect(floor(together, 'web1 isp2 power').reach('web1')).toBe('unreachable because power');
  });

  test('a parent that was removed stands in nobody’s way', () => {
    expect(floor([host('web1', 'gone')], 'web1 gone').reach('web1')).toBe('down');
  });
});

describe('rule 8: cycles are refused by name', () => {
  test('a new parent that closes a circle names the hosts in it', () => {
    const found = findCycle(site, host('core', 'web1'));
    expect(found).toEqual(['core', 'web1', 'sw1']);
  });

  test('a host cannot be its own parent', () => {
    expect(findCycle([], host('web1', 'web1'))).toEqual(['web1']);
  });

  test('a diamond is not a cycle, nor is a host in front of a parent that is gone', () => {
    expect(findCycle(site)).toBeNull();
    expect(findCycle(site, host('new', 'web1', 'core', 'gone'))).toBeNull();
  });

  test('in a whole inventory the circle is found wherever it is, without the hosts that only lead to it', () => {
    const found = findCycle([...site, host('leaf', 'a'), host('a', 'b'), host('b', 'c'), host('c', 'a')]);
    expect(found).toEqual(['a', 'b', 'c']);
  });

  test('should one have got into the data, the monitor still starts and every host has a standing', () => {
    const looped = floor([host('a', 'b'), host('b', 'a'), host('c', 'a')], 'a b c');
    expect(['a', 'b', 'c'].map(looped.reach).every((reach) => /^(down|unreachable because [ab])$/.test(reach))).toBe(
      true,
    );
  });
});

describe('rule 8: what a change touches', () => {
  test('a dead switch touches itself and what is dead behind it, parents first; what answers is left alone', () => {
    const hosts = [host('z3', 'z2'), host('z2', 'z1'), host('z1'), host('up', 'z1'), host('behind-up', 'up')];
    const { graph, aliveOf } = floor(hosts, 'z1 z2 z3 behind-up');
    expect(affected(graph, ['z1' as HostId], aliveOf)).toEqual(['z1', 'z2', 'z3']);
  });

  test('a switch that comes up turns what is still dead behind it from unreachable to down', () => {
    const { graph, aliveOf, reach } = floor(site, 'sw2 web1');
    expect(affected(graph, ['sw1' as HostId], aliveOf)).toEqual(['sw1', 'web1']);
    expect(reach('web1')).toBe('down');
  });

  test('going down: the up parents and the children are checked at once', () => {
    const { graph, aliveOf } = floor(
      [host('p1'), host('p2'), host('x', 'a:p1', 'b:p2'), host('c1', 'x'), host('c2', 'x')],
      'x p2',
    );
    expect(checkAtOnce(graph, 'x' as HostId, 'not-up', aliveOf)).toEqual({ parents: ['p1'], children: ['c1', 'c2'] });
  });

  test('coming up: only those that are not up are checked again', () => {
    const { graph, aliveOf } = floor(
      [host('p1'), host('p2'), host('x', 'p1', 'p2'), host('c1', 'x'), host('c2', 'x')],
      'p2 c1',
    );
    expect(checkAtOnce(graph, 'x' as HostId, 'up', aliveOf)).toEqual({ parents: ['p2'], children: ['c1'] });
  });

  test('ten thousand hosts in one long line behind a dead router, each judged once', () => {
    const line = Array.from({ length: 10_000 }, (_, i) => (i === 0 ? host('h0') : host(`h${i}`, `h${i - 1}`)));
    const graph = buildGraph([...line].reverse());
    let asked = 0;
    const aliveOf = (): Alive => {
      asked++;
      return 'not-up';
    };
    const touched = affected(graph, ['h0' as HostId], aliveOf);
    const judged = standings(graph, touched, aliveOf);
    expect(touched).toHaveLength(10_000);
    expect(judged.get('h9999' as HostId)).toMatchObject({ reach: 'unreachable', because: 'h0' });
    expect(asked).toBeLessThan(10_000 * 8);
    expect(reachOf(graph, 'h9999' as HostId, aliveOf).because).toBe('h0');
  });
});

test('any graph: judging all together, one by one, or only what a change touched, gives the same', () => {
  const shape = fc.record({
    links: fc.array(fc.tuple(fc.nat(15), fc.nat(15), fc.constantFrom('', 'a', 'b')), { maxLength: 40 }),
    alive: fc.array(fc.constantFrom<Alive>('up', 'not-up', 'pending'), { minLength: 16, maxLength: 16 }),
    turned: fc.nat(15),
    to: fc.constantFrom<Alive>('up', 'not-up'),
  });
  fc.assert(
    fc.property(shape, ({ links, alive, turned, to }) => {
      const hosts = alive.map((_, i) =>
        host(`h${i}`, ...links.filter(([child, parent]) => child === i && parent < i).map(([, p, g]) => `${g}:h${p}`)),
      );
      expect(findCycle(hosts)).toBeNull();
      const graph = buildGraph(hosts.toReversed());
      const ids = hosts.map((one) => one.id);
      const before = (id: HostId) => alive[Number(id.slice(1))]!;
      const after = (id: HostId) => (id === `h${turned}` ? to : before(id));
      const standing = (id: HostId, aliveOf: typeof before) => {
        const { reach, because } = reachOf(graph, id, aliveOf);
        return { reach, because };
      };
      const touched = affected(graph, [`h${turned}` as HostId], after);
      const together = standings(graph, touched, after);
      for (const id of ids) {
        const now = standing(id, after);
        if (together.has(id)) expect(together.get(id)).toMatchObject(now);
        if (!touched.includes(id)) expect(now).toEqual(standing(id, before));
        if (now.because) expect(standing(now.because, after)).toEqual({ reach: 'down', because: null });
        expect(now.because !== null).toBe(now.reach === 'unreachable');
      }
      const places = touched.map((id) => graph.rank.get(id)!);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
    { numRuns: 500 },
  );
});
