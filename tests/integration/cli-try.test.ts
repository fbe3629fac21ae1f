// `watchfloor try`: one probe, once; what is wrong with the request is told by place and field. (spec: command-line)
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { probeKinds } from '../../electron/engine/probes/index.ts';
import { cli } from '../support/cli.ts';
import { newFolder } from '../support/floor.ts';
import { startSshd } from '../support/lab/sshd.ts';
import { closedPort, startSilent } from '../support/lab/tcp-server.ts';

describe('a probe that can run', () => {
  test('this machine answers a ping: ok, with its figures, and 0', async () => {
    const run = await cli(['try', 'ping', '--config', '{"packets": 1}', '--json', '--data', newFolder()]);
    expect([run.status, run.err]).toEqual([0, '']);
    const answer = JSON.parse(run.out);
    expect(Object.keys(answer)).toEqual(['status', 'summary', 'detail', 'output', 'metrics', 'duration_ms']);
    expect(answer).toMatchObject({ status: 'ok', duration_ms: expect.any(Number) });
    expect(answer.metrics).toContainEqual({
      name: 'loss',
      value: 0,
      unit: '%',
      warn: '@20:',
      crit: '@100:',
      min: 0,
      max: 100,
    });
  });

  test('for people: the address it went to, the words, a table, the time it took', async () => {
    const run = await cli(['try', 'ping', '--config', '{"packets": 1}', '--data', newFolder()]);
    expect(run.status).toBe(0);
    expect(run.out).toMatch(/^ping 127\.0\.0\.1: ok\n.*0 % loss\n\nMETRIC +VALUE +UNIT/);
    expect(run.out).toMatch(/\nTook [\d.]+ ms\.\n$/);
  });

  test('a refused port is critical, and 1', async () => {
    const config = JSON.stringify({ port: await closedPort() });
    const run = await cli(['try', 'tcp', '--config', config, '--json', '--data', newFolder()]);
    expect(run.status).toBe(1);
    expect(JSON.parse(run.out)).toMatchObject({ status: 'critical', summary: expect.stringContaining('refused') });
  });

  test('the address may stand in the config, on the command line it wins, and standard input will do', async () => {
    const data = newFolder();
    const stdin = '{"packets": 1, "address": "127.0.0.2"}';
    const fromConfig = await cli(['try', 'ping', '--config', '-', '--data', data], { stdin });
    expect(fromConfig.out).toMatch(/^ping 127\.0\.0\.2: ok/);
    const asHost = await cli(['try', 'ping', '--config', '{"packets": 1, "host": "127.0.0.3"}', '--data', data]);
    expect(asHost.out).toMatch(/^ping 127\.0\.0\.3: ok/);
    const given = await cli(['try', 'ping', '--config', stdin, '--address', '127.0.0.4', '--data', data]);
    expect(given.out).toMatch(/^ping 127\.0\.0\.4: ok/);
  });

  test('a server that never answers is ended at the timeout', async () => {
    const server = await startSilent();
    try {
      const config = JSON.stringify({ port: server.port, expect: 'hello' });
      const run = await cli(['try', 'tcp', '--config', config, '--timeout', '300', '--json', '--data', newFolder()]);
      expect(run.status).toBe(1);
      expect(JSON.parse(run.out).duration_ms).toBeLessThan(2_500);
    } finally {
      await server.stop();
    }
  });
});

describe('an SSH host key', () => {
  test('at the first contact is refused with its fingerprint; in known_hosts it is trusted; nothing is written', async () => {
    const sshd = await startSshd();
    try {
      const data = newFolder();
      const home = newFolder();
      const config = JSON.stringify({
        ...{ port: sshd.port, user: sshd.user, auth: 'key', keyFile: sshd.keyFile },
        command: 'echo here',
      });
      const args = ['try', 'ssh', '--config', config, '--json', '--data', data];
      const env = { PATH: process.env.PATH, HOME: home };
      const first = await cli(args, { env });
      expect(first.status).toBe(1);
      const summary = `Host key not accepted yet: ${sshd.fingerprint()}`;
      expect(JSON.parse(first.out)).toMatchObject({ status: 'unknown', summary });
      expect(readdirSync(data)).toEqual([]);
      mkdirSync(join(home, '.ssh'));
      writeFileSync(
        join(home, '.ssh', 'known_hosts'),
        `[127.0.0.1]:${sshd.port} ssh-ed25519 ${sshd.hostKey().toString('base64')}\n`,
      );
      const second = await cli(args, { env });
      expect(JSON.parse(second.out)).toMatchObject({ status: 'ok' });
      expect(second.status).toBe(0);
    } finally {
      await sshd.stop();
    }
  });
});

describe('what cannot be tried', () => {
  test.each([
    ['no such kind', ['nope'], /^"nope" is not a kind of probe\. There are: ping, /],
    ['a field that is out of range', ['tcp', '--config', '{"port":0}'], /^--config:1:9: port: /],
    [
      'a field that there is not',
      ['tcp', '--config', '{"port":1,\n "prot":1}'],
      /^--config:2:\d+: prot: is no setting of tcp; there are: port, /,
    ],
    ['JSON that ends too early', ['tcp', '--config', '{"port":'], /^--config:1:9: this is not JSON: /],
    ['JSON with a comma too many', ['tcp', '--config', '{"port": 1,\n}'], /^--config:2:1: this is not JSON: /],
    ['no object', ['tcp', '--config', '[1]'], /^--config:1:1: a config is a JSON object/],
    ['nothing', ['tcp', '--config', '-'], /^standard input: there is nothing/],
    ['an address that is none', ['ping', '--address', '-oProxyCommand=x'], /address: must be an IP address/],
    ['a timeout that is none', ['ping', '--timeout', 'soon'], /^--timeout must be whole milliseconds/],
  ])('%s is wrong use', async (_, args, words) => {
    const run = await cli(['try', ...args]);
    expect(run).toMatchObject({ status: 2, out: '', err: expect.stringMatching(words) });
  });
});

test('the kinds are listed, without a kind and with --list', async () => {
  const listed = await cli(['try', '--list', '--json']);
  expect(JSON.parse(listed.out).map((one: { kind: string }) => one.kind)).toEqual(probeKinds.map((one) => one.kind));
  const run = await cli(['try']);
  expect(run.status).toBe(0);
  for (const { kind } of probeKinds) expect(run.out).toMatch(new RegExp(`^${kind} `, 'm'));
});
