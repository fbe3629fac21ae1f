// Windows of a replay that recur or are flexible: what would this month have been with that window?
import { expect, test } from 'vitest';
import { cli } from '../support/cli.ts';
import { brief, http, minute, replay, steady } from './cli-replay-shift.ts';

const HOUR = 60;
const once = { policy: { maxAttempts: 1, flapping: false } };
const window = (more: object) => ({ window: { scope: { host: 'web1' }, ...more } });

test('a recurring window holds back in each of its hours, on the wall clock of its zone', async () => {
  // START is 2026-11-22 02:00 UTC, 03:00 in Berlin, a Sunday.
  const nightly = {
    from: minute(-7 * 24 * HOUR),
    to: minute(-7 * 24 * HOUR + 30),
    rrule: 'FREQ=WEEKLY;BYDAY=SU',
    zone: 'Europe/Berlin',
  };
  const lines = await replay(
    once,
    window(nightly),
    http(0, 'critical'),
    http(29, 'critical'),
    http(30, 'critical'),
    http(40, 'ok'),
    http(7 * 24 * HOUR, 'critical'),
  );
  expect(lines.map((line) => line.told ?? line.held)).toEqual([
    'maintenance',
    'maintenance',
    'problem',
    'recovery',
    'maintenance',
  ]);
});

test('a window in summer time: 02:00 in Berlin is another hour of UTC than in winter', async () => {
  const at = (time: string, status: string) => ({ at: time, host: 'web1', check: 'http', status });
  const nightly = {
    from: '2026-11-01T01:00:00Z',
    to: '2026-11-01T02:00:00Z',
    rrule: 'FREQ=DAILY',
    zone: 'Europe/Berlin',
  };
  const lines = await replay(
    once,
    window(nightly),
    at('2026-11-02T01:30:00Z', 'critical'),
    at('2026-11-02T01:40:00Z', 'ok'),
    at('2027-06-01T00:30:00Z', 'critical'),
    at('2027-06-01T01:30:00Z', 'critical'),
  );
  expect(lines.map((line) => line.told ?? line.held)).toEqual(['maintenance', null, 'maintenance', 'problem']);
});

test('a flexible window begins with the first problem and lasts its time, even beyond its end', async () => {
  const flexible = { from: minute(0), to: minute(20), flexible_ms: 30 * 60_000 };
  const results = [http(10, 'critical'), http(39, 'critical'), http(40, 'critical')];
  const lines = await replay(once, window(flexible), ...results);
  expect(lines.map((line) => line.told ?? line.held)).toEqual(['maintenance', 'maintenance', 'problem']);
  const late = await replay(once, window(flexible), http(20, 'critical'));
  expect(late.map(brief)).toEqual(['web1 http critical H1 up problem -']);
  const soft = await replay(steady, window(flexible), http(18, 'critical'), http(19, 'critical'), http(25, 'critical'));
  expect(soft.map((line) => line.told ?? line.held)).toEqual(['soft', 'soft', 'problem']);
});

test.each([
  ['{"window":{"scope":{"host":"a"},"from":1,"to":2,"rrule":"FREQ=SECONDLY"}}', 'FREQ=SECONDLY makes too many windows'],
  ['{"window":{"scope":{"host":"a"},"from":1,"to":2,"zone":"Berlin"}}', 'must be a time zone like Europe/Berlin'],
  ['{"window":{"scope":{"host":"a"},"from":1,"to":2,"flexible_ms":-1}}', 'flexible_ms: '],
])('%s is refused with its place', async (line, message) => {
  const run = await cli(['replay', '-'], { stdin: line });
  expect(run.status).toBe(2);
  expect(run.err).toContain(message);
  expect(run.err).toMatch(/^.*standard input:1:\d+/);
});
