import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockJump, firstDue, nextDue, phaseOf } from '../../electron/engine/core/schedule.ts';

const MINUTE = 60_000;

describe('first runs', () => {
  test.each([
    ['ids that count up', (i: number) => `check-${i}`],
    [
      'uuids',
      (i: number) =>
        `0199c1f2-7a3b-7${(i * 2654435761 + 4096).toString(16).slice(0, 3)}-8f00-${String(i).padStart(12, '0')}`,
    ],
  ])('6,000 checks with %s: no second of the minute is crowded, none is empty', (_, idOf) => {
    const seconds = Array<number>(60).fill(0);
    for (let i = 0; i < 6_000; i++) seconds[Math.floor(phaseOf(idOf(i), MINUTE) / 1_000)]! += 1;
    // 100 are expected in each; for chance alone to leave 50..150 is five standard deviations away.
    expect(Math.max(...seconds)).toBeLessThan(150);
    expect(Math.min(...seconds)).toBeGreaterThan(50);
  });

  test('a check has the same place at every start, inside its interval', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1_000, max: 86_400_000 }), (id, intervalMs) => {
        const phase = phaseOf(id, intervalMs);
        expect(phase).toBe(phaseOf(id, intervalMs));
        expect(Number.isInteger(phase) && phase >= 0 && phase < intervalMs).toBe(true);
        expect(firstDue(id, intervalMs, 500)).toBe(500 + phase);
      }),
    );
  });

  test('a daily check need not wait a day for its first result', () => {
    const waits = Array.from({ length: 500 }, (_, i) => firstDue(`daily-${i}`, 86_400_000, 0, MINUTE));
    expect(Math.max(...waits)).toBeLessThan(MINUTE);
    expect(Math.max(...waits)).toBeGreaterThan(MINUTE / 2);
    expect(firstDue('often', 5_000, 0, MINUTE)).toBeLessThan(5_000);
  });
});

describe('the cadence', () => {
  test('does not drift with the time a run takes', () => {
    let due = 700;
    for (const took of [40, 9_000, 3, 10_000]) due = nextDue(due, MINUTE, due + took);
    expect(due).toBe(700 + 4 * MINUTE);
  });

  test('a late run skips the slots it missed and comes back to its own', () => {
    expect(nextDue(700, MINUTE, 700 + 3.5 * MINUTE)).toBe(700 + 4 * MINUTE);
    expect(nextDue(700, MINUTE, 700 + 3 * MINUTE)).toBe(700 + 3 * MINUTE);
  });

  test('a retry counts from when the run was due', () => {
    expect(nextDue(700, 15_000, 700 + 9_000)).toBe(700 + 15_000);
  });

  test('never overlaps, never bunches, stays on slots: whatever a run takes', () => {
    const times = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1_000, max: 600_000 }), times, (lastDue, intervalMs, took) => {
        const ended = lastDue + took;
        const due = nextDue(lastDue, intervalMs, ended);
        expect(due).toBeGreaterThanOrEqual(ended);
        expect(due - ended).toBeLessThanOrEqual(intervalMs);
        expect(due).toBeGreaterThan(lastDue);
        expect((due - lastDue) % intervalMs).toBe(0);
      }),
    );
  });
});

describe('clocks', () => {
  const first = { wall: 1_000_000, mono: 5_000 };
  const later = (wallMs: number, monoMs: number) => ({ wall: first.wall + wallMs, mono: first.mono + monoMs });

  test('both went on alike: nothing happened, a busy moment neither', () => {
    expect(clockJump(first, later(1_000, 1_000), 2_000)).toBeNull();
    expect(clockJump(first, later(6_000, 5_900), 2_000, 1_000)).toEqual({ kind: 'slept', byMs: 4_900 });
    expect(clockJump(first, later(2_900, 2_900), 2_000, 1_000)).toBeNull();
    expect(clockJump(first, later(60_000, 60_000), 2_000)).toBeNull();
  });

  test('the machine slept an hour and its monotonic clock with it', () => {
    expect(clockJump(first, later(3_601_000, 1_000), 2_000)).toEqual({ kind: 'slept', byMs: 3_600_000 });
  });

  test('the machine slept an hour and its monotonic clock ran on', () => {
    expect(clockJump(first, later(3_601_000, 3_601_000), 2_000, 1_000)).toEqual({ kind: 'slept', byMs: 3_600_000 });
  });

  test('the wall clock was set back', () => {
    expect(clockJump(first, later(-299_000, 1_000), 2_000)).toEqual({ kind: 'wall-jumped', byMs: -300_000 });
  });

  test('exactly the tolerance is tolerated, either way', () => {
    expect(clockJump(first, later(3_000, 1_000), 2_000)).toBeNull();
    expect(clockJump(first, later(-1_000, 1_000), 2_000)).toBeNull();
    expect(clockJump(first, later(3_001, 1_000), 2_000)?.kind).toBe('slept');
    expect(clockJump(first, later(-1_001, 1_000), 2_000)?.kind).toBe('wall-jumped');
  });
});
