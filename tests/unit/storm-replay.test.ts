// Storms through a replay: what a switch with three hundred hosts behind it, a flapping link and a night of planned work
// come to for whoever is told. The counts are the promise. (spec: monitoring, "Alerts and correlation")
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Status } from '../../electron/contract/model/result.ts';
import { createReplay, type Replay, type ReplayOutcome } from '../../electron/engine/services/replay.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const START = Date.UTC(2026, 10, 22, 2);
const HOSTS = Array.from({ length: 300 }, (_, index) => `web${index + 1}`);

interface Step {
  readonly at: number;
  readonly host: string;
  readonly check: string | null;
  readonly status: Status;
}

/** A switch with the fleet behind it; each host with so many checks. */
function site(checks: number): { readonly replay: Replay; readonly names: readonly string[] } {
  const replay = createReplay();
  replay.setPolicy({ flapDetection: false });
  replay.putHost({ name: 'sw1', parents: [] });
  for (const name of HOSTS) replay.putHost({ name, parents: [{ host: 'sw1', group: '' }] });
  return { replay, names: Array.from({ length: checks }, (_, index) => `check${index + 1}`) };
}

/** One result of everything, alive checks and others, in the order that `shuffle` gives, over a minute. */
function round(at: number, names: readonly string[], status: Status, shuffle: (steps: Step[]) => Step[]): Step[] {
  const all = ['sw1', ...HOSTS].flatMap((host) =>
    [null, ...(host === 'sw1' ? [] : names)].map((check) => ({ at, host, check, status })),
  );
  const steps = shuffle(all);
  return steps.map((step, index) => ({ ...step, at: at + Math.floor((index / steps.length) * 55 * SECOND) }));
}

interface Tally {
  /** 'sw1 problem' → how often. */
  readonly told: Readonly<Record<string, number>>;
  /** How many checks' last word is held, by reason. */
  readonly held: Readonly<Record<string, number>>;
}

function play(replay: Replay, steps: readonly Step[]): Tally {
  const told: Record<string, number> = {};
  const last = new Map<string, ReplayOutcome>();
  const add = (counts: Record<string, number>, key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  for (const step of steps) {
    const outcome = replay.take(step);
    last.set(`${step.host} ${step.check}`, outcome);
    const name = step.check === null ? step.host : `${step.host} ${step.check}`;
    if (outcome.told) add(told, `${name} ${outcome.told}`);
    for (const other of outcome.also) add(told, `${[other.host, other.check].filter(Boolean).join(' ')} ${other.told}`);
  }
  const held: Record<string, number> = {};
  for (const outcome of last.values()) if (outcome.held) add(held, outcome.held);
  return { told, held };
}

const shuffles = fc.infiniteStream(fc.nat()).map((stream) => (steps: Step[]) => {
  const keys = new Map(steps.map((step) => [step, stream.next().value as number]));
  return steps.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
});

describe('a switch with 300 hosts behind it goes down, results in any order', () => {
  test('1 alert (the switch), 300 held as unreachable; back: 1 recovery and nothing else', () => {
    fc.assert(
      fc.property(shuffles, (shuffle) => {
        const { replay } = site(0);
        play(replay, round(START, [], 'ok', shuffle));
        const down = [1, 2, 3, 4, 5].flatMap((minute) => round(START + minute * MINUTE, [], 'critical', shuffle));
        expect(play(replay, down)).toEqual({ told: { 'sw1 problem': 1 }, held: { unreachable: 300 } });
        const back = [6, 7].flatMap((minute) => round(START + minute * MINUTE, [], 'ok', shuffle));
        expect(play(replay, back)).toEqual({ told: { 'sw1 recovery': 1 }, held: {} });
      }),
      { numRuns: 20 },
    );
  });

  test('with 5 checks each: 1 alert, 1,800 held (300 hosts, 1,500 checks); back: 1 recovery', () => {
    fc.assert(
      fc.property(shuffles, (shuffle) => {
        const { replay, names } = site(5);
        play(replay, round(START, names, 'ok', shuffle));
        const down = [1, 2, 3, 4, 5].flatMap((minute) => round(START + minute * MINUTE, names, 'critical', shuffle));
        const { told, held } = play(replay, down);
        expect(told).toEqual({ 'sw1 problem': 1 });
        expect(Object.values(held).reduce((sum, count) => sum + count, 0)).toBe(1_800);
        expect(Object.keys(held).every((reason) => reason === 'unreachable' || reason === 'host-down')).toBe(true);
        const back = [6, 7].flatMap((minute) => round(START + minute * MINUTE, names, 'ok', shuffle));
        expect(play(replay, back)).toEqual({ told: { 'sw1 recovery': 1 }, held: {} });
      }),
      { numRuns: 5 },
    );
  });

  test('3 of the 300 stay down when it is back: told, 3 alerts, and 3 recoveries', () => {
    const { replay } = site(0);
    const asIs = (steps: Step[]): Step[] => steps;
    play(replay, round(START, [], 'ok', asIs));
    play(
      replay,
      [1, 2, 3, 4].flatMap((minute) => round(START + minute * MINUTE, [], 'critical', asIs)),
    );
    const dead = new Set(['web7', 'web77', 'web277']);
    const back = [5, 6, 7, 8]
      .flatMap((minute) => round(START + minute * MINUTE, [], 'ok', asIs))
      .map((step): Step => (dead.has(step.host) ? { ...step, status: 'critical' } : step));
    const { told } = play(replay, back);
    expect(told).toEqual({ 'sw1 recovery': 1, 'web7 problem': 1, 'web77 problem': 1, 'web277 problem': 1 });
    const healed = play(replay, round(START + 9 * MINUTE, [], 'ok', asIs));
    expect(healed.told).toEqual({ 'web7 recovery': 1, 'web77 recovery': 1, 'web277 recovery': 1 });
  });
});

describe('a link that flaps', () => {
  test('for an hour, a result each 30 s: 2 alerts, the start and the end', () => {
    const replay = createReplay();
    replay.setPolicy({ flapDetection: true, maxAttempts: 3 });
    const calm = Array.from({ length: 30 }, (_, index) => ({
      at: START + index * 30 * SECOND,
      status: 'ok' as Status,
    }));
    const wild = Array.from({ length: 120 }, (_, index) => ({
      at: START + (30 + index) * 30 * SECOND,
      status: (index % 2 === 0 ? 'critical' : 'ok') as Status,
    }));
    const after = Array.from({ length: 60 }, (_, index) => ({
      at: START + (150 + index) * 30 * SECOND,
      status: 'ok' as Status,
    }));
    const steps = [...calm, ...wild, ...after].map((step) => ({ ...step, host: 'sw1', check: 'uplink' }));
    expect(play(replay, steps).told).toEqual({ 'sw1 uplink flapping-start': 1, 'sw1 uplink flapping-stop': 1 });
  });

  test('300 of them at once: 600 alerts, 2 each', () => {
    const replay = createReplay();
    replay.setPolicy({ flapDetection: true });
    const steps = Array.from({ length: 180 }, (_, index) => index).flatMap((index) =>
      HOSTS.map((host) => ({
        at: START + index * 30 * SECOND,
        host,
        check: 'uplink',
        status: (index < 120 && index % 2 === 0 ? 'critical' : 'ok') as Status,
      })),
    );
    const { told } = play(replay, steps);
    expect(Object.keys(told)).toHaveLength(600);
    expect(new Set(Object.values(told))).toEqual(new Set([1]));
  });
});

describe('planned work on 300 hosts', () => {
  test('all down inside their window: 0 alerts; 297 back before its end, 3 not: 3 alerts when it ends', () => {
    const replay = createReplay();
    replay.setPolicy({ flapDetection: false });
    for (const name of HOSTS) replay.putHost({ name, parents: [], tags: ['patching'] });
    const [from, to] = [START, START + 60 * MINUTE];
    replay.addWindow({ scope: { tag: 'patching' }, from, to, name: 'CHG-7' });
    const round = (minute: number, status: (host: string) => Status): Step[] =>
      HOSTS.map((host) => ({ at: START + minute * MINUTE, host, check: null, status: status(host) }));
    const down = play(
      replay,
      [0, 1, 2, 3].flatMap((minute) => round(minute, () => 'critical')),
    );
    expect(down).toEqual({ told: {}, held: { maintenance: 300 } });
    const dead = new Set(['web3', 'web33', 'web233']);
    const mostBack = play(
      replay,
      round(30, (host) => (dead.has(host) ? 'critical' : 'ok')),
    );
    expect(mostBack).toEqual({ told: {}, held: { maintenance: 3 } });
    const ended = play(
      replay,
      round(61, (host) => (dead.has(host) ? 'critical' : 'ok')),
    );
    expect(ended).toEqual({ told: { 'web3 problem': 1, 'web33 problem': 1, 'web233 problem': 1 }, held: {} });
  });
});
