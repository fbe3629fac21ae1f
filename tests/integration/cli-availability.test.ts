// `watchfloor availability` over a real data folder, beside a running engine and after one, and the built program itself.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../electron/pack/build.ts';
import { cli } from '../support/cli.ts';
import { type Floor, MINUTE, newFolder, openFloor } from '../support/floor.ts';

const quick = { policy: { intervalMs: 10_000, retryIntervalMs: 5_000, maxAttempts: 1, timeoutMs: 2_000 } };

/** Two hosts at two sites, watched for ten minutes, web2 down for the last five. */
async function tenMinutes(): Promise<{ floor: Floor; from: number; to: number }> {
  const floor = await openFloor();
  await floor.watch('web1', { alive: { name: 'ping', ...quick }, host: { site: 'ams1', tags: ['prod'] } });
  await floor.watch('web2', { alive: { name: 'ping', ...quick }, host: { site: 'ams2' } });
  await floor.run(MINUTE);
  const from = floor.clock.now();
  await floor.run(5 * MINUTE);
  floor.say('web2', 'ping', 'critical');
  await floor.run(5 * MINUTE);
  return { floor, from, to: floor.clock.now() };
}

const args = (floor: Floor, from: number, to: number, ...more: string[]): readonly string[] => [
  ...['availability', '--data', floor.folder, '--from', String(from), '--to', String(to), ...more],
];

describe('over a data folder', () => {
  test('as one JSON document, with names and four decimals', async () => {
    const { floor, from, to } = await tenMinutes();
    const run = await cli(args(floor, from, to, '--json', '--checks'), { clock: floor.clock });
    expect(run).toMatchObject({ status: 0, err: '' });
    const report = JSON.parse(run.out);
    const bad: number = report.hosts[1].bad_ms;
    expect(bad).toBeGreaterThan(4 * MINUTE);
    expect(report).toMatchObject({
      from: '2026-11-20T02:01:00Z',
      to: '2026-11-20T02:11:00Z',
      hosts: [
        { host: 'web1', availability: 100, good_ms: 10 * MINUTE, checks: [{ check: 'ping', good_ms: 10 * MINUTE }] },
        { host: 'web2', good_ms: 10 * MINUTE - bad, period_ms: 10 * MINUTE, checks: [{ check: 'ping', bad_ms: bad }] },
      ],
      groups: [
        { by: 'site', name: 'ams1', hosts: 1, availability: 100 },
        { by: 'site', name: 'ams2', hosts: 1, bad_ms: bad },
        { by: 'tag', name: 'prod', hosts: 1 },
      ],
      total: { period_ms: 20 * MINUTE, bad_ms: bad },
    });
    expect(run.out).toContain('"availability":100.0000,');
  });

  test('as a table for people, of hosts or of groups', async () => {
    const { floor, from, to } = await tenMinutes();
    const hosts = await cli(args(floor, from, to), { clock: floor.clock });
    const lines = hosts.out.split('\n');
    expect(lines[0]).toBe('2026-11-20T02:01:00Z to 2026-11-20T02:11:00Z, 10.0 minutes; columns in minutes');
    expect(lines[2]).toMatch(/^host +availability +good +bad +unreachable +maintenance +pending +not monitored$/);
    expect(lines[3]).toMatch(/^web1 +100\.0000 % +10\.0 +0\.0 +0\.0 +0\.0 +0\.0 +0\.0$/);
    const groups = await cli(args(floor, from, to, '--group', 'tag'), { clock: floor.clock });
    expect(groups.out).toMatch(/^prod +1 +100\.0000 %/m);
    expect(groups.out).not.toContain('web1');
  });

  test('only some hosts, whatever the case of their names; one that is not there is refused', async () => {
    const { floor, from, to } = await tenMinutes();
    const run = await cli(args(floor, from, to, '--json', '--host', 'WEB2'), { clock: floor.clock });
    expect(JSON.parse(run.out).hosts).toMatchObject([{ host: 'web2' }]);
    const none = await cli(args(floor, from, to, '--host', 'web9'), { clock: floor.clock });
    expect(none).toMatchObject({ status: 2, out: '' });
    expect(none.err).toContain('there is no host "web9"');
  });

  test('after the engine ended nobody watches: since its last sign of life it is not monitored', async () => {
    const { floor, to } = await tenMinutes();
    await floor.stop();
    floor.clock.sleep(60 * MINUTE);
    const run = await cli(args(floor, to, to + 60 * MINUTE, '--json'), { clock: floor.clock });
    expect(JSON.parse(run.out).total).toMatchObject({ availability: null, unmonitored_ms: 120 * MINUTE });
  });

  test('a folder that is none is exit status 3; a period that runs backwards is 2', async () => {
    expect(await cli(['availability', '--data', newFolder()])).toMatchObject({ status: 3, out: '' });
    expect(await cli(['availability', '--from', '1h', '--to', '2h'])).toMatchObject({ status: 2, out: '' });
  });
});

describe('the built program', () => {
  // Beside the repository's own packages: the program brings everything but SQLite.
  const made = mkdtempSync(resolve('node_modules/.watchfloor-cli-'));
  const program = join(made, 'index.cjs');
  beforeAll(() => bundle(resolve('electron/cli/index.ts'), program));
  afterAll(() => rmSync(made, { recursive: true, force: true }));

  const run = (args: readonly string[], stdin = '') =>
    new Promise<{ status: number; out: string; err: string }>((done) => {
      const child = execFile(process.execPath, [program, ...args], { cwd: tmpdir() }, (error, out, err) =>
        done({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
      child.stdin?.end(stdin);
    });

  test('counts events from standard input', async () => {
    const stdin = '{"at":1200000,"state":"ok","hard":true,"previous":"critical"}\n';
    const found = await run(['availability', '--events', '-', '--from', '1000000', '--to', '2000000'], stdin);
    expect(found).toMatchObject({ status: 0, err: '' });
    expect(found.out).toMatch(/^\{"availability":80\.0000,"good_ms":800000,"bad_ms":200000,/);
  });

  test('reads a data folder beside the engine that writes it', async () => {
    const { floor, from, to } = await tenMinutes();
    const found = await run(args(floor, from, to, '--json'));
    expect(found).toMatchObject({ status: 0, err: '' });
    expect(JSON.parse(found.out).hosts).toHaveLength(2);
  });

  test('replays, judges plugins and walks the journal, each with its exit status', async () => {
    const results = ['critical', 'ok']
      .map((status, at) => JSON.stringify({ at, host: 'a', check: 'b', status }))
      .join('\n');
    const replayed = await run(['replay', '-'], `{"policy":{"maxAttempts":1}}\n${results}`);
    expect(
      replayed.out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).told),
    ).toEqual(['problem', 'recovery']);
    expect((await run(['replay', '-'], '{')).status).toBe(2);
    expect((await run(['plugin', 'threshold', '-10:10', '-11'])).status).toBe(1);
    expect((await run(['plugin', 'parse', '--exit', '0'], 'OK')).status).toBe(0);
    const { floor } = await tenMinutes();
    expect(await run(['journal', 'verify', '--data', floor.folder])).toMatchObject({ status: 0, err: '' });
    expect((await run(['journal', 'list', '--data', join(made, 'none')])).status).toBe(3);
  });
});
