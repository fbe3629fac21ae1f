// Plugins on another host: what crosses to a real sshd is one command line, and what is in an argument stays in it.
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plugin } from '../../electron/engine/probes/plugin.ts';
import type { ProbeContext } from '../../electron/engine/probes/probe.ts';
import { children, until } from '../support/lab/leftovers.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';
import { installed, names, PLUGINS, type PluginFolder, pluginFolder, run } from './probe-plugin-scripts.ts';

let folder: PluginFolder;
beforeEach(() => {
  folder = pluginFolder();
});
afterEach(() => folder.remove());

describe('over SSH', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(async () => {
    await plugin.close?.();
    await sshd.stop();
  });
  const there = (config: object, context: Partial<ProbeContext> = {}) =>
    run({ over: 'ssh', user: sshd.user, port: sshd.port, auth: 'key', keyFile: sshd.keyFile, ...config }, context);

  test.skipIf(!installed)('check_disk and check_load run on the host', async () => {
    const load = await there({ command: 'check_load', args: ['-w', '900,900,900', '-c', '999,999,999'] });
    expect([load.status, ...names(load)]).toEqual(['ok', 'load1', 'load5', 'load15']);
    const disk = await there({ command: `${PLUGINS}/check_disk`, args: ['-w', '1%', '-c', '0%', '-p', '/'] });
    expect(disk.metrics).toMatchObject([{ name: '/', min: 0 }]);
  });
  test('hostile arguments arrive as they were written, and nothing else runs', async () => {
    const canary = join(folder.path, 'canary');
    const args = [
      `'; touch ${canary}; '`,
      `$(touch ${canary})`,
      `\`touch ${canary}\``,
      `" && touch ${canary} && "`,
      `\\'; touch ${canary} #`,
      `line\nbreak; touch ${canary}`,
      `*`,
      '~',
      '$HOME',
      '!!',
      '',
      '-n',
      'ümläut \u{1f600}',
      '$HOSTNAME$',
    ];
    const command = folder.script(`printf 'ARGS OK\\n'; for a in "$@"; do printf '[%s]\\n' "$a"; done`, "check it's");
    const hostName = `x'; touch ${canary}; echo '`;
    const outcome = await there({ command, args }, { hostName });
    expect(outcome.output).toBe(['ARGS OK', ...[...args.slice(0, -1), hostName].map((arg) => `[${arg}]`)].join('\n'));
    expect(existsSync(canary)).toBe(false);
  });
  test('the environment on the host is as small as here', async () => {
    const { output } = await there({ command: folder.script('echo ENV OK; env | sort'), args: [] });
    expect(output?.split('\n').filter((line) => !/^(PWD|_|OLDPWD|SHLVL)=/.test(line))).toEqual([
      'ENV OK',
      'HOME=/',
      'LC_ALL=C',
      expect.stringMatching(/^PATH=\/usr\/local\/sbin:/),
    ]);
  });
  test('a plugin that is missing there, may not be run, or is ended by a signal is unknown, with the reason', async () => {
    expect(await there({ command: 'check_nosuch', args: [] })).toMatchObject({
      status: 'unknown',
      summary: 'Plugin is missing on the host (exit code 127)',
    });
    expect(await there({ command: '/nosuch/check', args: [] })).toMatchObject({
      status: 'unknown',
      summary: expect.stringMatching(/^Plugin is missing on the host \(exit code 127\): .*No such file/),
    });
    const plain = folder.script('exit 0');
    chmodSync(plain, 0o644);
    expect(await there({ command: plain, args: [] })).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('may not be run on the host'),
    });
    expect(await there({ command: folder.script('kill -9 $$'), args: [] })).toMatchObject({
      status: 'unknown',
      summary: 'Plugin was ended by signal KILL',
    });
  });
  test('a host that cannot be logged in to is said as for every kind', async () => {
    expect(await there({ command: 'check_load', keyFile: sshd.strangerKeyFile })).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('Wrong user, or the key is not accepted'),
    });
  });
  test('one that hangs there is ended with the run', async () => {
    const controller = new AbortController();
    const marker = join(folder.path, 'begun');
    const command = folder.script(`echo $$ > ${marker}; exec sleep 600`);
    const running = there({ command, args: [] }, { signal: controller.signal }).catch((error: Error) => error.message);
    await until(() => existsSync(marker), 'it has begun');
    controller.abort(new Error('time is up'));
    expect(await running).toBe('time is up');
    await until(() => !children().some((child) => child.endsWith(' sleep')), 'the sleeper is gone');
  });
});
