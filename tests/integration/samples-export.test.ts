// Values taken away as CSV, asked of a whole engine as a window asks.
import { expect, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { MINUTE, openFloor } from '../support/floor.ts';

test('the values of a check come as a table, those just measured too', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { alive: { name: 'ping', policy: { intervalMs: MINUTE } } });
  floor.say('web1', 'ping', { status: 'ok', metrics: [{ name: 'rtt.avg', value: 0.31, unit: 'ms' }] });
  await floor.seen('web1', 'ping', 2);
  floor.say('web1', 'ping', { status: 'warning', metrics: [{ name: 'rtt.avg', value: 250, unit: 'ms' }] });
  await floor.seen('web1', 'ping');
  await floor.run(1_000);
  const { id: checkId } = floor.check('web1', 'ping');
  const to = floor.clock.now();
  const made = await floor.client.history.samplesCsv({ checkId, from: to - 60 * MINUTE, to });
  expect(made.name).toMatch(/^web1-ping-2026-11-20T0\d\d\dZ-2026-11-20T\d{4}Z\.csv$/);
  expect(made.cut).toBe(false);
  const lines = made.text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(made.rows + 1);
  expect(lines[0]).toBe('at,status,duration_ms,late_ms,rtt.avg (ms)');
  expect(lines.at(-2)).toMatch(/^2026-11-20T.*Z,ok,1,0,0\.31$/);
  expect(lines.at(-1)).toMatch(/^2026-11-20T.*Z,warning,1,0,250$/);
});

test('an unknown check and an empty period are refused in words', async () => {
  const { client, watch, check } = await openFloor();
  await watch('web1');
  const gone = client.history.samplesCsv({ checkId: 'nobody' as CheckId, from: 0, to: 1 });
  await expect(gone).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const empty = client.history.samplesCsv({ checkId: check('web1', 'ping').id, from: 5, to: 5 });
  await expect(empty).rejects.toMatchObject({ code: 'INVALID' });
});
