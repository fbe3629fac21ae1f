// What `watchfloor replay` takes in, what it refuses, and a storm.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../electron/cli/run.ts';
import { cli } from '../support/cli.ts';
import { brief, http, parsed, replay, START, steady } from './cli-replay-shift.ts';

describe('what comes in', () => {
  test('times are echoed as they were given, epoch milliseconds and zones alike', async () => {
    const lines = await replay(
      { at: START, host: 'a', status: 'ok' },
      { at: '2026-11-22T03:30:00+01:00', host: 'a', status: 'ok' },
    );
    expect(lines.map((line) => line.at)).toEqual([START, '2026-11-22T03:30:00+01:00']);
  });

  test('a result older than the one known changes nothing, and still has its line', async () => {
    const lines = await replay(steady, http(5, 'ok'), http(4, 'critical'), http(6, 'critical'));
    expect(lines.map(brief)).toEqual([
      'web1 http ok H1 up - -',
      'web1 http critical H1 up - -',
      'web1 http critical S1 up - soft',
    ]);
  });

  test('a policy with a hysteresis: two good results end a problem', async () => {
    const policy = { policy: { maxAttempts: 1, recoverAfter: 2, flapping: false } };
    const lines = await replay(policy, http(0, 'critical'), http(1, 'ok'), http(2, 'ok'));
    expect(lines.map((line) => [line.type, line.told, line.held])).toEqual([
      ['hard', 'problem', null],
      ['soft', null, 'soft'],
      ['hard', 'recovery', null],
    ]);
  });

  test('what else a recording holds of a result is passed over', async () => {
    const lines = await replay({ ...http(0, 'ok'), summary: '200', metrics: [{ name: 'x', value: 1 }], durationMs: 3 });
    expect(Object.keys(lines[0] ?? {})).not.toContain('summary');
  });

  test('a file, with blank lines, Windows line ends, a byte order mark and no last line feed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watchfloor-replay-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(
      join(folder, 'results.jsonl'),
      `\ufeff${JSON.stringify(steady)}\r\n\r\n${JSON.stringify(http(0, 'ok'))}`,
    );
    const run = await cli(['replay', 'results.jsonl'], { cwd: folder });
    expect(run).toMatchObject({ status: 0, err: '' });
    expect(parsed(run.out)).toHaveLength(1);
    expect(await cli(['replay', 'nowhere.jsonl'], { cwd: folder })).toEqual({
      status: 2,
      out: '',
      err: 'nowhere.jsonl: there is no such file\n',
    });
    expect((await cli(['replay', '.'], { cwd: folder })).status).toBe(2);
  });

  test.each([
    [
      '{"at":"2026-11-22T02:00:00Z","host":"a","status":"broken"}',
      '1:50: status: must be one of ok, warning, critical, unknown',
    ],
    ['{"at":"yesterday","host":"a","status":"ok"}', '1:7: at: a time is ISO 8601'],
    ['{"at":"2026-02-30T00:00:00Z","host":"a","status":"ok"}', '1:7: at: a time is'],
    ['{"at":1,"status":"ok"}', '1:1: "host" is missing'],
    ['{"at":1,"host":"a"}', '1:1: "status" is missing'],
    ['{"policy":{"maxAttempts":3,"retries":2}}', '1:28: "retries" is not known here; known are intervalMs'],
    ['{"policy":{"maxAttempts":0}}', '1:26: maxAttempts: '],
    ['{"policy":{"maxAttempts":3},"flapping":true}', '1:29: "flapping" cannot stand beside "policy"'],
    ['{"window":{"scope":{},"from":1,"to":2}}', '1:20: scope: name a host, a check, a tag or a site'],
    ['{"window":{"scope":{"host":"a"},"from":2,"to":2}}', '1:47: must be later than from'],
    ['{"hosts":["a"]}', '1:1: neither set-up'],
    ['{"host":"a","parnets":["b"]}', '1:13: "parnets" is not known here; known are host, parents'],
    ['{"at":1,"host":"a","status":"ok"', '1:33: this is not JSON: "," or "}" is expected here'],
    ['{"at":1,"host":"a",status:"ok"}', '1:20: this is not JSON: a member name in double quotes is expected here'],
    ['{"at":1} {"at":2}', '1:10: this is not JSON: the line should end here: one JSON object a line'],
    ['["at"]', '1:1: a JSON object is expected on each line'],
    [`${'['.repeat(100_000)}`, '1:66: this is not JSON: nested deeper than 64'],
  ])('%.60s: refused with its place', async (line, message) => {
    const run = await cli(['replay', '-'], { stdin: line });
    expect(run).toMatchObject({ status: 2, out: '' });
    expect(run.err.startsWith(`standard input:${message}`), run.err).toBe(true);
  });

  test('what came before a bad line is printed', async () => {
    const run = await cli(['replay', '-'], { stdin: `${JSON.stringify(http(0, 'ok'))}\n{` });
    expect(run.status).toBe(2);
    expect(parsed(run.out)).toHaveLength(1);
    expect(run.err).toMatch(/^standard input:2:2: this is not JSON/);
  });

  test('stopped in the middle it ends, also where it waits for more', async () => {
    const ending = new AbortController();
    const stdin = new Readable({ read: () => setImmediate(() => ending.abort()) });
    const base = { stdout: process.stdout, stderr: process.stderr, env: {}, cwd: '/', version: '1' };
    const clock = { now: () => 0, mono: () => 0, after: () => () => {} };
    expect(await runCli(['replay', '-'], { ...base, clock, stdin, signal: ending.signal })).toBe(0);
  });

  test('--help has an example', async () => {
    const run = await cli(['replay', '--help']);
    expect(run.status).toBe(0);
    expect(run.out).toContain('watchfloor replay last-month.jsonl');
  });
});

describe('a storm', () => {
  test('four times the lines are about four times the work: new hosts on every line, a tree above them', async () => {
    const storm = (lines: number) =>
      [
        JSON.stringify(steady),
        ...Array.from({ length: 200 }, (_, i) => JSON.stringify({ host: `h${i}`, parents: [`sw${i % 10}`] })),
        ...Array.from({ length: lines }, (_, i) =>
          JSON.stringify({
            at: START + i * 10,
            host: i % 2 ? `h${i % 200}` : `new${i}`,
            check: 'http',
            status: i % 7 ? 'ok' : 'critical',
          }),
        ),
      ].join('\n');
    const cpuMs = async (lines: number): Promise<number> => {
      const before = process.cpuUsage();
      const run = await cli(['replay', '-'], { stdin: storm(lines) });
      const { user, system } = process.cpuUsage(before);
      expect(run.out.split('\n')).toHaveLength(lines + 1);
      return (user + system) / 1_000;
    };
    await cpuMs(2_000);
    const few = await cpuMs(5_000);
    const many = await cpuMs(20_000);
    // Quadratic work would take sixteen times as long.
    expect(many).toBeLessThan(few * 10);
  });
});
