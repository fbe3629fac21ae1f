// systemd's units over a real sshd and on this machine. systemctl is a program of the test's own on the PATH that says what
// systemd 252 says: a systemd of its own would take over the control groups of the whole machine.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { service } from '../../electron/engine/probes/service.ts';
import { children, leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';

let sshd: Sshd;
let tools: string;
const pathBefore = process.env.PATH;
beforeAll(async () => {
  tools = mkdtempSync(join(tmpdir(), 'lab-systemctl-'));
  chmodSync(tools, 0o755);
  sshd = await startSshd([`SetEnv PATH=${tools}:/usr/bin:/bin`]);
});
beforeEach(() => {
  process.env.PATH = `${tools}:${pathBefore}`;
});
afterEach(async () => {
  process.env.PATH = pathBefore;
  await service.close!();
});
afterAll(async () => {
  await sshd.stop();
  rmSync(tools, { recursive: true });
});

const configOf = (settings: object) =>
  service.config.parse({ port: sshd.port, user: sshd.user, auth: 'key', keyFile: sshd.keyFile, ...settings });
const run = (settings: object, parts: Parameters<typeof probeContext>[0] = {}) =>
  service.run(configOf(settings), probeContext({ hostName: 'web-1', ...parts }));

/** A systemctl that writes down its arguments, one a line, and then does what `script` says. */
function systemctl(script: string): { calls(): readonly (readonly string[])[] } {
  const log = join(tools, 'calls');
  writeFileSync(log, '');
  chmodSync(log, 0o666);
  const text = `#!/bin/sh\n{ printf '%s\\n' "$@"; echo; } >>${log}\n${script}\n`;
  writeFileSync(join(tools, 'systemctl'), text, { mode: 0o755 });
  return {
    calls: () =>
      readFileSync(log, 'utf8')
        .split('\n\n')
        .filter(Boolean)
        .map((call) => call.split('\n').filter(Boolean)),
  };
}

const BLOCK = (id: string, active: string, sub: string, more = '') => `cat <<'END'
Result=${active === 'failed' ? 'exit-code' : 'success'}
NRestarts=0
ExecMainCode=1
ExecMainStatus=${active === 'failed' ? 3 : 0}
Id=${id}
Names=${id}
LoadState=loaded
ActiveState=${active}
SubState=${sub}
StateChangeTimestamp=Sun 2026-11-22 21:54:43 UTC
${more}
END`;

describe.each(['ssh', 'local'] as const)('over %s', (over) => {
  const where = over === 'ssh' ? 'web-1' : 'this machine';

  test('systemd is asked once for the units and once for what failed, in one language and one time zone', async () => {
    const { calls } = systemctl(
      `[ "$LC_ALL $TZ" = "C UTC" ] || exit 9
case "$*" in *--state=failed*) ${BLOCK('cron.service', 'failed', 'failed')};; *) ${BLOCK('nginx.service', 'active', 'running')};; esac`.replaceAll(
        'END;;',
        'END\n;;',
      ),
    );
    const result = await run({ over, units: ['nginx', 'a@*.service'] });
    expect(result.status).toBe('critical');
    expect(result.summary).toMatch(/^cron\.service failed: exit-code 3, \d+ \w+ ago; no unit matches a@\*\.service$/);
    expect(result.metrics).toEqual([
      { name: 'active', value: 1, unit: '' },
      { name: 'failed', value: 1, unit: '' },
      { name: 'restarts', value: 0, unit: '' },
    ]);
    const property = expect.stringMatching(/^--property=Id,Names,LoadState,/);
    expect(calls()).toEqual([
      ['show', '--no-pager', property, '--', 'nginx', 'a@*.service'],
      ['show', '--no-pager', property, '--state=failed', '--', '*'],
    ]);
  });
  test('a name is an argument and nothing else, even where a schema let it through', async () => {
    const { calls } = systemctl('exit 0');
    const hostile = ['$(touch x)', "a'; touch x; '", '-h', '`id`', 'two words', '*', '\\x2d'];
    await service.run({ ...configOf({ over, anyFailed: false, units: ['a'] }), units: hostile }, probeContext());
    expect(calls()).toEqual([['show', '--no-pager', expect.anything(), '--', ...hostile]]);
  });
  test('no systemctl at all', async () => {
    const bare = mkdtempSync(join(tmpdir(), 'lab-bare-'));
    chmodSync(bare, 0o755);
    for (const name of ['sh', 'date']) symlinkSync(`/bin/${name}`, join(bare, name));
    const missing = await startSshd([`SetEnv PATH=${bare}`]);
    try {
      process.env.PATH = bare;
      const login = { port: missing.port, user: missing.user, keyFile: missing.keyFile };
      expect(await run({ over, ...login })).toMatchObject({
        status: 'unknown',
        summary: `No systemd on ${where}: systemctl is not there`,
      });
    } finally {
      process.env.PATH = pathBefore;
      await missing.stop();
      rmSync(bare, { recursive: true });
    }
  });
  test('a systemctl without a systemd', async () => {
    systemctl(`echo "System has not been booted with systemd as init system (PID 1). Can't operate." >&2
echo "Failed to connect to bus: Host is down" >&2; exit 1`);
    expect(await run({ over })).toMatchObject({ status: 'unknown', summary: `No systemd is running on ${where}` });
  });
  test('a systemctl that fails otherwise is quoted', async () => {
    systemctl('echo "Failed to list units: Access denied" >&2; exit 4');
    expect(await run({ over })).toMatchObject({
      status: 'unknown',
      summary: `systemctl failed on ${where}: Failed to list units: Access denied`,
      detail: 'exit code 4',
    });
  });
  test('a systemctl that hangs is ended with the run', async () => {
    systemctl(`exec sleep 4200.${process.pid}`);
    const before = openThings();
    const hangs = () =>
      execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).includes(`sleep 4200.${process.pid}`);
    const controller = new AbortController();
    const running = run({ over }, { signal: controller.signal });
    await until(hangs, 'it hangs');
    controller.abort(new Error('time is up'));
    await expect(running).rejects.toThrow('time is up');
    await until(() => !hangs(), 'it is gone');
    await service.close!();
    await until(() => leftSince(before).length === 0, 'nothing is left open');
    expect(children().filter((child) => child.endsWith('systemctl'))).toEqual([]);
  });
  test('a systemctl that prints without end is unknown, and bounded', async () => {
    systemctl('head -c 3000000 /dev/zero | tr "\\0" "x"; exit 0');
    expect(await run({ over })).toMatchObject({ status: 'unknown', summary: 'More units than can be read' });
  });
  test('restarts are counted from run to run of the same check', async () => {
    const say = (restarts: number) =>
      systemctl(BLOCK('a.service', 'active', 'running').replace('NRestarts=0', `NRestarts=${restarts}`));
    const config = configOf({ over, units: ['a'], anyFailed: false });
    const again = () => service.run(config, probeContext());
    say(2);
    expect(await again()).toMatchObject({ status: 'ok' });
    say(3);
    expect(await again()).toMatchObject({
      status: 'warning',
      summary: 'a.service was restarted once since the last run',
    });
    expect(await again()).toMatchObject({ status: 'ok' });
    say(9);
    expect(await run({ over, units: ['a'], anyFailed: false })).toMatchObject({ status: 'ok' });
  });
});
