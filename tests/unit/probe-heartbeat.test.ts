// Silence: when it is one, and when nobody listened.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STATUSES } from '../../electron/contract/model/result.ts';
import { type Heard, heartbeatConfig, heartbeatVerdict } from '../../electron/engine/probes/heartbeat-verdict.ts';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 10, 20, 2, 0, 0);
const config = (parts: object = {}) => heartbeatConfig.parse({ everyMinutes: 60, graceMinutes: 5, ...parts });
const judge = (heard: Partial<Heard>, parts: object = {}) =>
  heartbeatVerdict(config(parts), { lastBeat: null, watchedSince: T0, now: T0, deafMs: 0, ...heard });
const beat = (at = T0, status: (typeof STATUSES)[number] = 'ok', message = '') => ({ at, status, message });

describe('a beat that came', () => {
  test('is good as long as the next is not overdue, to the millisecond', () => {
    const at = (ms: number) => judge({ lastBeat: beat(), now: T0 + ms }).status;
    expect([at(0), at(65 * MINUTE), at(65 * MINUTE + 1)]).toEqual(['ok', 'ok', 'critical']);
  });
  test.each(STATUSES)('with the status %s counts as it was sent, or as good, as the check says', (status) => {
    expect(judge({ lastBeat: beat(T0, status, 'backup done') })).toMatchObject({
      status,
      summary: 'backup done (beat 0 s ago)',
    });
    expect(judge({ lastBeat: beat(T0, status) }, { counts: 'always-ok' })).toMatchObject({ status: 'ok' });
  });
  test('its age is the figure, with the limit beside it', () => {
    expect(judge({ lastBeat: beat(), now: T0 + 10 * MINUTE })).toEqual({
      status: 'ok',
      summary: 'Beat 10 min ago',
      detail: 'expected every 1 h, grace 5 min',
      metrics: [{ name: 'age', value: 600, unit: 's', crit: '3900' }],
    });
    expect(judge({ lastBeat: beat() }, { missing: 'unknown' }).metrics).toEqual([{ name: 'age', value: 0, unit: 's' }]);
  });
  test('overdue says since when, and what the last one said', () => {
    expect(judge({ lastBeat: beat(T0, 'ok', 'run 17'), now: T0 + 3 * 60 * MINUTE })).toMatchObject({
      status: 'critical',
      summary: 'No beat for 3 h',
      detail: 'expected every 1 h, grace 5 min; last one 2026-11-20 02:00 UTC: run 17',
    });
    expect(judge({ lastBeat: beat(), now: T0 + 3 * 60 * MINUTE }, { missing: 'unknown' }).status).toBe('unknown');
  });
  test('a clock set back makes no age below zero', () => {
    expect(judge({ lastBeat: beat(T0), now: T0 - 60 * MINUTE })).toMatchObject({
      status: 'ok',
      summary: 'Beat 0 s ago',
      metrics: [{ value: 0 }],
    });
  });
  test('terminal escapes of whoever sent it do not reach the screen', () => {
    expect(judge({ lastBeat: beat(T0, 'ok', '\u001b[2Jdone\nmore') }).summary).toBe('done more (beat 0 s ago)');
  });
});

describe('no beat ever', () => {
  test('is not missing while the first may still come: nobody is called; afterwards it is', () => {
    expect(judge({ now: T0 + 10 * MINUTE })).toMatchObject({
      status: 'ok',
      summary: 'No beat yet, one is awaited until 2026-11-20 03:05 UTC',
      metrics: [],
    });
    expect(judge({ now: T0 + 65 * MINUTE }).status).toBe('ok');
    expect(judge({ now: T0 + 65 * MINUTE + 1 })).toMatchObject({
      status: 'critical',
      summary: 'No beat for 1 h, and none ever',
    });
  });
  test('before the watch began nothing could be missed, also by a clock set back', () => {
    expect(judge({ watchedSince: T0 + 60 * MINUTE, now: T0 }).status).toBe('ok');
  });
});

describe('while nobody listened', () => {
  test('silence does not count: an engine that was down for a day alerts on nothing', () => {
    const day = 24 * 60 * MINUTE;
    const heard = { lastBeat: beat(T0, 'ok', 'run 17'), now: T0 + day + 10 * MINUTE, deafMs: day };
    expect(judge(heard)).toMatchObject({
      status: 'ok',
      summary: 'run 17 (beat 24 h ago)',
      detail: 'expected every 1 h, grace 5 min; nobody listened for 24 h of that',
    });
    expect(judge({ ...heard, now: heard.now + 56 * MINUTE }).status).toBe('critical');
  });
  test('what was missing before the engine went stays missing: no false all-clear', () => {
    expect(judge({ lastBeat: beat(), now: T0 + 130 * MINUTE, deafMs: 20 * MINUTE }).status).toBe('critical');
  });
});

test('whatever was heard and whatever the clock does, there is a status and an age that is none below zero', () => {
  const time = fc.integer({ min: 0, max: 4_102_444_800_000 });
  const heard = fc.record({
    lastBeat: fc.option(
      fc.record({ at: time, status: fc.constantFrom(...STATUSES), message: fc.string({ unit: 'binary' }) }),
    ),
    watchedSince: time,
    now: time,
    deafMs: fc.integer({ min: 0, max: 1e12 }),
  });
  fc.assert(
    fc.property(heard, (some) => {
      const { status, summary, metrics } = heartbeatVerdict(config(), some);
      expect(STATUSES).toContain(status);
      expect(summary.length).toBeGreaterThan(0);
      for (const { value } of metrics) expect(value).toBeGreaterThanOrEqual(0);
    }),
  );
});
