// What the states of systemd's units are worth. The blocks are what systemd 252 prints.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answers, readAnswers } from '../../electron/engine/probes/service-asking.ts';
import { serviceConfig } from '../../electron/engine/probes/service-config.ts';
import { parseUnits } from '../../electron/engine/probes/service-reading.ts';
import { type Restarts, serviceVerdict } from '../../electron/engine/probes/service-verdict.ts';

const NOW = Date.UTC(2026, 10, 22, 22, 0, 0);
const unit = (id: string, fields: Record<string, string | number> = {}) =>
  Object.entries({
    Result: 'success',
    NRestarts: 0,
    ExecMainCode: 0,
    ExecMainStatus: 0,
    Id: id,
    Names: id,
    LoadState: 'loaded',
    ActiveState: 'active',
    SubState: 'running',
    StateChangeTimestamp: 'Sun 2026-11-22 10:00:00 UTC',
    ...fields,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
const FAILED = {
  Result: 'exit-code',
  ExecMainCode: 1,
  ExecMainStatus: 1,
  ActiveState: 'failed',
  SubState: 'failed',
  StateChangeTimestamp: 'Sun 2026-11-22 21:56:00 UTC',
};
const DEAD = { ActiveState: 'inactive', SubState: 'dead' };

function judge(
  settings: object,
  named: readonly string[] | null,
  failed: readonly string[] | null = [],
  before: Restarts | null = null,
) {
  const text = (blocks: readonly string[] | null) => blocks && { code: 0, stdout: blocks.join('\n') };
  const answers: Answers = {
    state: 'answered',
    now: NOW,
    named: text(named),
    failed: text(failed),
    stderr: '',
    cut: false,
  };
  return serviceVerdict(serviceConfig.parse(settings), answers, 'web-1', before);
}
const outcome = (...args: Parameters<typeof judge>) => judge(...args)[0];

describe('units that should run', () => {
  test('do', () => {
    expect(outcome({ units: ['nginx'] }, [unit('nginx.service')])).toMatchObject({
      status: 'ok',
      summary: 'nginx.service active for 12 h, no other unit failed',
      metrics: [
        { name: 'active', value: 1 },
        { name: 'failed', value: 0 },
        { name: 'restarts', value: 0 },
      ],
    });
    const two = [unit('nginx.service'), unit('cron.service')];
    expect(outcome({ units: ['nginx', 'cron.service'] }, two).summary).toBe('2 units active, none failed');
    expect(outcome({ units: ['nginx', 'cron'], anyFailed: false }, two, null).summary).toBe('2 units active');
  });
  test('failed: by exit code, by signal, by time; named first, with how long ago', () => {
    const settings = { units: ['nginx'] };
    const words = (fields: object) => outcome(settings, [unit('nginx.service', { ...FAILED, ...fields })]).summary;
    expect(words({})).toBe('nginx.service failed: exit-code 1, 4 min ago');
    expect(words({ Result: 'signal', ExecMainCode: 2, ExecMainStatus: 9 })).toBe(
      'nginx.service failed: signal KILL, 4 min ago',
    );
    expect(words({ Result: 'core-dump', ExecMainCode: 3, ExecMainStatus: 11 })).toBe(
      'nginx.service failed: core-dump SEGV, 4 min ago',
    );
    expect(words({ Result: 'timeout' })).toBe('nginx.service failed: timeout, 4 min ago');
    expect(words({ Result: 'start-limit-hit', StateChangeTimestamp: '' })).toBe(
      'nginx.service failed: start-limit-hit',
    );
    expect(outcome(settings, [unit('nginx.service', FAILED)]).status).toBe('critical');
    expect(outcome({ ...settings, badStatus: 'warning' }, [unit('nginx.service', FAILED)]).status).toBe('warning');
  });
  test('are not there, are masked, cannot be loaded', () => {
    const gone = unit('nosuch.service', { ...DEAD, LoadState: 'not-found', StateChangeTimestamp: '' });
    expect(outcome({ units: ['nosuch'] }, [gone])).toMatchObject({
      status: 'critical',
      summary: 'nosuch.service is not there',
    });
    expect(outcome({ units: ['nosuch'], missingStatus: 'unknown' }, [gone]).status).toBe('unknown');
    expect(
      outcome({ units: ['a'] }, [unit('a.service', { ...DEAD, LoadState: 'bad-setting', StateChangeTimestamp: '' })])
        .summary,
    ).toBe('a.service cannot be loaded (bad-setting)');
    expect(
      outcome({ units: ['a'] }, [unit('a.service', { ...DEAD, LoadState: 'masked', StateChangeTimestamp: '' })]),
    ).toMatchObject({
      status: 'critical',
      summary: 'a.service is inactive (masked)',
    });
    expect(outcome({ units: ['nginx*', 'x'] }, [unit('x.service')]).summary).toBe('No unit matches nginx*');
    // Its file was removed while it runs on.
    expect(outcome({ units: ['a'] }, [unit('a.service', { LoadState: 'not-found' })]).status).toBe('ok');
  });
  test('are stopped', () => {
    expect(outcome({ units: ['nginx'] }, [unit('nginx.service', DEAD)])).toMatchObject({
      status: 'critical',
      summary: 'nginx.service is inactive (dead), for 12 h',
    });
  });
  test('keep restarting, whether systemd waits just now or not', () => {
    const waiting = unit('a.service', {
      ...FAILED,
      ActiveState: 'activating',
      SubState: 'auto-restart',
      NRestarts: 12,
    });
    expect(outcome({ units: ['a'] }, [waiting])).toMatchObject({
      status: 'critical',
      summary: 'a.service keeps restarting: exit-code 1, 12 restarts',
    });
    const [first, counts] = judge({ units: ['a'] }, [unit('a.service', { NRestarts: 3 })]);
    expect(first.status).toBe('ok');
    const [second, later] = judge({ units: ['a'] }, [unit('a.service', { NRestarts: 5 })], [], counts);
    expect(second).toMatchObject({ status: 'warning', summary: 'a.service was restarted 2 times since the last run' });
    expect(judge({ units: ['a'] }, [unit('a.service', { NRestarts: 5 })], [], later)[0].status).toBe('ok');
    // Started by hand: counted anew.
    expect(judge({ units: ['a'] }, [unit('a.service', { NRestarts: 0 })], [], later)[0].status).toBe('ok');
    expect(
      judge({ units: ['a'], warnRestarts: false }, [unit('a.service', { NRestarts: 9 })], [], later)[0].status,
    ).toBe('ok');
  });
  test('take their time to start or reload: only beyond the time given', () => {
    const starting = {
      ActiveState: 'activating',
      SubState: 'start',
      StateChangeTimestamp: 'Sun 2026-11-22 21:58:00 UTC',
    };
    const slow = outcome({ units: ['a'] }, [unit('a.service', starting)]);
    expect(slow).toMatchObject({ status: 'warning', summary: 'a.service has been activating for 2 min' });
    expect(outcome({ units: ['a'], changingSeconds: 120 }, [unit('a.service', starting)]).status).toBe('ok');
    expect(
      outcome({ units: ['a'], changingStatus: 'critical' }, [
        unit('a.service', { ...starting, ActiveState: 'reloading' }),
      ]),
    ).toMatchObject({
      status: 'critical',
      summary: 'a.service has been reloading for 2 min',
    });
  });
  test('run for too short a time to be trusted', () => {
    const young = unit('a.service', { StateChangeTimestamp: 'Sun 2026-11-22 21:59:56 UTC' });
    expect(outcome({ units: ['a'], minActiveSeconds: 30 }, [young])).toMatchObject({
      status: 'warning',
      summary: 'a.service active for only 4 s',
    });
  });
  test('have an alias, a type, or a pattern for a name', () => {
    const ssh = unit('ssh.service', { Names: 'ssh.service sshd.service' });
    expect(outcome({ units: ['sshd'] }, [ssh, ssh]).status).toBe('ok');
    expect(outcome({ units: ['sshd'] }, [ssh, ssh]).metrics[0]).toMatchObject({ name: 'active', value: 1 });
    expect(
      outcome({ units: ['-.mount', 'postgresql@*'] }, [unit('-.mount'), unit('postgresql@15-main.service')]).status,
    ).toBe('ok');
  });
});

test('units that must not run', () => {
  const settings = { units: ['telnet.socket'], expect: 'inactive' };
  expect(outcome(settings, [unit('telnet.socket', DEAD)])).toMatchObject({ status: 'ok' });
  expect(outcome(settings, [unit('telnet.socket')])).toMatchObject({
    status: 'critical',
    summary: 'telnet.socket is active for 12 h',
  });
});

describe('whatever has failed', () => {
  test('nothing', () => {
    expect(outcome({}, null, [])).toEqual({
      status: 'ok',
      summary: 'No failed units',
      metrics: [{ name: 'failed', value: 0, unit: '' }],
    });
  });
  test('counts, except what is ignored, and what is named counts once', () => {
    const failed = ['a', 'b', 'c', 'd'].map((name) => unit(`${name}.service`, FAILED));
    expect(outcome({}, null, failed)).toMatchObject({
      status: 'critical',
      summary:
        'a.service failed: exit-code 1, 4 min ago; b.service failed: exit-code 1, 4 min ago; c.service failed: exit-code 1, 4 min ago and 1 more',
      metrics: [{ name: 'failed', value: 4 }],
    });
    expect(outcome({ ignoreFailed: ['a', '[b-c].service'] }, null, failed).summary).toBe(
      'd.service failed: exit-code 1, 4 min ago',
    );
    expect(outcome({ units: ['a'] }, [failed[0]!], [failed[0]!]).metrics).toContainEqual({
      name: 'failed',
      value: 1,
      unit: '',
    });
  });
});

describe('no answer worth judging', () => {
  const say = (answers: Answers) => serviceVerdict(serviceConfig.parse({}), answers, 'web-1', null)[0];
  const call = (code: number, stderr: string): Answers => ({
    state: 'answered',
    now: NOW,
    named: null,
    failed: { code, stdout: '' },
    stderr,
    cut: false,
  });
  test('is unknown, in words', () => {
    expect(say({ state: 'no-systemctl' })).toMatchObject({
      status: 'unknown',
      summary: 'No systemd on web-1: systemctl is not there',
    });
    const booted =
      "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n";
    expect(say(call(1, booted))).toMatchObject({ status: 'unknown', summary: 'No systemd is running on web-1' });
    expect(say(call(1, 'Failed to list units: Connection timed out\n'))).toMatchObject({
      status: 'unknown',
      summary: 'systemctl failed on web-1: Failed to list units: Connection timed out',
    });
    expect(say({ ...call(0, ''), cut: true } as Answers)).toMatchObject({
      status: 'unknown',
      summary: 'More units than can be read',
    });
  });
  test('what a host printed is read up to its marks', () => {
    const text = `Hello!\n\n=wf now 1790000000\n${unit('a.service')}\n=wf named 0\n\n=wf failed 0\n=wf end\n`;
    const end = { code: 0, cut: false };
    expect(readAnswers(text, '', end)).toMatchObject({
      state: 'answered',
      now: 1_790_000_000_000,
      named: { code: 0, stdout: expect.stringContaining('Id=a.service') },
      failed: { code: 0 },
    });
    expect(readAnswers('\n=wf now 1\n=wf none\n', '', end)).toEqual({ state: 'no-systemctl' });
    expect(readAnswers('Go away\n', '', { code: 1, cut: false })).toEqual({
      state: 'no-answer',
      code: 1,
      said: 'Go away\n',
    });
    expect(readAnswers('\n=wf now 1\nId=a', 'lost', end)).toMatchObject({ state: 'no-answer', said: 'lost' });
  });
  test('hostile text never throws, and never more units than there is room for', () => {
    const junk = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          '=wf now 1',
          '=wf named 0',
          '=wf end',
          'Id=',
          'Id=\u001b[31m',
          'ActiveState=failed',
          'StateChangeTimestamp=Sun 9999-99-99 99:99:99 UTC',
          '',
        ),
      ),
    );
    fc.assert(
      fc.property(junk, (lines) => {
        const answers = readAnswers(lines.join('\n'), '', { code: 0, cut: false });
        const [{ summary, metrics }] = serviceVerdict(serviceConfig.parse({ units: ['a'] }), answers, 'web-1', null);
        expect(summary).not.toMatch(/\p{Cc}/u);
        expect(metrics.every(({ value }) => Number.isFinite(value))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    expect(parseUnits(Array.from({ length: 2_000 }, (_, at) => unit(`u${at}.service`)).join('\n'))).toHaveLength(500);
  });
});

test('bad settings are refused with the name of the field', () => {
  const paths = (settings: object) => serviceConfig.safeParse(settings).error?.issues.map(({ path }) => path.join('.'));
  expect(paths({ units: ['nginx; reboot'] })).toEqual(['units.0']);
  expect(paths({ units: ['a', '$(id)'] })).toEqual(['units.1']);
  expect(paths({ units: ["a'b"] })).toEqual(['units.0']);
  expect(paths({ units: Array.from({ length: 51 }, (_, at) => `u${at}`) })).toEqual(['units']);
  expect(paths({ anyFailed: false })).toEqual(['units']);
  expect(paths({ auth: 'key' })).toEqual(['keyFile']);
  expect(paths({ auth: 'key', over: 'local' })).toBeUndefined();
  expect(paths({ changingSeconds: -1 })).toEqual(['changingSeconds']);
});
