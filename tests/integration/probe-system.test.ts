// This machine, as it is; the system's own tools are the oracle.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, freemem, totalmem, uptime } from 'node:os';
import { expect, test } from 'vitest';
import { system } from '../../electron/engine/probes/system.ts';
import { probeContext } from '../support/lab/probe-context.ts';

const run = (settings: object = {}) => system.run(system.config.parse(settings), probeContext());
const value = (outcome: Awaited<ReturnType<typeof run>>, name: string) =>
  outcome.metrics.find((metric) => metric.name === name)?.value;

/** In a bare change of root nothing is mounted at '/', so no disk is there to be told of. */
const hasDisks = / \/ /.test(readFileSync('/proc/self/mounts', 'utf8'));

test('tells CPU, load, memory, disks, uptime and processes of this machine', async () => {
  // Limits no machine reaches: this is about the figures.
  const result = await run({
    warnLoad: 10_000,
    critLoad: 10_000,
    warnCpu: 100,
    critCpu: 100,
    warnDisk: 100,
    critDisk: 100,
  });
  expect(result).toMatchObject({ status: 'ok' });
  expect(result.summary).toMatch(/^CPU \d+ %, memory \d+ %, load [\d.]+$/);
  expect(value(result, 'uptime')!).toBeCloseTo(uptime(), -1);
  expect(value(result, 'memory.used')!).toBeGreaterThan(0);
  expect(value(result, 'memory.used')!).toBeLessThanOrEqual((1 - freemem() / totalmem()) * 100 + 10);
  const disks = result.metrics.filter(({ name }) => name.startsWith('disk.used.'));
  expect(disks.length > 0).toBe(hasDisks);
  for (const { name, value: used } of disks) {
    const df = execFileSync('df', ['--output=pcent', name.slice('disk.used.'.length)], { encoding: 'utf8' });
    expect(Math.abs(used - Number(/(\d+)%/.exec(df)![1]))).toBeLessThanOrEqual(2);
  }
  expect(value(result, 'processes')!).toBeGreaterThan(5);
  expect(result.metrics.find((metric) => metric.name === 'load.5')).toMatchObject({
    warn: `${10_000 * cpus().length}`,
  });
  expect(new Set(result.metrics.map((metric) => metric.name)).size).toBe(result.metrics.length);
});

test.skipIf(!hasDisks)('names the worst thing first', async () => {
  const result = await run({ warnDisk: 0, critDisk: 0.001, warnMemory: 0, critMemory: 100 });
  expect(result.status).toBe('critical');
  expect(result.summary).toMatch(/^Disk \/\S* \d+ % used, /);
  expect(result.summary).toMatch(/memory \d+ % used/);
  expect(result.detail).toMatch(/^CPU/);
});

test('lets go at the abort, although systeminformation cannot be aborted', async () => {
  const signal = AbortSignal.abort(new Error('time is up'));
  await expect(system.run(system.config.parse({}), probeContext({ signal }))).rejects.toThrow('time is up');
});
