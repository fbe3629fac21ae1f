// What reaches the screen of a plugin's run, and what crosses to another host to start it.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteWord } from '../../electron/engine/lib/shell-quote.ts';
import { fillMacros, pluginEnvironment, remoteCommand } from '../../electron/engine/probes/plugin-command.ts';
import { pluginConfig } from '../../electron/engine/probes/plugin-config.ts';
import { type PluginRun, pluginVerdict } from '../../electron/engine/probes/plugin-verdict.ts';

const run = (stdout: string, more: Partial<PluginRun> & { errors?: string } = {}): PluginRun => ({
  code: 0,
  signal: null,
  stdout: Buffer.from(stdout),
  stderr: Buffer.from(more.errors ?? ''),
  cut: false,
  ...more,
});

describe('the outcome', () => {
  test('figures carry their limits, and what could not be determined is no figure', () => {
    expect(pluginVerdict(run("LOAD OK | load1=0.1;1;2;0;8 temp=U 'a b'=3ms;~:5"), false)).toEqual({
      status: 'ok',
      summary: 'LOAD OK',
      output: "LOAD OK | load1=0.1;1;2;0;8 temp=U 'a b'=3ms;~:5",
      metrics: [
        { name: 'load1', value: 0.1, unit: '', warn: '1', crit: '2', min: 0, max: 8 },
        { name: 'a b', value: 3, unit: 'ms', warn: '~:5' },
      ],
    });
  });
  test('the plugin judges, not the ranges of its figures', () => {
    expect(pluginVerdict(run('FINE | load=99;1;2'), false).status).toBe('ok');
    expect(pluginVerdict(run('BAD | load=0;1;2', { code: 2 }), false).status).toBe('critical');
  });
  test('names are unique, and the same in each run', () => {
    const names = () => pluginVerdict(run("OK|a=1 a=2 'a (2)'=3 a=4"), false).metrics.map(({ name }) => name);
    expect(names()).toEqual(['a', 'a (2)', 'a (2) (2)', 'a (3)']);
    expect(names()).toEqual(names());
  });
  test('a label as long as a page becomes a short name, and two of them stay apart', () => {
    const long = 'x'.repeat(5_000);
    const { metrics } = pluginVerdict(run(`OK|${long}1=1 ${long}2=2`), false);
    expect(metrics.map(({ name, value }) => [name.length <= 130, value])).toEqual([
      [true, 1],
      [true, 2],
    ]);
    expect(new Set(metrics.map(({ name }) => name)).size).toBe(2);
  });
  test('what is not understood is said, and a thousand figures are not all kept', () => {
    expect(pluginVerdict(run('OK|bad a=1 worse 1 2 3 4'), false).detail).toBe(
      'performance data not understood: bad worse 1 2 3 and 1 more',
    );
    const many = pluginVerdict(run(`OK|${Array.from({ length: 1_000 }, (_, i) => `m${i}=${i}`).join(' ')}`), false);
    expect(many.metrics).toHaveLength(500);
    expect(many.detail).toBe('only the first 500 of 1000 figures are kept');
  });
  test('a figure torn by the cut is not taken for a smaller one', () => {
    const torn = pluginVerdict(run('OK|a=1 b=12', { cut: true }), false);
    expect(torn.metrics.map(({ name }) => name)).toEqual(['a']);
    expect(torn.detail).toBe('output cut at 11 B');
  });
  test('a plugin that only complains is quoted', () => {
    expect(pluginVerdict(run('', { code: 3, errors: 'Traceback:\nmore' }), false)).toMatchObject({
      status: 'unknown',
      summary: 'Plugin printed no summary: Traceback:',
      output: 'Traceback:\nmore',
    });
  });
  test('126 and 127 mean something where a shell stands between, and nothing here', () => {
    expect(pluginVerdict(run('', { code: 127 }), true).summary).toBe('Plugin is missing on the host (exit code 127)');
    expect(pluginVerdict(run('', { code: 126 }), true)).toMatchObject({
      status: 'unknown',
      summary: 'Plugin may not be run on the host (exit code 126)',
    });
    expect(pluginVerdict(run('', { code: 127 }), false).summary).toBe('Exit code 127, only 0 to 3 have a meaning');
  });
});

describe('the call', () => {
  test('macros are filled in inside their argument, also several, and nothing is split', () => {
    const host = { address: '[::1]', hostName: 'web1 -x; $& $ADDRESS$' };
    expect(
      fillMacros(['-H', '$ADDRESS$', '--name=$HOSTNAME$', '$HOSTADDRESS$:$ADDRESS$', '$ADDRESS', '$OTHER$'], host),
    ).toEqual(['-H', '::1', '--name=web1 -x; $& $ADDRESS$', '::1:::1', '$ADDRESS', '$OTHER$']);
  });
  test('the environment is small, and speaks English', () => {
    expect(pluginEnvironment('/home/monitor')).toEqual({
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LC_ALL: 'C',
      HOME: '/home/monitor',
    });
  });
  test('any words at all come out of a real shell as they went in', () => {
    const words = fc.array(
      fc.string({ unit: 'binary', maxLength: 40 }).map((some) => some.toWellFormed().replaceAll('\0', '')),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(words, (args) => {
        const script = `printf '%s\\0' ${args.map(quoteWord).join(' ')}`;
        expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(args);
      }),
      { numRuns: 60 },
    );
  });
  test('the line for another host quotes the plugin as well', () => {
    const line = remoteCommand("/opt/my plugins/it's", ['-H', '$(reboot)']);
    expect(line).toContain("'/opt/my plugins/it'\\''s' '-H' '$(reboot)'");
    expect(remoteCommand('check_load', [])).toContain("'/usr/lib/nagios/plugins/check_load'");
  });
});

describe('the config', () => {
  const fieldOf = (config: object) => pluginConfig.safeParse(config).error?.issues[0]?.path.join('.');
  test.each(['check_http', '/usr/lib/nagios/plugins/check_http', '/opt/my plugins/check'])('takes %s', (command) => {
    expect(fieldOf({ command })).toBeUndefined();
  });
  test.each(['', './check_http', 'plugins/check_http', '../check', '-x', 'a b', '/', '/opt/', 'check;reboot', '/a\0b'])(
    'refuses the plugin %j',
    (command) => {
      expect(fieldOf({ command })).toBe('command');
    },
  );
  test('arguments are a list of words without NUL; a key file is asked for only over SSH', () => {
    expect(fieldOf({ args: ['a\0b'] })).toBe('args.0');
    expect(fieldOf({ args: '-H x' })).toBe('args');
    expect(fieldOf({ over: 'ssh', auth: 'key' })).toBe('keyFile');
    expect(fieldOf({ over: 'local', auth: 'key' })).toBeUndefined();
  });
});
