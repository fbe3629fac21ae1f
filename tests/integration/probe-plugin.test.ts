// The plugins of Debian's monitoring-plugins against this machine, run as the engine runs them.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startHttp, type WebServer } from '../support/lab/http-server.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';
import { closedPort } from '../support/lab/tcp-server.ts';
import { installed, names, type PluginFolder, pluginFolder, run } from './probe-plugin-scripts.ts';

let folder: PluginFolder;
beforeEach(() => {
  folder = pluginFolder();
});
afterEach(() => folder.remove());

describe.skipIf(!installed)("Debian's plugins on this machine", () => {
  let web: WebServer;
  let sshd: Sshd;
  beforeAll(async () => {
    web = await startHttp((_, response) => response.end('hello'));
    sshd = await startSshd();
  });
  afterAll(async () => {
    await web.stop();
    await sshd.stop();
  });

  test.each([
    [0, 'ok', 'OK: said'],
    [1, 'warning', 'WARNING: said'],
    [2, 'critical', 'CRITICAL: said'],
    [3, 'unknown', 'UNKNOWN: said'],
  ])('check_dummy %i is %s', async (code, status, summary) => {
    expect(await run({ command: 'check_dummy', args: [String(code), 'said'] })).toMatchObject({ status, summary });
  });
  test('check_ping and check_icmp measure the way to loopback', async () => {
    const ping = await run({});
    expect(ping).toMatchObject({ status: 'ok', summary: expect.stringContaining('Packet loss = 0%') });
    expect(ping.metrics).toEqual([
      { name: 'rta', value: expect.any(Number), unit: 'ms', warn: '100.000000', crit: '500.000000', min: 0 },
      { name: 'pl', value: 0, unit: '%', warn: '20', crit: '60', min: 0 },
    ]);
    const icmp = await run({ command: 'check_icmp', args: ['-n', '2', '$ADDRESS$'] });
    expect(icmp.status).toBe('ok');
    expect(names(icmp)).toEqual(expect.arrayContaining(['rta', 'pl', 'rtmax', 'rtmin']));
  });
  test('check_http and check_tcp reach a server, and say when none is there', async () => {
    const good = await run({ command: 'check_http', args: ['-I', '$ADDRESS$', '-p', String(web.port), '-s', 'hello'] });
    expect(good).toMatchObject({ status: 'ok', summary: expect.stringContaining('HTTP/1.1 200 OK') });
    expect(names(good)).toEqual(['time', 'size']);
    const tcp = await run({ command: 'check_tcp', args: ['-H', '$ADDRESS$', '-p', String(web.port)] });
    expect(tcp).toMatchObject({ status: 'ok', metrics: [{ name: 'time', unit: 's', min: 0 }] });
    const refused = await run({ command: 'check_tcp', args: ['-H', '$ADDRESS$', '-p', String(await closedPort())] });
    expect(refused).toMatchObject({ status: 'critical', summary: expect.stringContaining('Connection refused') });
  });
  test('check_ssh reads the greeting of sshd', async () => {
    const outcome = await run({ command: 'check_ssh', args: ['-p', String(sshd.port), '$ADDRESS$'] });
    expect(outcome).toMatchObject({ status: 'ok', summary: expect.stringContaining('OpenSSH') });
  });
  test('check_disk, check_load, check_procs and check_file_age look at this machine', async () => {
    const disk = await run({ command: 'check_disk', args: ['-w', '1%', '-c', '0%', '-p', '/'] });
    expect(disk.metrics).toEqual([
      expect.objectContaining({ name: '/', unit: expect.stringMatching(/^(Mi?)?B$/), min: 0, max: expect.any(Number) }),
    ]);
    const load = await run({ command: 'check_load', args: ['-w', '900,900,900', '-c', '999,999,999'] });
    expect(load.status).toBe('ok');
    expect(names(load)).toEqual(['load1', 'load5', 'load15']);
    const procs = await run({ command: 'check_procs', args: ['-w', '1:100000', '-c', '0:200000'] });
    expect(procs).toMatchObject({ status: 'ok', metrics: [{ name: 'procs', warn: '1:100000', crit: '0:200000' }] });
    const file = folder.script('exit 0');
    expect(await run({ command: 'check_file_age', args: ['-f', file, '-w', '600', '-c', '900'] })).toMatchObject({
      status: 'ok',
      metrics: [
        { name: 'age', unit: 's' },
        { name: 'size', unit: 'B' },
      ],
    });
    expect((await run({ command: 'check_file_age', args: ['-f', `${file}.gone`] })).status).toBe('critical');
  });
  test('every figure of every one of them was understood', async () => {
    for (const [command, ...args] of [
      ['check_load', '-w', '1', '-c', '2'],
      ['check_disk', '-w', '1%', '-c', '0%'],
      ['check_swap', '-w', '0%', '-c', '0%'],
      ['check_users', '-w', '100', '-c', '200'],
      ['check_procs'],
      ['check_icmp', '127.0.0.1'],
    ]) {
      const { detail = '' } = await run({ command, args });
      expect(detail, command).not.toContain('not understood');
    }
  });
  test('an argument with spaces, quotes and a macro stays one argument', async () => {
    const hostName = `a "b" 'c' $(reboot) ; |x`;
    const outcome = await run({ command: 'check_dummy', args: ['0', 'host $HOSTNAME$'] }, { hostName });
    expect(outcome.output).toBe(`OK: host ${hostName}`);
  });
});
