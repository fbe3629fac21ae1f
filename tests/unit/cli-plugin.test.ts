// `watchfloor plugin parse` and `plugin threshold`. (spec: command-line; oracle: monitoring-plugins guidelines)
import { describe, expect, test } from 'vitest';
import { cli } from '../support/cli.ts';

describe('plugin parse', () => {
  const parse = async (stdin: string, exit: string) => {
    const run = await cli(['plugin', 'parse', '--exit', exit], { stdin });
    return { status: run.status, ...JSON.parse(run.out) };
  };

  test('the shape of the specification, for a good result', async () => {
    const run = await cli(['plugin', 'parse', '--exit', '0'], {
      stdin: "DISK OK - free space | '/var'=41;@10:20;95;0;100 rubbish\nlong text\n",
    });
    expect(run.status).toBe(0);
    expect(JSON.parse(run.out)).toEqual({
      status: 'ok',
      summary: 'DISK OK - free space',
      long: 'long text',
      metrics: [{ label: '/var', value: 41, unit: '', warn: '@10:20', crit: '95', min: 0, max: 100 }],
      rejected: ['rubbish'],
    });
  });

  test.each([
    ['1', 'warning'],
    ['2', 'critical'],
    ['3', 'unknown'],
    ['127', 'unknown'],
    ['-1', 'unknown'],
  ])('exit %s is %s, and the command says so by its own status', async (exit, status) => {
    const run = await cli(['plugin', 'parse', '--exit', exit], { stdin: 'said' });
    expect(run.status).toBe(1);
    expect(JSON.parse(run.out)).toMatchObject({ status });
  });

  test('terminal escapes and broken UTF-8 do no harm', async () => {
    expect(await parse('\u001b]0;owned\u0007OK\u001b[2J', '0')).toMatchObject({ summary: 'OK' });
  });

  test.each([[[]], [['--exit', 'two']], [['--exit', '']]])('without an exit code it is wrong use: %j', async (more) => {
    expect(await cli(['plugin', 'parse', ...more])).toMatchObject({ status: 2, out: '' });
  });
});

describe('plugin threshold', () => {
  test.each([
    ['10', '11', 1],
    ['10', '10', 0],
    ['10', '-5', 1],
    ['10', '0', 0],
    ['10:', '9', 1],
    ['10:', '10', 0],
    ['~:10', '-1000', 0],
    ['~:10', '10.1', 1],
    ['10:20', '9.99', 1],
    ['10:20', '20', 0],
    ['@10:20', '10', 1],
    ['@10:20', '21', 0],
    ['-10:10', '-5', 0],
    ['-10:10', '-11', 1],
    ['-20:-10', '-9', 1],
    ['1e3', '999', 0],
  ])('%s on %s: %i', async (range, value, status) => {
    for (const args of [
      [range, value],
      ['--', range, value],
      ['--json', range, value],
      [range, value, '--json'],
    ]) {
      const run = await cli(['plugin', 'threshold', ...args]);
      expect([args, run.status, run.err]).toEqual([args, status, '']);
      if (!args.includes('--json')) continue;
      expect(JSON.parse(run.out)).toEqual({ range, value: Number(value), alert: status === 1 });
    }
  });

  test('in words', async () => {
    const words = async (...args: string[]) => (await cli(['plugin', 'threshold', ...args])).out;
    expect(await words('10', '11')).toBe('10 alerts outside 0..10: 11 alerts\n');
    expect(await words('@10:20', '21')).toBe('@10:20 alerts inside 10..20, ends included: 21 does not alert\n');
    expect(await words('~:10', '3')).toBe('~:10 alerts above 10: 3 does not alert\n');
    expect(await words('-1:', '-2')).toBe('-1: alerts below -1: -2 alerts\n');
    expect(await words('~:', '3')).toBe('~: never alerts: 3 does not alert\n');
  });

  test.each([
    ['20:10', '1'],
    ['ten', '1'],
    ['', '1'],
    ['10', 'x'],
    ['10', ''],
    ['10', '0x10'],
    ['10', 'Infinity'],
    ['10', '11', '12'],
    ['10', '11', '--jsn'],
    ['10'],
  ])('%j %j is wrong use', async (...args) => {
    const run = await cli(['plugin', 'threshold', ...args]);
    expect(run).toMatchObject({ status: 2, out: '' });
    expect(run.err).not.toBe('');
  });
});

test.each([[['plugin']], [['plugin', 'parse']], [['plugin', 'threshold']]])(
  '%j --help has an example',
  async (args) => {
    const run = await cli([...args, '--help']);
    expect(run).toMatchObject({ status: 0, err: '' });
    expect(run.out).toMatch(/Examples?:\n {2}.*watchfloor plugin/);
  },
);
