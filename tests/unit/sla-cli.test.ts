// `watchfloor sla due`: the spec's cases in the shape it promises, what people type, and what is refused. (spec: command-line)
import { describe, expect, it, test } from 'vitest';
import { cli } from '../support/cli.ts';
import { createTestClock } from '../support/clock.ts';
import { at, HOUR } from './sla-makers.ts';

const OFFICE = ['--target', '8h', '--calendar', 'Mon-Fri 08:00-18:00', '--zone', 'Europe/Berlin'];
const FRIDAY = ['--start', '2026-11-20T16:00', ...OFFICE];

async function due(args: readonly string[], now = at('2026-11-20T17:00+01:00')) {
  const run = await cli(['sla', 'due', ...args, '--json'], { clock: createTestClock(now) });
  expect(run).toMatchObject({ status: 0, err: '' });
  return JSON.parse(run.out) as { due: string | null; at_risk: string | null; elapsed_ms: number };
}
const refused = async (...args: readonly string[]): Promise<string> => {
  const run = await cli(['sla', 'due', ...args]);
  expect(run).toMatchObject({ status: 2, out: '' });
  return run.err;
};

describe('the cases of the spec', () => {
  it('in one line of JSON, with exactly these keys', async () => {
    const run = await cli(['sla', 'due', ...FRIDAY, '--json'], {
      clock: createTestClock(at('2026-11-20T17:30+01:00')),
    });
    expect(run.out).toBe(
      '{"due":"2026-11-23T14:00:00+01:00","at_risk":"2026-11-23T12:00:00+01:00","elapsed_ms":5400000}\n',
    );
  });
  it('a pause in the hours moves it, one outside of them does not', async () => {
    const monday = ['--pause', '2026-11-23T09:00/2026-11-23T11:00'];
    const saturday = ['--pause', '2026-11-21T10:00+01:00/2026-11-21T12:00+01:00'];
    expect((await due([...FRIDAY, ...monday])).due).toBe('2026-11-23T16:00:00+01:00');
    expect((await due([...FRIDAY, ...saturday])).due).toBe('2026-11-23T14:00:00+01:00');
    expect((await due([...FRIDAY, ...monday, ...saturday])).due).toBe('2026-11-23T16:00:00+01:00');
  });
  it('over the night of autumn', async () => {
    const night = ['--target', '4h', '--calendar', '24x7', '--zone', 'Europe/Berlin'];
    expect(await due(['--start', '2026-10-25T01:30:00+02:00', ...night], at('2026-10-25T02:30+01:00'))).toEqual({
      due: '2026-10-25T04:30:00+01:00',
      at_risk: '2026-10-25T03:30:00+01:00',
      elapsed_ms: 2 * HOUR,
    });
  });
});

describe('times', () => {
  const utc = ['--target', '1h', '--calendar', '24x7', '--zone', 'UTC'];

  test.each([
    ['2026-11-20T16:00Z', '2026-11-20T17:00:00Z'],
    ['2026-11-20T16:00', '2026-11-20T17:00:00Z'],
    ['2026-11-20 16:00', '2026-11-20T17:00:00Z'],
    ['2026-11-20T16:00:00.250', '2026-11-20T17:00:00.25Z'],
    ['2026-11-20', '2026-11-20T01:00:00Z'],
    ['2026-11-20T16:00+01', '2026-11-20T16:00:00Z'],
    ['2026-11-20T16:00[Europe/Berlin]', '2026-11-20T16:00:00Z'],
    ['1795190400000', '2026-11-20T17:00:00Z'],
  ])('%s', async (start, expected) => {
    expect((await due(['--start', start, ...utc])).due).toBe(expected);
  });
  it('that come twice are the first of the two, that never come the moment of the jump', async () => {
    const berlin = ['--target', '30m', '--calendar', '24x7', '--zone', 'Europe/Berlin'];
    expect((await due(['--start', '2026-10-25T02:30', ...berlin])).due).toBe('2026-10-25T02:00:00+01:00');
    expect((await due(['--start', '2026-03-29T02:30', ...berlin])).due).toBe('2026-03-29T03:30:00+02:00');
  });
  it('--at says until when time has counted, also over the target', async () => {
    const start = ['--start', '2026-11-20T16:00Z', ...utc];
    expect((await due([...start, '--at', '2026-11-20T18:00Z'])).elapsed_ms).toBe(2 * HOUR);
    expect((await due([...start, '--at', '2026-11-20T15:00Z'])).elapsed_ms).toBe(0);
  });
});

describe('calendars and targets', () => {
  const friday = ['--start', '2026-11-20T16:00', '--zone', 'Europe/Berlin'];
  const with_ = async (calendar: string, target = '8h') =>
    (await due([...friday, '--target', target, '--calendar', calendar])).due;

  test.each([
    'mon-fri 08-18',
    'Mo-Fr 8:00-18:00',
    'MON,TUE,wed,thursday,Fri 08:00 - 18:00',
    'Mo,Di,Mi,Do,Fr 8-18',
    'Mon–Fri 08:00–18:00',
  ])('%s is the office', async (calendar) => expect(await with_(calendar)).toBe('2026-11-23T14:00:00+01:00'));
  it('of single days, of nights, of all time', async () => {
    expect(await with_('Mon,Wed 09:00-17:00', '10h')).toBe('2026-11-25T11:00:00+01:00');
    expect(await with_('Sat-Mon 22:00-06:00')).toBe('2026-11-22T06:00:00+01:00');
    expect(await with_('daily 00:00-24:00')).toBe('2026-11-21T00:00:00+01:00');
    expect(await with_('24/7', '1d12h')).toBe('2026-11-22T04:00:00+01:00');
    expect(await with_('business', '8h')).toBe('2026-11-23T14:00:00+01:00');
    expect(await with_('weekdays 8-18', '8h')).toBe('2026-11-23T14:00:00+01:00');
  });
  test.each([
    ['30m', '16:30:00'],
    ['90 min', '17:30:00'],
    ['1h30m', '17:30:00'],
    ['0.5h', '16:30:00'],
    ['45s', '16:00:45'],
    ['PT1H30M', '17:30:00'],
  ])('%s', async (target, expected) => {
    expect(await with_('24x7', target)).toBe(`2026-11-20T${expected}+01:00`);
  });
  it('what is further than a century is not due', async () => {
    expect(await with_('Wed 08:00-08:01', '400d')).toBeNull();
  });
});

describe('for people', () => {
  it('when, and why, line by line', async () => {
    const pauses = ['2026-11-23T09:00/2026-11-23T11:00', '2026-11-21T10:00/2026-11-21T12:00'];
    const args = [...FRIDAY, ...pauses.flatMap((pause) => ['--pause', pause])];
    const { status, out } = await cli(['sla', 'due', ...args], { clock: createTestClock(at('2026-11-23T15:00Z') + 1) });
    expect(status).toBe(0);
    expect(out).toBe(`Due      Mon 2026-11-23T16:00:00+01:00
At risk  Mon 2026-11-23T14:00:00+01:00
Counted  8 h 0.001 s of 8 h until 2026-11-23T16:00:00.001+01:00: missed

COUNTS FROM                    TO                             LASTS  IN ALL
Fri 2026-11-20T16:00:00+01:00  Fri 2026-11-20T18:00:00+01:00  2 h    2 h
Mon 2026-11-23T08:00:00+01:00  Mon 2026-11-23T09:00:00+01:00  1 h    3 h
Mon 2026-11-23T11:00:00+01:00  Mon 2026-11-23T16:00:00+01:00  5 h    8 h
Pause 2026-11-23T09:00:00+01:00 to 2026-11-23T11:00:00+01:00: 2 h of the hours do not count
Pause 2026-11-21T10:00:00+01:00 to 2026-11-21T12:00:00+01:00: outside of what counts, it changes nothing
`);
  });
  it('a year of days is not a year of lines', async () => {
    const run = await cli([
      'sla',
      'due',
      '--start',
      '2026-11-20T16:00Z',
      '--target',
      '400d',
      '--calendar',
      'Mon-Fri 08-18',
      '--zone',
      'UTC',
    ]);
    expect(run.out.split('\n').length).toBeLessThan(30);
    expect(run.out).toContain('940 more such lines before the last one');
    expect(run.out).toContain('400 d');
  });
});

describe('wrong use is refused with what would be right', () => {
  test.each<[args: readonly string[], words: string]>([
    [['--target', '8h'], "required option '--start <time>' not specified"],
    [['--start', '2026-11-20T16:00'], "required option '--target <duration>' not specified"],
    [['--start', 'friday', '--target', '8h'], '--start friday: a time is ISO 8601'],
    [['--start', '2026-02-30T10:00', '--target', '8h'], '--start 2026-02-30T10:00: a time is ISO 8601'],
    [['--start', '2026-11-20T16:00', '--target', 'soon'], '--target soon: a target is like 30m, 8h, 1h30m, 5d'],
    [['--start', '2026-11-20T16:00', '--target', '0h'], 'must be more than nothing and at most 400d'],
    [['--start', '2026-11-20T16:00', '--target', '401d'], 'must be more than nothing and at most 400d'],
    [['--start', '2026-11-20T16:00', '--target', '8h', '--zone', 'Mars/Base'], '--zone Mars/Base: must be a time zone'],
    [
      ['--start', '2026-11-20T16:00', '--target', '8h', '--calendar', 'always'],
      '--calendar always: a calendar is 24x7',
    ],
    [['--start', '2026-11-20T16:00', '--target', '8h', '--calendar', 'Foo-Bar 08-18'], 'a calendar is 24x7'],
    [['--start', '2026-11-20T16:00', '--target', '8h', '--calendar', 'Mon 25:00-26:00'], 'a calendar is 24x7'],
    [['--start', '2026-11-20T16:00', '--target', '8h', '--pause', '2026-11-20T17:00'], 'a pause is two times'],
    [
      ['--start', '2026-11-20T16:00', '--target', '8h', '--pause', '2026-11-20T18:00/2026-11-20T17:00'],
      'it must end after it begins',
    ],
  ])('%j', async (args, words) => {
    expect(await refused(...args)).toContain(words);
  });
});
