// What the tray says, and when it is told: counted as the top bar counts, at most once a second, only what changed.
import { describe, expect, test } from 'vitest';
import type { CheckId, HostId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Hold, Problem } from '../../electron/contract/model/problem.ts';
import { trayState } from '../../electron/engine/core/tray-state.ts';
import { keepTray } from '../../electron/engine/services/tray.ts';
import { countProblems } from '../../renderer/store/roll-up.ts';
import { createTestClock } from '../support/clock.ts';

let made = 0;
function problem(status: Problem['status'], more: Partial<Problem> = {}): Problem {
  made += 1;
  return {
    id: `p${made}` as ProblemId,
    hostId: `h${made}` as HostId,
    checkId: `c${made}` as CheckId,
    status,
    severity: 2,
    openedAt: 1,
    changedAt: 1,
    toldAt: 1,
    held: null,
    because: null,
    ack: null,
    ...more,
  };
}
const held = (reason: Hold['reason']): Partial<Problem> => ({ held: { reason, by: 'kim' } });
const ack = (expiresAt: number | null): Partial<Problem> => ({
  ack: { by: 'kim', at: 1, reason: 'known', sticky: true, expiresAt },
});

describe('the state', () => {
  test('worst first, with a count of each, or nothing unhandled', () => {
    expect(trayState([], 0, false)).toEqual({ worst: 'ok', unhandled: 0, tooltip: 'Nothing unhandled' });
    const some = [problem('warning'), problem('down'), problem('critical'), problem('warning')];
    expect(trayState(some, 0, false)).toEqual({
      worst: 'down',
      unhandled: 4,
      tooltip: '4 unhandled: 1 down, 1 critical, 2 warning',
    });
  });
  test('acknowledged, muted and in maintenance is handled, until the acknowledgement runs out', () => {
    const problems = [
      problem('down', ack(null)),
      problem('down', held('maintenance')),
      problem('critical', held('muted')),
      problem('warning', ack(100)),
      problem('unknown', held('flapping')),
    ];
    expect(trayState(problems, 99, false)).toMatchObject({ worst: 'unknown', unhandled: 1 });
    expect(trayState(problems, 100, false).tooltip).toBe('2 unhandled: 1 unknown, 1 warning');
  });
  test('checks of a dead host do not count beside it, hosts behind it do, as in the top bar', () => {
    const dead = problem('down');
    const problems = [
      dead,
      problem('critical', { hostId: dead.hostId, because: dead.hostId, ...held('host-down') }),
      problem('unreachable', { because: dead.hostId, ...held('unreachable') }),
    ];
    expect(trayState(problems, 0, false).tooltip).toBe('2 unhandled: 1 down, 1 unreachable');
    const { unhandled } = countProblems(problems);
    expect(Object.values(unhandled).reduce((sum, count) => sum + count)).toBe(2);
  });
  test('a monitor that is cut off says that before all else', () => {
    expect(trayState([problem('down')], 0, true)).toEqual({
      worst: 'isolated',
      unhandled: 1,
      tooltip: 'Monitor isolated; 1 unhandled: 1 down',
    });
  });
});

describe('the keeping', () => {
  const floor = (answer: () => Promise<boolean> = async () => true) => {
    const clock = createTestClock();
    const world = { problems: new Map<string, Problem>() };
    const told: string[] = [];
    const logged: string[] = [];
    const desktop = {
      tray: (state: { tooltip: string }) => {
        told.push(state.tooltip);
        return answer();
      },
    };
    const log = { info: (message: string) => void logged.push(message) };
    const leave = keepTray({ clock, world, isolated: () => false, desktop, log });
    return { clock, world, told, logged, leave };
  };

  test('says it at the start, then only what changed, and a storm within a second as one', async () => {
    const { clock, world, told, leave } = floor();
    await clock.advance(10_000);
    expect(told).toEqual(['Nothing unhandled']);
    for (let n = 0; n < 300; n += 1) {
      world.problems.set(`h${n}`, problem('down'));
      await clock.advance(3);
    }
    await clock.advance(1_000);
    expect(told.at(-1)).toBe('300 unhandled: 300 down');
    expect(told.length).toBeLessThanOrEqual(3);
    leave();
    expect(clock.pending).toBe(0);
  });
  test('ends on a desktop without a tray', async () => {
    const { clock, told } = floor(async () => false);
    await clock.advance(5_000);
    expect(told).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
  test('a refusal is said once and tried again', async () => {
    let broken = true;
    const { clock, told, logged, leave } = floor(async () => {
      if (broken) throw new Error('no bus');
      return true;
    });
    await clock.advance(3_000);
    expect(told.length).toBeGreaterThan(2);
    expect(logged).toEqual(['the tray could not be changed']);
    broken = false;
    await clock.advance(3_000);
    const count = told.length;
    await clock.advance(5_000);
    expect(told).toHaveLength(count);
    leave();
  });
});
