// The end of the log, as the Engine screen asks for it.
import { expect, test } from 'vitest';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { createLogKeeper } from '../../electron/engine/lib/log-keeper.ts';

test('a screen gets what is new since it asked last, and never more than it asked for', () => {
  const log = createLogKeeper(silentLog, { now: () => 1_000 });
  log.info('engine started', { pid: 7 });
  log.error('a call failed', new Error('no such host'));
  expect(log.lines(0, 10)).toEqual([
    { seq: 1, at: 1_000, level: 'info', text: 'engine started pid=7' },
    { seq: 2, at: 1_000, level: 'error', text: 'a call failed: no such host' },
  ]);
  log.info('backup made');
  expect(log.lines(2, 10).map((line) => line.text)).toEqual(['backup made']);
  expect(log.lines(0, 1).map((line) => line.seq)).toEqual([3]);
});

test('a log that runs for a year keeps only its end', () => {
  const log = createLogKeeper(silentLog, { now: () => 0 }, 10);
  for (let line = 1; line <= 1_000; line += 1) log.info(`line ${line}`);
  const kept = log.lines(0, 1_000);
  expect(kept.length).toBeLessThanOrEqual(13);
  expect(kept.at(-1)).toMatchObject({ seq: 1_000, text: 'line 1000' });
});
