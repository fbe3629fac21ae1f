// The state machine as `watchfloor replay` shows it: traces, flapping, hosts.
import { describe, expect, test } from 'vitest';
import { cli } from '../support/cli.ts';
import { alive, brief, http, lively, minute, replay, steady } from './cli-replay-shift.ts';

const WORDS: Readonly<Record<string, string>> = { OK: 'ok', WARN: 'warning', CRIT: 'critical', UNKN: 'unknown' };
const LETTERS: Readonly<Record<string, string>> = { O: 'ok', W: 'warning', C: 'critical' };

/** A trace as the specification writes it, from what replay answers. */
async function trace(written: string): Promise<string> {
  const words = written.split('·').map((step) => step.trim().split(' ')[0] ?? '');
  const lines = await replay(steady, ...words.map((word, at) => http(at, WORDS[word] ?? '')));
  return lines
    .map((line, at) => `${words[at]} ${line.type === 'hard' ? 'H' : 'S'}${line.attempt}${line.told ? ' !' : ''}`)
    .join(' · ');
}

describe('the traces of the specification', () => {
  test('three failures open a problem, the fourth is no news, the recovery is told', async () => {
    const written = 'OK H1 · CRIT S1 · CRIT S2 · CRIT H3 ! · CRIT H3 · OK H1 !';
    expect(await trace(written)).toBe(written);
  });

  test('a soft recovery is silent, a hard change is told', async () => {
    const written = 'OK H1 · CRIT S1 · OK H1 · WARN S1 · CRIT S2 · CRIT H3 ! · WARN H3 ! · OK H1 !';
    expect(await trace(written)).toBe(written);
  });

  test('what each line says, word for word', async () => {
    const lines = await replay(
      steady,
      ...['ok', 'critical', 'critical', 'critical', 'warning', 'ok'].map((s, at) => http(at, s)),
    );
    expect(lines.map((line) => [line.told, line.held])).toEqual([
      [null, null],
      [null, 'soft'],
      [null, 'soft'],
      ['problem', null],
      ['change', null],
      ['recovery', null],
    ]);
    expect(lines[3]).toEqual({
      at: minute(3),
      host: 'web1',
      check: 'http',
      status: 'critical',
      type: 'hard',
      attempt: 3,
      host_state: 'up',
      flapping: false,
      flap_percent: 5.7,
      told: 'problem',
      held: null,
    });
  });

  test('the oracle of flapping: 39.1 %, one alert at the start, none while it lasts, one at the end', async () => {
    const states = 'C C C W C W O O O O W W W W O O O W W W C'.split(' ').map((letter) => LETTERS[letter] ?? '');
    const lines = await replay(
      lively,
      ...[...states, ...Array(20).fill('critical')].map((status, at) => http(at, status)),
    );
    expect(lines[20]).toMatchObject({ flap_percent: 39.1, flapping: true });
    const from = lines.findIndex((line) => line.flapping);
    const stop = lines.findIndex((line, at) => at > from && !line.flapping);
    expect(lines[from]?.told).toBe('flapping-start');
    expect(lines[from - 1]?.flap_percent).toBeLessThanOrEqual(30);
    expect(lines[from]?.flap_percent).toBeGreaterThan(30);
    expect(lines.slice(from + 1, stop).map((line) => line.told)).toEqual(Array(stop - from - 1).fill(null));
    expect(lines[stop]?.flap_percent).toBeLessThanOrEqual(25);
    expect(lines[stop]?.told).toBe('flapping-stop');
    expect(lines.slice(from, stop).some((line) => line.held === 'flapping')).toBe(true);
  });

  test('what was before the file is not known: unless the policy says so, nothing flaps before its 21st result', async () => {
    const changes = Array.from({ length: 24 }, (_, at) => http(at, at % 2 ? 'critical' : 'ok'));
    const first = (lines: readonly { flapping: boolean }[]) => lines.findIndex((line) => line.flapping);
    expect(first(await replay(...changes))).toBe(20);
    expect(first(await replay({ policy: { flapping: true } }, ...changes))).toBeLessThan(10);
    expect(first(await replay(steady, ...changes))).toBe(-1);
  });

  test('what the end of flapping hid comes right behind it, in "also"', async () => {
    const restless = 'C C C W C W C W C W'.split(' ').map((letter) => LETTERS[letter] ?? '');
    const lines = await replay(lively, ...[...restless, ...Array(20).fill('ok')].map((status, at) => http(at, status)));
    const stop = lines.find((line) => line.told === 'flapping-stop');
    expect(stop).toMatchObject({ status: 'ok', also: [{ host: 'web1', check: 'http', told: 'recovery' }] });
  });
});

describe('hosts', () => {
  const dead = (host: string, from: number) => [0, 1, 2].map((at) => alive(from + at, host, 'critical'));
  const tree = [steady, { host: 'sw1' }, { host: 'web1', parents: ['sw1'] }];

  test('without "check" it is the alive check: warning is up, unknown is down, and the alert is told at once', async () => {
    const lines = await replay(
      { policy: { maxAttempts: 1, flapping: false } },
      alive(0, 'web1', 'warning'),
      alive(1, 'web1', 'unknown'),
      alive(2, 'web1', 'ok'),
    );
    expect(lines.map(brief)).toEqual([
      'web1 warning H1 up problem -',
      'web1 unknown H1 down change -',
      'web1 ok H1 up recovery -',
    ]);
    expect(lines[0]?.check).toBeNull();
  });

  test('a host behind a dead switch is unreachable, and nobody is told of it', async () => {
    const lines = await replay(...tree, ...dead('sw1', 0), ...dead('web1', 3));
    expect(lines.map(brief)).toEqual([
      'sw1 critical S1 down - soft',
      'sw1 critical S2 down - soft',
      'sw1 critical H3 down problem -',
      'web1 critical S1 unreachable - soft',
      'web1 critical S2 unreachable - soft',
      'web1 critical H3 unreachable - unreachable',
    ]);
  });

  test('the switch is back: the host behind it is called down by its own next result, not by what was seen before', async () => {
    const lines = await replay(
      ...tree,
      ...dead('sw1', 0),
      ...dead('web1', 3),
      alive(6, 'sw1', 'ok'),
      alive(7, 'web1', 'critical'),
    );
    expect(lines.slice(6).map(brief)).toEqual(['sw1 ok H1 up recovery -', 'web1 critical H3 down problem -']);
    expect(lines[6]?.also).toBeUndefined();
    const healed = await replay(
      ...tree,
      ...dead('sw1', 0),
      ...dead('web1', 3),
      alive(6, 'sw1', 'ok'),
      alive(7, 'web1', 'ok'),
    );
    expect(healed.at(-1)).toMatchObject({ host_state: 'up', told: null });
  });

  test('parents of one group: any is enough; of different groups: all are needed', async () => {
    const hosts = (groups: readonly [string, string]) => [
      steady,
      {
        host: 'web1',
        parents: [
          { host: 'a', group: groups[0] },
          { host: 'b', group: groups[1] },
        ],
      },
      ...dead('a', 0),
      ...dead('web1', 3),
    ];
    expect((await replay(...hosts(['core', 'core']))).at(-1)).toMatchObject({ host_state: 'down', told: 'problem' });
    expect((await replay(...hosts(['core', 'power']))).at(-1)).toMatchObject({
      host_state: 'unreachable',
      held: 'unreachable',
    });
  });

  test('a check behind its dead host goes hard at once and silently, and is told when it is still bad behind the live one', async () => {
    const lines = await replay(
      steady,
      http(0, 'ok'),
      ...dead('web1', 1),
      http(4, 'critical'),
      alive(5, 'web1', 'ok'),
      http(6, 'critical'),
    );
    expect(lines.slice(4).map(brief)).toEqual([
      'web1 http critical H1 down - host-down',
      'web1 ok H1 up recovery -',
      'web1 http critical H3 up problem -',
    ]);
  });

  test('a cycle of parents is refused by name, where it closes', async () => {
    const stdin = '{"host":"a","parents":["b"]}\n{"host":"b","parents":["c"]}\n{"host":"c","parents":["a"]}\n';
    const run = await cli(['replay', '-'], { stdin });
    expect(run).toMatchObject({ status: 2, out: '' });
    expect(run.err).toBe('standard input:3:23: a host cannot stand behind itself: c → a → b → c\n');
    expect((await cli(['replay', '-'], { stdin: '{"host":"a","parents":["a"]}' })).err).toContain('a → a');
  });
});
