import { describe, expect, test } from 'vitest';
import { policy as policySchema } from '../../electron/contract/model/check.ts';
import { transition } from '../../electron/engine/core/alert-state.ts';
import { afterGap, clockSetBack } from '../../electron/engine/core/check-memory.ts';
import { MINUTE, Shift } from './core-shift.ts';

const silent = (trace: string) => trace.replaceAll(' (silent)', '');

describe('the traces of the specification', () => {
  test.each([
    'OK H1 · CRIT S1 · CRIT S2 · CRIT H3 ! · CRIT H3 · OK H1 !',
    'OK H1 · CRIT S1 · OK (silent) H1 · WARN S1 · CRIT S2 · CRIT H3 ! · WARN H3 ! · OK H1 !',
  ])('%s', (written) => {
    expect(new Shift().trace(written)).toBe(silent(written));
  });

  test('a bad start: the very first result goes soft as any other', () => {
    expect(new Shift().trace('CRIT S1 · CRIT S2 · CRIT H3 ! · OK H1 !')).toBe(
      'CRIT S1 · CRIT S2 · CRIT H3 ! · OK H1 !',
    );
  });

  test('rule 2: with maxAttempts 1 the first bad result is hard at once, the very first ever too', () => {
    const written = 'CRIT H1 ! · OK H1 ! · WARN H1 ! · CRIT H1 ! · CRIT H1';
    expect(new Shift({ maxAttempts: 1 }).trace(written)).toBe(written);
  });
});

describe("Nagios Core's own cases (t-tap/test_checks.c), max_attempts 4", () => {
  test('host up, hard ok: four warnings to a hard one, critical at once, ok recovers', () => {
    const written =
      'OK H1 · WARN S1 · WARN S2 · WARN S3 · WARN H4 ! · WARN H4 · CRIT H4 ! · CRIT H4 · OK H1 ! · OK H1 · OK H1';
    expect(new Shift({ maxAttempts: 4 }).trace(written)).toBe(written);
  });

  test('host up, hard ok: warning, critical (attempt 2, soft), ok is a soft recovery, nobody is told', () => {
    const shift = new Shift({ maxAttempts: 4 });
    expect(shift.trace('OK · WARN · CRIT · OK')).toBe('OK H1 · WARN S1 · CRIT S2 · OK H1');
    expect(shift.events).toEqual([{ type: 'soft-recovery', from: 'critical' }]);
    expect(shift.trace('OK')).toBe('OK H1');
    expect(shift.last?.changed).toBe(false);
  });

  test('host up, soft warning at 1 of 4: critical is soft 2; the maximum cut to 3, the next is hard 3', () => {
    const shift = new Shift({ maxAttempts: 4 });
    expect(shift.trace('OK · WARN · CRIT')).toBe('OK H1 · WARN S1 · CRIT S2');
    shift.edit({ maxAttempts: 3 });
    expect(shift.trace('CRIT · CRIT · OK')).toBe('CRIT H3 ! · CRIT H3 · OK H1 !');
  });

  test('host down (soft), service soft critical at 1: warning turns hard, attempt stays at 1', () => {
    const shift = new Shift({ maxAttempts: 4 });
    shift.trace('OK · CRIT');
    shift.hostTurns('not-up');
    expect(shift.trace('WARN')).toBe('WARN H1');
    expect(shift.state).toMatchObject({
      hardStatus: 'warning',
      hostDown: true,
      hardSince: shift.at,
      statusSince: shift.at,
    });
  });

  test('host down (soft), service hard ok: critical turns hard at once, marked, at attempt 1', () => {
    const shift = new Shift({ maxAttempts: 4 });
    shift.trace('OK');
    shift.hostTurns('not-up');
    expect(shift.trace('CRIT')).toBe('CRIT H1');
    expect(shift.events).toEqual([{ type: 'hard', from: 'ok', to: 'critical', hostDown: true }]);
    expect(shift.state).toMatchObject({ hardStatus: 'critical', hostDown: true, hardSince: shift.at });
  });

  test('hard times move with the hard state, not with its repetitions', () => {
    const shift = new Shift();
    shift.trace('OK · CRIT · CRIT · CRIT');
    const hardSince = shift.at;
    shift.trace('CRIT · CRIT');
    expect(shift.state).toMatchObject({ hardSince, statusSince: 2 * MINUTE, badSince: 2 * MINUTE });
    shift.trace('WARN');
    expect(shift.state).toMatchObject({ hardSince: shift.at, statusSince: shift.at, badSince: 2 * MINUTE });
    shift.trace('OK');
    expect(shift.state).toMatchObject({ hardSince: shift.at, badSince: null });
  });
});

describe('in between results', () => {
  test('a gap: bad results from before it do not count towards an alert after it', () => {
    const shift = new Shift();
    shift.trace('OK · CRIT · CRIT');
    shift.touch(afterGap);
    expect(shift.trace('CRIT · OK')).toBe('CRIT S1 · OK H1');
  });

  test('a gap leaves what is settled alone: a hard problem stays one, ok stays ok', () => {
    const shift = new Shift();
    shift.trace('OK');
    expect(afterGap(shift.state)).toBe(shift.state);
    shift.trace('CRIT · CRIT · CRIT');
    expect(afterGap(shift.state)).toBe(shift.state);
  });

  test('the wall clock set back an hour does not blind the check for an hour', () => {
    const shift = new Shift();
    shift.trace('OK · OK');
    const now = shift.at - 90_000;
    shift.touch((state) => clockSetBack(state, now));
    shift.feed('critical', now + 10);
    expect(shift.state).toMatchObject({ status: 'critical', resultAt: now + 10 });
    expect(clockSetBack(shift.state, now + 20)).toBe(shift.state);
  });

  test('a raised maximum gives a soft check more tries, and leaves a hard one hard', () => {
    const shift = new Shift({ maxAttempts: 2 });
    shift.trace('OK · CRIT');
    shift.edit({ maxAttempts: 4 });
    expect(shift.trace('CRIT · CRIT · CRIT')).toBe('CRIT S2 · CRIT S3 · CRIT H4 !');
    shift.edit({ maxAttempts: 9 });
    expect(shift.trace('CRIT')).toBe('CRIT H9');
    expect(shift.last).toMatchObject({ changed: true, events: [] });
  });

  test('a maximum lowered below the attempts made is reached by the next bad result', () => {
    const shift = new Shift({ maxAttempts: 9 });
    shift.trace('OK · CRIT · CRIT · CRIT · CRIT · CRIT');
    shift.edit({ maxAttempts: 2 });
    expect(shift.trace('CRIT')).toBe('CRIT H2 !');
  });

  test('an unchanged ok result changes only words, figures and time', () => {
    const shift = new Shift();
    shift.trace('OK');
    const before = shift.state;
    const metrics = [{ name: 'rtt.avg', value: 4, unit: 'ms' }];
    const result = { at: 9 * MINUTE, status: 'ok', summary: 'Up, 4 ms', detail: '0 of 3 lost', metrics } as const;
    const step = transition(before, result, 'up', policySchema.parse({}));
    expect(step).toMatchObject({ changed: false, events: [], next: 'interval' });
    const { at: resultAt, status: _, ...words } = result;
    expect(step.state).toEqual({ ...before, ...words, resultAt });
  });
});

describe('flapping in the machine', () => {
  const storm = 'OK · CRIT · OK · CRIT · OK · CRIT · OK · CRIT';

  test('soft states count; one alert at the start, none between, one at the end', () => {
    const shift = new Shift({ flapDetection: true });
    // Five changes in a row are 28.5 %, six are 33.9 %.
    const wild = shift.trace(storm);
    expect(wild).toBe('OK H1 · CRIT S1 · OK H1 · CRIT S1 · OK H1 · CRIT S1 · OK H1 ! · CRIT S1');
    expect(shift.state.flapping).toBe(true);
    expect(shift.trace('CRIT · CRIT · CRIT')).toBe('CRIT S2 · CRIT H3 · CRIT H3');
    const calm = shift.trace(Array(21).fill('OK').join(' · '));
    expect(calm.match(/!/g)).toHaveLength(1);
    expect(shift.state).toMatchObject({ flapping: false, flapPercent: 0 });
  });

  test('a problem that outlasts the flapping is told after it', () => {
    const shift = new Shift({ flapDetection: true });
    shift.trace(storm);
    const calm = shift.trace(Array(20).fill('CRIT').join(' · '));
    expect(calm.match(/CRIT H3 ! · CRIT H3 !/g)).toHaveLength(1);
    expect(calm.match(/!/g)).toHaveLength(2);
  });

  test('switched off while it flaps: it stops at the next result, and says so', () => {
    const shift = new Shift({ flapDetection: true });
    shift.trace(storm);
    shift.edit({ flapDetection: false });
    shift.trace('OK');
    expect(shift.state.flapping).toBe(false);
    expect(shift.events.map((event) => event.type)).toEqual(['soft-recovery', 'flapping-stop']);
  });

  test('a first result is no change: a check does not flap by being born', () => {
    const shift = new Shift({ flapDetection: true });
    shift.feed('critical');
    expect(shift.state.flapPercent).toBe(0);
  });
});
