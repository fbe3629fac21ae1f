// Ping, one by one and by the thousand: the same question must get the same answer.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ProbeOutcome } from '../../electron/contract/model/result.ts';
import { ping } from '../../electron/engine/probes/ping.ts';
import { canDropAddress, dropAddress } from '../support/lab/drop-address.ts';
import { children, leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { probeContext } from '../support/lab/probe-context.ts';

const quick = { packets: 3, spacingMs: 50, replyWithinMs: 200 };
const undo: (() => void)[] = [];
afterEach(() => {
  for (const back of undo.splice(0)) back();
});

const single = (address: string, settings: object = quick) =>
  ping.run(ping.config.parse(settings), probeContext({ address }));

async function many(addresses: readonly string[], settings: object = quick, signal = AbortSignal.timeout(30_000)) {
  const outcomes: ProbeOutcome[] = [];
  const items = addresses.map((address) => ({ address, config: ping.config.parse(settings), timeoutMs: 10_000 }));
  await ping.batch!.run(
    items,
    (index, outcome) => {
      expect(outcomes[index]).toBeUndefined();
      outcomes[index] = outcome;
    },
    signal,
  );
  expect(Object.keys(outcomes)).toHaveLength(addresses.length);
  return outcomes;
}

/** An outcome with its times blotted out: what must be the same on both ways. */
function shape(outcome: ProbeOutcome) {
  return {
    ...outcome,
    summary: outcome.summary.replace(/^[\d.]+ ms/, '# ms'),
    metrics: outcome.metrics.map((metric) =>
      metric.unit === 'ms' ? { ...metric, value: typeof metric.value } : metric,
    ),
  };
}

beforeAll(async () => {
  expect(await ping.batch!.available()).toBe(true);
});

describe('one host by ping and many by fping', () => {
  test.each(['127.0.0.1', '127.9.8.7', '::1', '[::1]', 'localhost'])('%s is up on both ways', async (address) => {
    const [one, [other]] = [await single(address), await many([address])];
    expect(one.status).toBe('ok');
    expect(one.summary).toMatch(/^[\d.]+ ms, 0 % loss$/);
    expect(one.metrics.map((metric) => metric.name)).toEqual(['rtt.min', 'rtt.avg', 'rtt.max', 'loss']);
    const [min, avg, max] = one.metrics.map((metric) => metric.value);
    expect(min! <= avg! && avg! <= max!).toBe(true);
    expect(shape(other!)).toEqual(shape(one));
  });
  test.skipIf(!canDropAddress())('a dead host is down on both ways (needs root and nft)', async () => {
    undo.push(dropAddress('127.66.0.1'));
    const [one, [other, alive]] = [await single('127.66.0.1'), await many(['127.66.0.1', '127.66.0.2'])];
    expect(one).toEqual({
      status: 'critical',
      summary: 'Down: 3 of 3 packets lost',
      metrics: [{ name: 'loss', value: 100, unit: '%', warn: '@20:', crit: '@100:', min: 0, max: 100 }],
    });
    expect(other).toEqual(one);
    expect(alive).toMatchObject({ status: 'ok' });
  });
  test('a name that does not resolve is said on both ways, and holds up nobody', async () => {
    const one = await single('nosuch.invalid');
    const [other, alive] = await many(['nosuch.invalid', '127.0.0.1']);
    expect(one).toMatchObject({ status: 'unknown', summary: 'Name does not resolve: nosuch.invalid', metrics: [] });
    expect(other).toEqual(one);
    expect(alive).toMatchObject({ status: 'ok' });
  });
  test('limits are judged the same', async () => {
    const settings = { ...quick, warnRttMs: 0.000001 };
    const [one, [other]] = [await single('127.0.0.1', settings), await many(['127.0.0.1'], settings)];
    expect(one).toMatchObject({ status: 'warning', detail: 'warning over 0.000001 ms' });
    expect(shape(other!)).toEqual(shape(one));
  });
});

describe('many at once', () => {
  test('two thousand hosts, some twice, with different settings, each reported once', async () => {
    const addresses = Array.from({ length: 2_000 }, (_, n) => `127.5.${n % 8}.${1 + (n % 250)}`);
    const outcomes: ProbeOutcome[] = [];
    const items = addresses.map((address, n) => ({
      address,
      config: ping.config.parse({ packets: 1 + (n % 2), spacingMs: 20, replyWithinMs: 500 }),
      timeoutMs: 10_000,
    }));
    const report = (_index: number, outcome: ProbeOutcome) => void outcomes.push(outcome);
    await ping.batch!.run(items, report, AbortSignal.timeout(30_000));
    expect(outcomes.filter((outcome) => outcome.status === 'ok')).toHaveLength(2_000);
  });
  test('a target that looks like an option is a target', async () => {
    // The contract refuses such addresses; this is the second lock.
    const [odd, alive] = await many(['--help', '127.0.0.1']);
    expect(odd!.status).toBe('unknown');
    expect(alive!.status).toBe('ok');
  });
  test('an address that fping does not take was not measured, and that is said', async () => {
    const [odd, alive] = await many(['fe80::1%nosuchdevice', '127.0.0.1']);
    expect(odd).toMatchObject({ status: 'unknown', summary: 'Not measured: fping gave no answer' });
    expect(alive!.status).toBe('ok');
  });
  test('bursts side by side lose nothing', async () => {
    const addresses = Array.from({ length: 250 }, (_, n) => `127.7.0.${1 + n}`);
    const all = await Promise.all(Array.from({ length: 6 }, () => many(addresses, { packets: 1, replyWithinMs: 500 })));
    expect(all.flat().filter((outcome) => outcome.status !== 'ok')).toEqual([]);
  });
  test('an empty batch is done at once', async () => {
    expect(await many([])).toEqual([]);
  });
  test.skipIf(!canDropAddress())('at the abort fping is gone, one and many (needs root and nft)', async () => {
    undo.push(dropAddress('127.66.0.3'));
    const before = openThings();
    const patient = { packets: 5, spacingMs: 1_000, replyWithinMs: 4_000 };
    for (const start of [
      (signal: AbortSignal) => many(['127.66.0.3'], patient, signal),
      (signal: AbortSignal) => ping.run(ping.config.parse(patient), probeContext({ address: '127.66.0.3', signal })),
    ]) {
      const controller = new AbortController();
      const result = start(controller.signal);
      await until(() => children().some((child) => child.endsWith('ping')), 'the child runs');
      controller.abort(new Error('time is up'));
      await expect(result).rejects.toThrow('time is up');
      expect(children().filter((child) => child.endsWith('ping'))).toEqual([]);
    }
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });
});
