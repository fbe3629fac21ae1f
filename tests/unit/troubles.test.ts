// What is wrong with the monitor itself.
import { expect, test } from 'vitest';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { createTroubles } from '../../electron/engine/services/troubles.ts';
import { createTestClock } from '../support/clock.ts';

const full = (): never => {
  throw new Error('the disk is full');
};

test('a write that works again ends only the trouble of its own kind of write', async () => {
  const clock = createTestClock();
  const troubles = createTroubles(clock, silentLog);
  const since = clock.now();
  troubles.guard('storage', full);
  await clock.advance(5_000);
  // The heartbeat's row fits where a journal entry does not.
  expect(troubles.guard('storage', () => {}, 'heartbeat')).toBe(true);
  expect(troubles.list()).toEqual([{ code: 'storage', message: 'the disk is full', since }]);
  expect(troubles.guard('storage', () => {})).toBe(true);
  expect(troubles.list()).toEqual([]);
});

test('worst first, each named once, with the words of now and the time of the beginning', async () => {
  const clock = createTestClock();
  const troubles = createTroubles(clock, silentLog);
  troubles.set('samples', 'values wait');
  const since = clock.now();
  troubles.set('storage', '10 wait');
  await clock.advance(1_000);
  troubles.set('storage', '20 wait');
  troubles.set('storage', 'the heartbeat waits', 'heartbeat');
  expect(troubles.list()).toMatchObject([{ code: 'storage', message: '20 wait', since }, { code: 'samples' }]);
});
