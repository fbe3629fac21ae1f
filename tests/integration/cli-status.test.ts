// `watchfloor status`: the running engine's world, or what the last one left; worst first, and 1 while a problem is open.
// (spec: command-line)
import { describe, expect, test } from 'vitest';
import { cli } from '../support/cli.ts';
import { openControl } from '../support/control-floor.ts';
import { type Floor, MINUTE, newFolder, openFloor } from '../support/floor.ts';

/** web1 with a critical http behind a switch that is up, and db1, which has not been looked at. */
async function aNight(): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('sw1');
  await floor.watch('web1', { parents: ['sw1'], checks: [{ name: 'http', policy: { maxAttempts: 1 } }] });
  floor.say('web1', 'http', { status: 'critical', summary: 'HTTP 503' });
  await floor.run(2 * MINUTE);
  return floor;
}

const listen = (floor: Floor) =>
  openControl(floor, { about: { version: '9.9.9', pid: 4_711, since: floor.clock.now() } });

const status = (floor: Floor, ...more: string[]) =>
  cli(['status', '--data', floor.folder, ...more], { clock: floor.clock });

describe('beside a running engine', () => {
  test('one document: the engine and its health, hosts and checks worst first, the open problem, counts; and 1', async () => {
    const floor = await aNight();
    await listen(floor);
    const run = await status(floor, '--json');
    expect([run.status, run.err]).toEqual([1, '']);
    const document = JSON.parse(run.out);
    expect(document.engine).toMatchObject({
      running: true,
      pid: 4_711,
      version: '9.9.9',
      since: expect.stringMatching(/^\d{4}-.*Z$/),
      lag_ms: expect.any(Number),
      troubles: [],
    });
    expect(document.hosts.map((host: { name: string }) => host.name)).toEqual(['web1', 'sw1']);
    expect(document.hosts[0]).toMatchObject({
      site: 'main',
      state: 'up',
      checks: [
        { name: 'http', kind: 'ping', status: 'critical', type: 'hard', attempt: 1, summary: 'HTTP 503' },
        { name: 'ping', status: 'ok', type: 'hard' },
      ],
    });
    expect(document.problems).toEqual([
      {
        host: 'web1',
        check: 'http',
        status: 'critical',
        opened_at: expect.stringMatching(/Z$/),
        told_at: expect.stringMatching(/Z$/),
        held: null,
        ack: null,
      },
    ]);
    expect(document.counts).toMatchObject({
      hosts: { up: 2, down: 0 },
      checks: { ok: 2, critical: 1 },
      problems: { critical: 1, down: 0 },
    });
  });

  test('who has it in hand is in it', async () => {
    const floor = await aNight();
    await listen(floor);
    await floor.acknowledge('web1', 'http', { sticky: true });
    const { problems } = JSON.parse((await status(floor, '--json')).out);
    expect(problems[0].ack).toMatchObject({ by: 'ada', reason: 'looking at it', sticky: true, expires_at: null });
    expect((await status(floor)).out).toContain('acknowledged by ada');
  });

  test('for people: worst first, with how long it lasts', async () => {
    const floor = await aNight();
    await listen(floor);
    await floor.run(30 * MINUTE);
    const { out } = await status(floor);
    expect(out).toMatch(/^Watchfloor 9\.9\.9, process 4711, since .*; lag \d+ ms/);
    expect(out).toMatch(/Open problems: 1\nSTATUS +HOST +CHECK +FOR +PEOPLE\ncritical +web1 +http +3\d min +told\n/);
    expect(out).toMatch(
      /\nHosts: up 2\. Checks: critical 1, ok 2\.\nHOST .*\nweb1 +up +http +critical +hard 1 +3\d min +HTTP 503\n/,
    );
  });

  test('when all is well it ends with 0', async () => {
    const floor = await openFloor();
    await floor.watch('web1');
    await floor.run(2 * MINUTE);
    await listen(floor);
    expect(await status(floor)).toMatchObject({ status: 0, out: expect.stringContaining('No open problems.') });
  });
});

describe('without an engine', () => {
  test('the same states, said to be of the past; and the latest words of a check that has not changed', async () => {
    const floor = await aNight();
    floor.say('web1', 'http', { status: 'critical', summary: 'HTTP 504' });
    await floor.run(2 * MINUTE);
    const lastSeen = floor.clock.now();
    await floor.stop();
    const run = await status(floor, '--json');
    expect(run.status).toBe(1);
    const document = JSON.parse(run.out);
    expect(document.engine).toMatchObject({ running: false, pid: null, version: null, lag_ms: null });
    expect(Math.abs(Date.parse(document.as_of) - lastSeen)).toBeLessThan(MINUTE);
    expect(document.hosts[0]).toMatchObject({ name: 'web1', checks: [{ name: 'http', summary: 'HTTP 504' }, {}] });
    expect((await status(floor)).out).toMatch(/^No engine is running; state as of \d{4}-/);
  });

  test('no data folder there is 3, in words, and none is made', async () => {
    const folder = `${newFolder()}/nothing`;
    const run = await cli(['status', '--data', folder]);
    expect(run).toMatchObject({ status: 3, out: '', err: expect.stringContaining('There is no watchfloor.db in') });
  });
});
