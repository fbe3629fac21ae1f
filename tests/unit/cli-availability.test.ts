// `watchfloor availability --events`: the oracle's cases and the file's grammar. (spec: command-line)
import { describe, expect, test } from 'vitest';
import { cli } from '../support/cli.ts';

const s = (seconds: number): number => seconds * 1_000;
const event = (at: number, state: string, previous?: string | null, hard = true) => ({
  at: s(at),
  state,
  hard,
  ...(previous === undefined ? {} : { previous }),
});
const downtime = (from: number, to: number) => ({ downtime: { from: s(from), to: s(to) } });
const unmonitored = (from: number, to: number) => ({ unmonitored: { from: s(from), to: s(to) } });

/** Over 1000..2000 s. */
async function count(lines: readonly object[], ...more: string[]) {
  const args = ['availability', '--events', '-', '--from', String(s(1_000)), '--to', String(s(2_000)), ...more];
  const run = await cli(args, { stdin: lines.map((line) => JSON.stringify(line)).join('\n') });
  expect(run).toMatchObject({ status: 0, err: '' });
  return run.out;
}

test('the shape, and four decimals: four outages of 100 s are 60.0000', async () => {
  const outages = [1_100, 1_300, 1_500, 1_700].flatMap((at) => [
    event(at, 'critical', 'ok'),
    event(at + 100, 'ok', 'critical'),
  ]);
  expect(await count(outages)).toBe(
    '{"availability":60.0000,"good_ms":600000,"bad_ms":400000,"maintenance_ms":0,"pending_ms":0,"unmonitored_ms":0,"period_ms":1000000}\n',
  );
});

test.each<[what: string, lines: readonly object[], more: readonly string[], expected: object]>([
  [
    'two downtimes, as good',
    [downtime(1_100, 1_300), event(1_200, 'critical', 'ok'), event(1_500, 'ok', 'critical'), downtime(1_400, 1_600)],
    ['--downtime', 'good'],
    { availability: 90, maintenance_ms: 0 },
  ],
  [
    'two downtimes, left out',
    [downtime(1_100, 1_300), event(1_200, 'critical', 'ok'), event(1_500, 'ok', 'critical'), downtime(1_400, 1_600)],
    [],
    { availability: 83.3333, maintenance_ms: s(400), bad_ms: s(100) },
  ],
  [
    'first known at 1500',
    [event(1_500, 'critical', 'pending'), event(1_700, 'ok', 'critical')],
    [],
    { availability: 60, pending_ms: s(500) },
  ],
  [
    'first known at 1500, nothing said of before',
    [event(1_500, 'critical'), event(1_700, 'ok', 'critical')],
    [],
    { availability: 60 },
  ],
  ['first known at 1500, null before', [event(1_500, 'critical', null), event(1_700, 'ok')], [], { availability: 60 }],
  ['first event ok, critical before', [event(1_200, 'ok', 'critical')], [], { availability: 80 }],
  ['nothing but the state now', [{ current: 'critical' }], [], { availability: 0 }],
  [
    'a state before the period',
    [event(500, 'critical', 'ok'), event(1_250, 'ok', 'critical')],
    [],
    { availability: 75 },
  ],
  ['soft states are no states', [event(1_200, 'critical', 'ok', false), { current: 'ok' }], [], { availability: 100 }],
  [
    'nothing measured',
    [unmonitored(0, 3_000), { current: 'ok' }],
    [],
    { availability: null, unmonitored_ms: s(1_000) },
  ],
  ['an empty file', [], [], { availability: null, pending_ms: s(1_000) }],
  [
    'a downtime without an end',
    [{ downtime: { from: s(1_500) } }, { current: 'ok' }],
    [],
    { availability: 100, maintenance_ms: s(500) },
  ],
  [
    'a laptop that slept',
    [event(1_100, 'critical', 'ok'), unmonitored(1_100, 1_600)],
    [],
    { bad_ms: s(400), unmonitored_ms: s(500) },
  ],
  ['out of order', [event(1_500, 'ok', 'critical'), event(1_200, 'critical', 'ok')], [], { availability: 70 }],
  [
    'a host',
    [event(1_200, 'down', 'up'), event(1_300, 'unreachable', 'down'), event(1_500, 'up', 'unreachable')],
    [],
    { bad_ms: s(100), unreachable_ms: s(200) },
  ],
  [
    'a host, unreachable as bad',
    [event(1_300, 'unreachable', 'up'), event(1_500, 'up')],
    ['--unreachable', 'bad'],
    { availability: 80 },
  ],
])('%s', async (_, lines, more, expected) => {
  expect(JSON.parse(await count(lines, ...more))).toMatchObject({ ...expected, period_ms: s(1_000) });
});

test('rounding never hides: a second of a year is not 100, a good one not 0', async () => {
  const year = ['--from', '0', '--to', String(s(31_536_000))];
  const of = async (lines: readonly object[]) => {
    const stdin = lines.map((line) => JSON.stringify(line)).join('\n');
    return (await cli(['availability', '--events', '-', ...year], { stdin })).out;
  };
  expect(await of([event(10, 'critical', 'ok'), event(11, 'ok', 'critical')])).toContain('"availability":99.9999,');
  expect(await of([event(10, 'ok', 'critical'), event(11, 'critical', 'ok')])).toContain('"availability":0.0001,');
});

describe('the period', () => {
  test('without --from and --to it runs from the first instant of the file to the last', async () => {
    const stdin =
      '{"at":"2026-11-22T02:00:00Z","state":"ok","hard":true}\n{"at":"2026-11-22T03:00:00+01:00","state":"ok"}\n{"downtime":{"from":"2026-11-22T02:30:00Z","to":"2026-11-22T03:00:00Z"}}\n';
    const run = await cli(['availability', '--events', '-'], { stdin });
    expect(JSON.parse(run.out)).toMatchObject({ period_ms: 3_600_000, good_ms: 1_800_000, maintenance_ms: 1_800_000 });
  });

  test('a file that names no instant needs both', async () => {
    const run = await cli(['availability', '--events', '-'], { stdin: '{"current":"ok"}' });
    expect(run).toEqual({
      status: 2,
      out: '',
      err: 'standard input: no event, downtime or gap says over what period to count: give --from and --to\n',
    });
  });

  test('an empty one has no data, one that runs backwards is refused', async () => {
    const empty = await cli(['availability', '--events', '-', '--from', '5', '--to', '5'], {
      stdin: '{"current":"ok"}',
    });
    expect(JSON.parse(empty.out)).toMatchObject({ availability: null, period_ms: 0 });
    expect(await cli(['availability', '--events', '-', '--from', '5', '--to', '4'])).toMatchObject({ status: 2 });
  });

  test('a window that ends before it begins, as a clock set back leaves it, counts for nothing and is said', async () => {
    const run = await cli(['availability', '--events', '-', '--from', '0', '--to', '9'], {
      stdin: '{"current":"ok"}\n{"unmonitored":{"from":8,"to":3}}',
    });
    expect(run.status).toBe(0);
    expect(run.err).toBe('standard input:2:31: ends before it begins, so it counts for nothing\n');
    expect(JSON.parse(run.out)).toMatchObject({ good_ms: 9, unmonitored_ms: 0 });
  });
});

test.each([
  ['{"at":1,"state":"okay"}', '1:17: state: must be one of ok, up, warning'],
  ['{"at":1}', '1:1: "state" is missing'],
  ['{"state":"ok"}', '1:1: "at" is missing'],
  ['{"at":"2026-13-01","state":"ok"}', '1:7: at: a time is ISO 8601'],
  ['{"at":1,"state":"ok","previous":"fine"}', '1:33: previous: '],
  ['{"downtime":{"form":1,"to":2}}', '1:13: "downtime.from" is missing'],
  ['{"downtime":{"from":1,"to":"x"}}', '1:28: '],
  ['{"downtime":{"from":1,"to":2},"state":"ok"}', '1:31: "state" is not known here; known are downtime'],
  ['{"outage":1}', '1:1: neither an event'],
  ['\n{"current":}', '2:12: this is not JSON'],
])('%j is refused with its place', async (stdin, message) => {
  const run = await cli(['availability', '--events', '-', '--from', '0', '--to', '9'], { stdin });
  expect(run).toMatchObject({ status: 2, out: '' });
  expect(run.err.startsWith(`standard input:${message}`), run.err).toBe(true);
});

test('an option that is not one, and a time that is none', async () => {
  expect(await cli(['availability', '--downtime', 'maybe'])).toMatchObject({ status: 2 });
  const run = await cli(['availability', '--from', 'tomorrow']);
  expect(run).toMatchObject({ status: 2, out: '' });
  expect(run.err).toContain('--from tomorrow: a time is ISO 8601');
});

test('--help has examples', async () => {
  const { out, status } = await cli(['availability', '--help']);
  expect(status).toBe(0);
  expect(out).toContain('watchfloor availability --from 7d --group site --json');
});
