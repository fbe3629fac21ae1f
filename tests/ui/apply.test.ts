// The world of a window: every live event is applied, a gap is noticed, and what a push does not touch stays the same.
import { describe, expect, it } from 'vitest';
import type { HostKeyQuestion } from '../../electron/contract/model/health.ts';
import type { LiveMessage, Snapshot, WorldEvent } from '../../electron/contract/model/world.ts';
import { applyAll } from '../../renderer/link/connect.ts';
import { applyPush, applyPushes, fromSnapshot } from '../../renderer/store/apply.ts';
import { emptyWorld, type World } from '../../renderer/store/world.ts';
import { designNight, quietNight } from '../support/worlds.ts';
import { checkIdOf, hostIdOf, problemIdOf } from '../support/worlds-build.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
const night = designNight(NOW);
const snapshot = (world: Snapshot, seq = 7): Extract<LiveMessage, { type: 'snapshot' }> => ({
  type: 'snapshot',
  seq,
  engineId: 'one',
  at: NOW,
  world,
});
const push = (seq: number, ...events: readonly WorldEvent[]): Extract<LiveMessage, { type: 'push' }> => ({
  type: 'push',
  seq,
  at: NOW + seq,
  events,
});
const start = fromSnapshot(snapshot(night));
const worldAfter = (...events: readonly WorldEvent[]): World => {
  const world = applyPush(start, push(8, ...events));
  if (!world) throw new Error('there was no gap');
  return world;
};
const MAPS = ['hosts', 'checks', 'checkStates', 'hostStates', 'problems'] as const;

describe('a snapshot', () => {
  it('is the whole world, live, and dated by the engine', () => {
    expect(start.hosts.size).toBe(598);
    expect(start).toMatchObject({ link: 'live', engineId: 'one', seq: 7, asOf: NOW });
  });

  it('of another engine leaves nothing of the old world behind', () => {
    const home = applyAll(start, [{ ...snapshot(quietNight(5, NOW), 1), engineId: 'two' }]);
    expect(home?.hosts.size).toBe(5);
    expect(home?.problems.size).toBe(0);
  });
});

describe('each event', () => {
  const host = night.hosts[0]!;
  const check = night.checks[0]!;
  const state = night.checkStates[0]!;
  const problem = night.problems[0]!;

  it('changes its own map and leaves the others the very same objects', () => {
    const cases: readonly (readonly [WorldEvent, (typeof MAPS)[number]])[] = [
      [{ type: 'host', host: { ...host, notes: 'moved' } }, 'hosts'],
      [{ type: 'check', check: { ...check, enabled: false } }, 'checks'],
      [{ type: 'check-state', state: { ...state, attempt: 2 } }, 'checkStates'],
      [{ type: 'host-state', state: { ...night.hostStates[0]!, reach: 'down' } }, 'hostStates'],
      [{ type: 'problem', problem: { ...problem, status: 'warning' } }, 'problems'],
      [{ type: 'problem-closed', problemId: problem.id }, 'problems'],
    ];
    for (const [event, touched] of cases) {
      const world = worldAfter(event);
      for (const map of MAPS) {
        if (map === touched) expect(world[map], `${event.type} writes ${map}`).not.toBe(start[map]);
        else expect(world[map], `${event.type} leaves ${map}`).toBe(start[map]);
      }
    }
  });

  it('shows its new value', () => {
    const world = worldAfter(
      { type: 'host', host: { ...host, notes: 'moved' } },
      { type: 'check-state', state: { ...state, attempt: 2 } },
      { type: 'problem-closed', problemId: problem.id },
    );
    expect(world.hosts.get(host.id)?.notes).toBe('moved');
    expect(world.checkStates.get(state.checkId)?.attempt).toBe(2);
    expect(world.problems.has(problem.id)).toBe(false);
  });

  it('of a removed host takes its state along, of a removed check its result', () => {
    const name = 'fra2-db-07';
    const world = worldAfter(
      { type: 'check-removed', checkId: checkIdOf(name, 'ping') },
      { type: 'host-removed', hostId: hostIdOf(name) },
    );
    expect(world.hosts.has(hostIdOf(name))).toBe(false);
    expect(world.hostStates.has(hostIdOf(name))).toBe(false);
    expect(world.checkStates.has(checkIdOf(name, 'ping'))).toBe(false);
  });

  it('of health and of host keys replaces them and touches no map', () => {
    const question: HostKeyQuestion = { ...night.hostKeys[0]!, known: 'SHA256:old' };
    const health = { ...night.health, lagMs: 900 };
    const world = worldAfter({ type: 'health', health }, { type: 'host-keys', hostKeys: [question] });
    expect(world.health?.lagMs).toBe(900);
    expect(world.hostKeys).toEqual([question]);
    for (const map of MAPS) expect(world[map]).toBe(start[map]);
  });
});

describe('pushes', () => {
  const closed = (host: string): WorldEvent => ({ type: 'problem-closed', problemId: problemIdOf(host, 'ping') });

  it('after a gap are refused, so that a new snapshot is asked for', () => {
    expect(applyPush(start, push(9))).toBeNull();
    expect(applyPush(start, push(7))).toBeNull();
    expect(applyPushes(start, [push(8), push(10)])).toBeNull();
  });

  it('that came together are applied in order, and the world before them stays as it was', () => {
    const world = applyPushes(start, [push(8, closed('ams1-dist-sw02')), push(9, closed('ams1-web-01'))]);
    expect(world?.problems.size).toBe(start.problems.size - 2);
    expect(world).toMatchObject({ seq: 9, asOf: NOW + 9 });
    expect(start.problems.has(problemIdOf('ams1-dist-sw02', 'ping'))).toBe(true);
  });

  it('that came before a snapshot in the same frame are not applied twice', () => {
    const world = applyAll(emptyWorld, [push(3), snapshot(night, 40), push(41, closed('ams1-dist-sw02'))]);
    expect(world).toMatchObject({ seq: 41, link: 'live' });
    expect(world?.problems.size).toBe(night.problems.length - 1);
  });
});
