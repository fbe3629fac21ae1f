import { describe, expect, test } from 'vitest';
import type { Status } from '../../electron/contract/model/result.ts';
import { hostCondition } from '../../electron/engine/core/check-memory.ts';
import { MINUTE, Shift } from './core-shift.ts';

describe('rule by rule', () => {
  test('1: soft runs at the retry interval, ok and hard at the normal one', () => {
    const shift = new Shift();
    const next = ['ok', 'critical', 'warning', 'critical', 'critical', 'ok'].map((status) => {
      shift.feed(status as Status);
      return shift.last?.next;
    });
    expect(next).toEqual(['interval', 'retry', 'retry', 'interval', 'interval', 'interval']);
  });

  test('1-5: every step says what it is, with the problem dated from the first bad result', () => {
    const shift = new Shift();
    const steps = ['ok', 'critical', 'warning', 'critical', 'critical', 'warning', 'ok'].map((status) => {
      shift.feed(status as Status);
      return shift.events;
    });
    expect(steps).toEqual([
      [{ type: 'first-ok' }],
      [{ type: 'soft', from: 'ok', to: 'critical', attempt: 1 }],
      [{ type: 'soft', from: 'critical', to: 'warning', attempt: 2 }],
      [{ type: 'hard', from: 'ok', to: 'critical', hostDown: false }],
      [],
      [{ type: 'hard-change', from: 'critical', to: 'warning', hostDown: false }],
      [{ type: 'hard-recovery', from: 'warning', hostDown: false }],
    ]);
  });

  test('5: with recoverAfter 3 two good results are not a recovery, and a bad one between starts the count over', () => {
    const shift = new Shift({ recoverAfter: 3 });
    expect(shift.trace('OK · CRIT · CRIT · CRIT')).toBe('OK H1 · CRIT S1 · CRIT S2 · CRIT H3 !');
    expect(shift.trace('OK · OK')).toBe('OK S3 · OK S3');
    expect(shift.events).toEqual([{ type: 'recovering', from: 'critical', goodRuns: 2 }]);
    expect(shift.last?.next).toBe('interval');
    expect(shift.state).toMatchObject({ hardStatus: 'critical', badSince: 2 * MINUTE, goodRuns: 2 });

    expect(shift.trace('CRIT')).toBe('CRIT H3');
    expect(shift.events).toEqual([{ type: 'relapse', to: 'critical' }]);
    expect(shift.state).toMatchObject({ goodRuns: 0, badSince: 2 * MINUTE });

    expect(shift.trace('OK · WARN')).toBe('OK S3 · WARN H3 !');
    expect(shift.trace('OK · OK · OK · OK')).toBe('OK S3 · OK S3 · OK H1 ! · OK H1');
  });

  test('5: recoverAfter lowered while recovering counts at the next good result', () => {
    const shift = new Shift({ recoverAfter: 5 });
    shift.trace('OK · CRIT · CRIT · CRIT · OK · OK');
    shift.edit({ recoverAfter: 2 });
    expect(shift.trace('OK')).toBe('OK H1 !');
  });

  test('6: a dead host silences its checks, they run at the normal interval, and their recovery is silent too', () => {
    const shift = new Shift({ recoverAfter: 2 });
    shift.trace('OK');
    shift.hostTurns('not-up');
    expect(shift.trace('CRIT · CRIT · WARN')).toBe('CRIT H1 · CRIT H1 · WARN H1');
    expect(shift.last?.next).toBe('interval');
    expect(shift.trace('OK')).toBe('OK H1');
    expect(shift.events).toEqual([{ type: 'hard-recovery', from: 'warning', hostDown: true }]);
    expect(shift.state.hostDown).toBe(false);
  });

  test('6: a check that was soft when the host died goes hard at its next bad result, the attempt stays', () => {
    const shift = new Shift({ maxAttempts: 5 });
    shift.trace('OK · CRIT · CRIT');
    shift.hostTurns('not-up');
    expect(shift.trace('CRIT')).toBe('CRIT H2');
    expect(shift.state.hostDown).toBe(true);
    expect(shift.last?.next).toBe('interval');
  });

  test('6: a problem that stood before the host died is not marked', () => {
    const shift = new Shift();
    shift.trace('OK · CRIT · CRIT · CRIT');
    shift.hostTurns('not-up');
    shift.trace('CRIT');
    expect(shift.state.hostDown).toBe(false);
    expect(shift.last?.changed).toBe(false);
  });

  test('6: host up again while a check is soft: its attempts start over', () => {
    const shift = new Shift();
    shift.trace('OK · CRIT · CRIT');
    shift.hostTurns('not-up');
    shift.hostTurns('up');
    expect(shift.state.attempt).toBe(1);
    expect(shift.trace('CRIT · CRIT · CRIT')).toBe('CRIT S1 · CRIT S2 · CRIT H3 !');
    expect(shift.state.badSince).toBe(2 * MINUTE);
  });

  test('6: host up again: what went hard meanwhile keeps its mark until it is seen anew, then people are told', () => {
    const shift = new Shift();
    shift.trace('OK');
    shift.hostTurns('not-up');
    shift.trace('CRIT');
    shift.hostTurns('up');
    expect(shift.state.hostDown).toBe(true);
    expect(shift.trace('CRIT')).toBe('CRIT H3 !');
    expect(shift.events).toEqual([{ type: 'confirmed', status: 'critical' }]);
    expect(shift.state.hostDown).toBe(false);
    expect(shift.trace('CRIT')).toBe('CRIT H3');
  });

  test('6: host up again and the check is fine: nobody ever hears of it', () => {
    const shift = new Shift();
    shift.trace('OK');
    shift.hostTurns('not-up');
    shift.trace('CRIT');
    shift.hostTurns('up');
    expect(shift.trace('OK')).toBe('OK H1');
  });

  test('7: every new bad status asks for the alive check, a repeated one and a good one do not', () => {
    const shift = new Shift();
    const asked = ['ok', 'critical', 'critical', 'warning', 'ok'].map((status) => {
      shift.feed(status as Status);
      return shift.last?.wantsAliveCheck;
    });
    expect(asked).toEqual([false, true, false, true, false]);
  });

  test('7: a check that turns good on a host thought dead asks whether it is back', () => {
    const shift = new Shift();
    shift.hostTurns('not-up');
    shift.trace('CRIT');
    expect(shift.last?.wantsAliveCheck).toBe(false);
    shift.trace('OK');
    expect(shift.last?.wantsAliveCheck).toBe(true);
    shift.trace('OK');
    expect(shift.last?.wantsAliveCheck).toBe(false);
  });

  test('8: warning counts as up, pending blames nobody', () => {
    const all = ['pending', 'ok', 'warning', 'critical', 'unknown'] as const;
    expect(all.map(hostCondition)).toEqual(['up', 'up', 'up', 'not-up', 'not-up']);
  });

  test('10: a result older than the one stored is dropped, one of the same time is not', () => {
    const shift = new Shift();
    shift.trace('OK · CRIT');
    const before = shift.state;
    shift.feed('ok', shift.at - 1);
    expect(shift.state).toBe(before);
    expect(shift.last).toMatchObject({ changed: false, events: [], next: 'retry', wantsAliveCheck: false });
    shift.feed('ok', shift.at);
    expect(shift.state.status).toBe('ok');
  });
});
