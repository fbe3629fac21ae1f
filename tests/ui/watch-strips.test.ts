// Strips: what folds under what, what comes first, and what does not move.
import { describe, expect, it } from 'vitest';
import { PROBLEM_STATUSES, type Problem } from '../../electron/contract/model/problem.ts';
import {
  keptInPlace,
  nothingPlaced,
  sorted,
  tidied,
  withoutFolded,
} from '../../renderer/features/watch/arrangement.ts';
import { handledLines, rangeName } from '../../renderer/features/watch/handled-groups.ts';
import { type Strip, sortStrips, toStrips } from '../../renderer/features/watch/strips.ts';
import { matcher } from '../../renderer/features/watch/use-rows.ts';
import { pendingWords, roleTally, toldWords } from '../../renderer/features/watch/words.ts';
import { fromSnapshot } from '../../renderer/store/apply.ts';
import { countProblems, hostLooks, isHandled, WORST_FIRST, worstOf } from '../../renderer/store/roll-up.ts';
import { designNight, onFire } from '../support/worlds.ts';
import { checkIdOf, hostIdOf, problemIdOf } from '../support/worlds-build.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
const world = fromSnapshot({ type: 'snapshot', seq: 0, engineId: 'one', at: NOW, world: designNight(NOW) });
const problems = [...world.problems.values()];
const strips = toStrips(problems);
const hostsOf = (list: readonly Strip[]) => list.map(({ problem }) => problem.hostId.slice(2));
const problemOf = (host: string, check: string, more: Partial<Problem>): Problem => ({
  ...problems[0]!,
  id: problemIdOf(host, check),
  hostId: hostIdOf(host),
  checkId: checkIdOf(host, check),
  ...more,
});

describe('the night of the pictures', () => {
  it('is eight strips, the dead switch first with 38 hosts folded under it', () => {
    expect(hostsOf(strips.unhandled)).toEqual([
      'ams1-dist-sw02',
      'fra2-db-07',
      'lon3-edge-rtr02',
      'ams1-web-22',
      'fra2-store-03',
      'lon3-dns-01',
      'lon3-hyp-09',
      'ams1-mail-02',
    ]);
    expect(strips.unhandled[0]?.behind).toHaveLength(38);
    expect(roleTally(strips.unhandled[0]?.behind ?? [], world.hosts)).toBe('web 16, app 12, k8s 10');
  });

  it('is counted by position, handled apart from unhandled', () => {
    const { unhandled, handled } = countProblems(problems);
    expect(unhandled).toEqual({ down: 1, critical: 3, unreachable: 38, unknown: 1, warning: 3 });
    expect(handled).toMatchObject({ critical: 2, warning: 4, maintenance: 14 });
  });

  it('has one line for a planned window, however many hosts it covers', () => {
    const lines = handledLines(strips.handled, world.hosts);
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)?.all).toHaveLength(14);
  });
});

describe('folding', () => {
  const root = problemOf('sw', 'ping', { status: 'down', because: null });
  const far = problemOf('web', 'ping', { status: 'unreachable', because: hostIdOf('sw') });
  const own = problemOf('sw', 'ssh', { status: 'critical', because: hostIdOf('sw') });
  const farCheck = problemOf('web', 'http', { status: 'critical', because: hostIdOf('web') });

  it('a cell shows what its host is: its checks that are bad because of that do not speak louder', () => {
    const looks = hostLooks([farCheck, far, own, root], new Map());
    expect(looks.get(hostIdOf('web'))).toMatchObject({ status: 'unreachable', lit: true });
    expect(looks.get(hostIdOf('sw'))).toMatchObject({ status: 'down', lit: true });
  });

  it('puts hosts behind, and the checks of dead and unreachable hosts, under the one dead host', () => {
    const [strip, ...more] = toStrips([farCheck, own, far, root]).unhandled;
    expect(more).toEqual([]);
    expect(strip).toEqual({ problem: root, behind: [far], checks: [farCheck, own] });
  });

  it('lets a problem stand for itself when its cause is not there', () => {
    expect(toStrips([far]).unhandled.map(({ problem }) => problem)).toEqual([far]);
  });

  it('ends when causes go round in a circle', () => {
    const a = problemOf('a', 'ping', { status: 'unreachable', because: hostIdOf('b') });
    const b = problemOf('b', 'ping', { status: 'unreachable', because: hostIdOf('a') });
    const { unhandled } = toStrips([a, b]);
    expect(unhandled.length + unhandled.flatMap(({ behind }) => behind).length).toBe(2);
  });

  it('follows its parent into the handled list', () => {
    const ack = { by: 'M. Okafor', at: NOW, reason: 'on it', sticky: false, expiresAt: null };
    const { unhandled, handled } = toStrips([{ ...root, ack }, far]);
    expect(unhandled).toEqual([]);
    expect(handled[0]?.behind).toEqual([far]);
  });
});

describe('order', () => {
  it("of statuses is the contract's", () => {
    expect(WORST_FIRST).toEqual(PROBLEM_STATUSES);
  });

  const dead = problemOf('old', 'ping', { status: 'down', because: null, openedAt: NOW - 9_000_000 });
  const parent = problemOf('sw', 'ping', { status: 'down', because: null, openedAt: NOW - 60_000 });
  const behind = problemOf('web', 'ping', { status: 'unreachable', because: hostIdOf('sw') });
  const warning = problemOf('disk', 'disk', { status: 'warning', because: null, openedAt: NOW - 1_000 });

  it('has the host that took others along before one that has been dead for longer', () => {
    expect(hostsOf(toStrips([dead, parent, behind]).unhandled)).toEqual(['sw', 'old']);
    expect(worstOf([dead, parent, behind], (problem) => !isHandled(problem))).toBe(parent);
  });

  it('can be newest first, or by what was taken along', () => {
    const { unhandled } = toStrips([dead, parent, behind, warning]);
    expect(hostsOf(sortStrips(unhandled, 'newest'))).toEqual(['disk', 'sw', 'old']);
    expect(hostsOf(sortStrips(unhandled, 'cause'))[0]).toBe('sw');
  });
});

describe('nothing jumps', () => {
  const strip = (host: string, more: Partial<Problem> = {}): Strip => ({
    problem: problemOf(host, 'ping', { because: null, status: 'critical', ...more }),
    behind: [],
    checks: [],
  });
  const first = sorted([strip('a'), strip('b'), strip('c')]);
  const names = (arrangement: typeof first) => hostsOf(arrangement.placed.map((placed) => placed.strip));

  it('a worse one that comes in waits below, marked, until the sort', () => {
    const worse = strip('z', { status: 'down' });
    const kept = keptInPlace(first, [worse, strip('a'), strip('b'), strip('c')], new Map());
    expect(names(kept)).toEqual(['a', 'b', 'c', 'z']);
    expect(kept.placed.at(-1)).toMatchObject({ fresh: true, over: false });
    expect(pendingWords(kept.fresh, kept.over)).toBe('1 new came in, order kept.');
  });

  it('one that recovers keeps its place until the list is tidied', () => {
    const kept = keptInPlace(first, [strip('a'), strip('c')], new Map());
    expect(names(kept)).toEqual(['a', 'b', 'c']);
    expect(kept.placed[1]).toMatchObject({ over: true });
    expect(names(tidied(kept))).toEqual(['a', 'c']);
  });

  it('one that was taken in hand shows in place who has it', () => {
    const ack = { by: 'A. Brandt', at: NOW, reason: 'on it', sticky: false, expiresAt: null };
    const taken = strip('b', { ack });
    const kept = keptInPlace(first, [strip('a'), strip('c')], new Map([[taken.problem.id, taken]]));
    expect(kept.placed[1]).toMatchObject({ over: true, strip: { problem: { ack } } });
  });

  it('one that comes back is not over any more', () => {
    const gone = keptInPlace(first, [strip('a'), strip('c')], new Map());
    expect(keptInPlace(gone, [strip('a'), strip('b'), strip('c')], new Map()).over).toBe(0);
    expect(nothingPlaced).toMatchObject({ fresh: 0, over: 0 });
  });

  it('a strip that is open still and folded elsewhere leaves its place, one that is over keeps it', () => {
    const gone = keptInPlace(first, [strip('a')], new Map());
    expect(gone.over).toBe(2);
    const left = withoutFolded(gone, new Set([strip('b').problem.id]));
    expect(left.placed.map((each) => each.strip.problem.id)).toEqual([strip('a').problem.id, strip('c').problem.id]);
    expect(left.over).toBe(1);
    expect(withoutFolded(left, new Set())).toBe(left);
  });
});

describe('words', () => {
  it('say when people were told, or why not', () => {
    const told = problemOf('a', 'ping', { toldAt: NOW, held: null });
    expect(toldWords(told)).toEqual(['told', '02:32:54']);
    expect(toldWords({ ...told, toldAt: null, held: { reason: 'host-down' } })).toEqual(['held back', 'host is down']);
    expect(toldWords({ ...told, toldAt: null })).toEqual(['not told', 'yet']);
  });

  it('name a range of hosts by what differs, never cutting a number in two', () => {
    expect(rangeName(['lon3-k8s-36', 'lon3-k8s-23', 'lon3-k8s-24'])).toBe('lon3-k8s-23 … 36');
    expect(rangeName(['web-9', 'web-10'])).toBe('web-9 … 10');
    expect(rangeName(['db-01'])).toBe('db-01');
  });
});

describe('the filter', () => {
  it('keeps a parent when something folded under it answers', () => {
    const shows = matcher('k8s', world);
    expect(hostsOf(strips.unhandled.filter(shows))).toEqual(['ams1-dist-sw02']);
  });

  it('wants every word, and lets all pass when nothing is typed', () => {
    expect(hostsOf(strips.unhandled.filter(matcher('lon3 warning', world)))).toEqual(['lon3-dns-01', 'lon3-hyp-09']);
    expect(strips.unhandled.filter(matcher('  ', world))).toHaveLength(8);
  });

  it('works among hundreds on fire', () => {
    const fire = fromSnapshot({ type: 'snapshot', seq: 0, engineId: 'x', at: NOW, world: onFire(2_000, NOW) });
    const all = toStrips(fire.problems.values()).unhandled;
    const found = all.filter(matcher('site03', fire));
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(all.length);
  });
});
