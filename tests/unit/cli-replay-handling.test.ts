// Acknowledgements and maintenance windows in a replay.
import { describe, expect, test } from 'vitest';
import { cli } from '../support/cli.ts';
import { brief, http, minute, parsed, replay, steady } from './cli-replay-shift.ts';

describe('acknowledgements', () => {
  const ack = (at: number, more: object = {}) => ({
    at: minute(at),
    host: 'web1',
    check: 'http',
    ack: { by: 'op', ...more },
  });
  const open = [steady, ...[0, 1, 2].map((at) => http(at, 'critical'))];

  test('a normal one drops when the state changes, a sticky one holds until the recovery, which is told', async () => {
    const rest = [http(4, 'warning'), http(5, 'ok')];
    const normal = await replay(...open, ack(3), ...rest);
    expect(normal.slice(3).map(brief)).toEqual(['web1 http warning H3 up change -', 'web1 http ok H1 up recovery -']);
    const sticky = await replay(...open, ack(3, { sticky: true }), ...rest);
    expect(sticky.slice(3).map(brief)).toEqual([
      'web1 http warning H3 up - acknowledged',
      'web1 http ok H1 up recovery -',
    ]);
  });

  test('one that ran out holds nothing any more', async () => {
    const lines = await replay(
      ...open,
      ack(3, { sticky: true, expires: minute(5) }),
      http(4, 'warning'),
      http(5, 'warning'),
    );
    expect(lines.slice(3).map(brief)).toEqual([
      'web1 http warning H3 up - acknowledged',
      'web1 http warning H3 up change -',
    ]);
  });

  test('one without a problem is said, with its place, and the replay goes on', async () => {
    const stdin = [http(0, 'ok'), ack(1), http(2, 'ok')].map((line) => JSON.stringify(line)).join('\n');
    const run = await cli(['replay', '-'], { stdin });
    expect(run.status).toBe(0);
    expect(run.err).toMatch(/^standard input:2:\d+: there is no open problem/);
    expect(parsed(run.out)).toHaveLength(2);
  });
});

describe('maintenance windows', () => {
  const window = (scope: object, from: number, to: number) => ({
    window: { scope, from: minute(from), to: minute(to) },
  });
  const bad = [0, 1, 2, 3].map((at) => http(at, 'critical'));

  test('inside, states go on and nobody is told; a problem that outlives it is told with its next result', async () => {
    const lines = await replay(steady, window({ host: 'web1' }, 0, 3), ...bad);
    expect(lines.map(brief)).toEqual([
      'web1 http critical S1 up - soft',
      'web1 http critical S2 up - soft',
      'web1 http critical H3 up - maintenance',
      'web1 http critical H3 up problem -',
    ]);
  });

  test('over before it ended: never told', async () => {
    const lines = await replay(steady, window({ host: 'web1' }, 0, 10), ...bad, http(4, 'ok'), http(11, 'ok'));
    expect(lines.map((line) => line.told)).toEqual(Array(6).fill(null));
  });

  test('a recovery inside is held too, and told afterwards', async () => {
    const lines = await replay(steady, window({ host: 'web1' }, 4, 6), ...bad, http(4, 'ok'), http(6, 'ok'));
    expect(lines.slice(3).map((line) => [line.told, line.held])).toEqual([
      [null, null],
      [null, 'maintenance'],
      ['recovery', null],
    ]);
  });

  test.each([
    [{ host: 'web1' }, true],
    [{ host: 'web2' }, false],
    [{ check: 'http' }, true],
    [{ check: 'web1/http' }, true],
    [{ check: 'web2/http' }, false],
    [{ tag: 'prod' }, true],
    [{ tag: 'test' }, false],
    [{ site: 'ams1' }, true],
    [{ site: 'ams2' }, false],
    [{ site: 'ams1', check: 'dns' }, false],
  ])('scope %j: %s', async (scope, held) => {
    const host = { host: 'web1', site: 'ams1', tags: ['prod'] };
    const lines = await replay(steady, host, window(scope, 0, 9), ...bad);
    expect(lines[2]?.held === 'maintenance').toBe(held);
  });
});
