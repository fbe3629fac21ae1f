// TCP services, good and bad.
import { afterEach, describe, expect, test } from 'vitest';
import { tcp } from '../../electron/engine/probes/tcp.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import {
  closedPort,
  type LabServer,
  startEndless,
  startGarbage,
  startSilent,
  startTcp,
} from '../support/lab/tcp-server.ts';

let server: LabServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});
const run = (settings: Record<string, unknown>, parts: Parameters<typeof probeContext>[0] = {}) =>
  tcp.run(tcp.config.parse(settings), probeContext(parts));

describe('a TCP port', () => {
  test('that accepts is ok, with its connect time', async () => {
    server = await startSilent();
    const result = await run({ port: server.port });
    expect(result.status).toBe('ok');
    expect(result.summary).toMatch(/^Connected in [\d.]+ ms$/);
    expect(result.metrics).toEqual([{ name: 'time.connect', value: expect.any(Number), unit: 'ms' }]);
    await until(() => server!.open() === 0, 'the connection is closed');
    expect(await run({ port: server.port }, { address: 'localhost' })).toMatchObject({ status: 'ok' });
  });
  test('over IPv6, with and without brackets', async () => {
    server = await startTcp((socket) => socket.resume(), '::1');
    expect(await run({ port: server.port }, { address: '::1' })).toMatchObject({ status: 'ok' });
    expect(await run({ port: server.port }, { address: '[::1]' })).toMatchObject({ status: 'ok' });
  });
  test('slower than its limits', async () => {
    server = await startSilent();
    let now = 0;
    // Each look at the clock is 40 ms after the last.
    const clock = { now: () => 0, mono: () => (now += 40), after: () => () => {} };
    const limits = { port: server.port, warnMs: 30, critMs: 100 };
    expect(await run(limits, { clock })).toMatchObject({ status: 'warning', detail: 'warning over 30 ms' });
    expect(await run({ ...limits, critMs: 35 }, { clock })).toMatchObject({
      status: 'critical',
      detail: 'critical over 35 ms',
    });
    expect((await run(limits, { clock })).metrics[0]).toMatchObject({ value: 40, warn: '30', crit: '100' });
  });
  test('asked and answering: text, pattern, escapes; answers that come in pieces', async () => {
    server = await startTcp((socket) => {
      socket.on('data', (chunk) => {
        socket.write('+PO');
        setImmediate(() => socket.write(`NG ${chunk.toString('hex')}\r\n`));
      });
    });
    const ask = { port: server.port, send: 'PING\\r\\n\\x00\\xff\\q' };
    expect(await run({ ...ask, expect: '+PONG' })).toMatchObject({ status: 'ok' });
    const result = await run({ ...ask, expect: '/PONG 50494e470d0a00ff5c71\\r/' });
    expect(result.summary).toMatch(/^Connected in .*, answer as expected$/);
    expect(result.metrics.map((metric) => metric.name)).toEqual(['time.connect', 'time.answer']);
  });
  test('what is sent without an expected answer arrives', async () => {
    let got = '';
    server = await startTcp((socket) => socket.on('data', (chunk) => (got += chunk)));
    await run({ port: server.port, send: 'hello' });
    await until(() => got === 'hello', 'the text has come');
  });
});

describe('trouble', () => {
  test('the wrong answer is shown, cleaned', async () => {
    server = await startTcp((socket) => socket.end('\u001b[31m-ERR\u0007 busy\r\n'));
    expect(await run({ port: server.port, expect: '+OK' })).toMatchObject({
      status: 'critical',
      summary: 'Expected answer did not come, got "-ERR busy"',
      detail: 'expected +OK within 64 KiB',
    });
  });
  test('closed without a word', async () => {
    server = await startTcp((socket) => socket.end());
    expect(await run({ port: server.port, expect: '+OK' })).toMatchObject({
      summary: 'Expected answer did not come, got nothing',
    });
  });
  test('reset in the middle', async () => {
    server = await startTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const result = await run({ port: server.port, send: 'x', expect: '+OK' });
    expect(result.summary).toBe('Connection closed by the server');
  });
  test('nobody listens, no such name', async () => {
    const port = await closedPort();
    expect(await run({ port })).toMatchObject({
      status: 'critical',
      summary: 'Connection refused, nothing listens there',
    });
    expect(await run({ port }, { address: 'nosuch.invalid' })).toMatchObject({
      status: 'unknown',
      summary: 'Name does not resolve: nosuch.invalid',
    });
  });
  test('an endless talker is read up to 64 KiB, garbage is no answer', async () => {
    server = await startEndless();
    const result = await run({ port: server.port, expect: 'ready' });
    expect(result).toMatchObject({ status: 'critical' });
    expect(result.output).toHaveLength(64 * 1024);
    await until(() => server!.open() === 0, 'the connection is closed');
    await server.stop();
    server = await startGarbage();
    expect(await run({ port: server.port, expect: 'ready' })).toMatchObject({ status: 'critical' });
  });
  test('a pattern that does not come to an end is an error in words', async () => {
    server = await startEndless('a'.repeat(40_000));
    await expect(run({ port: server.port, expect: '/(a+)+$x/' })).rejects.toThrow(/took over 250 ms/);
  });
  test('one that never answers is left at the abort, with nothing open', async () => {
    const before = openThings();
    server = await startSilent();
    const controller = new AbortController();
    const result = run({ port: server.port, expect: 'ready' }, { signal: controller.signal });
    await until(() => server!.accepted() === 1, 'it is connected');
    controller.abort(new Error('time is up'));
    await expect(result).rejects.toThrow('time is up');
    await until(() => server!.open() === 0, 'the connection is closed');
    await server.stop();
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });
});
