// Which kinds run in batches on this machine.
import { expect, test } from 'vitest';
import { createBatchChoice } from '../../electron/engine/services/batch-choice.ts';
import { createTestClock } from '../support/clock.ts';
import { kind } from './scheduler-floor.ts';

const MINUTE = 60_000;

function pingOn(installed: { now: boolean; answer?: Promise<void> }) {
  const of = kind({ batch: async () => {} });
  const available = async (): Promise<boolean> => {
    await installed.answer;
    return installed.now;
  };
  const batch = of.batch && { ...of.batch, available };
  return { ...of, ...(batch && { batch }) };
}

test('fping that is installed, or removed, while the engine runs is noticed within five minutes', async () => {
  const clock = createTestClock();
  const installed = { now: false };
  const ping = pingOn(installed);
  const choice = createBatchChoice(clock, [ping, kind({ name: 'http' })]);
  await choice.start();
  expect([choice.use(ping), choice.any()]).toEqual([false, false]);
  installed.now = true;
  await clock.advance(5 * MINUTE);
  expect([choice.use(ping), choice.any()]).toEqual([true, true]);
  installed.now = false;
  await clock.advance(5 * MINUTE);
  expect(choice.any()).toBe(false);
  choice.stop();
  expect(clock.pending).toBe(0);
});

test('stopped while it asks, it asks no more', async () => {
  const clock = createTestClock();
  const installed: { now: boolean; answer?: Promise<void> } = { now: true };
  const choice = createBatchChoice(clock, [pingOn(installed)]);
  await choice.start();
  let answer = (): void => {};
  installed.answer = new Promise((resolve) => (answer = resolve));
  await clock.advance(5 * MINUTE);
  choice.stop();
  answer();
  await clock.advance(0);
  expect(clock.pending).toBe(0);
});
