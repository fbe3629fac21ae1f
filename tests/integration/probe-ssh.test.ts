// Commands over SSH against a real sshd: what they say, how we log in, whose host key it is.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openKnownHosts } from '../../electron/engine/lib/known-hosts.ts';
import { ssh } from '../../electron/engine/probes/ssh.ts';
import { until } from '../support/lab/leftovers.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { type SshPeer, startSshPeer } from '../support/lab/ssh-peer.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';

let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(() => sshd.stop());
afterEach(() => ssh.close!());

function run(settings: Record<string, unknown>, parts: Parameters<typeof probeContext>[0] = {}) {
  const login = { port: sshd.port, user: sshd.user, auth: 'key', keyFile: sshd.keyFile };
  return ssh.run(ssh.config.parse({ ...login, ...settings }), probeContext(parts));
}

describe('a command on a host', () => {
  test('its first line is the summary, its exit code the status', async () => {
    const result = await run({ command: 'echo all well; echo second line; echo aside >&2' });
    expect(result).toMatchObject({ status: 'ok', summary: 'all well' });
    expect(result.output).toBe('all well\nsecond line\n\naside\n');
    expect(result.metrics.map((metric) => metric.name)).toEqual(['duration']);
    expect(await run({ command: 'exit 3' })).toMatchObject({ status: 'critical', summary: 'Exit code 3, expected 0' });
    expect(await run({ command: 'exit 3', okCodes: '0, 2-4' })).toMatchObject({ status: 'ok' });
  });
  test.each([
    [0, 'ok'],
    [1, 'warning'],
    [2, 'critical'],
    [3, 'unknown'],
    [4, 'unknown'],
  ])('by the Nagios convention %i is %s', async (code, status) => {
    const result = await run({ command: `echo DISK 91 %; exit ${code}`, judge: 'nagios' });
    expect(result.status).toBe(status);
    expect(result.summary).toBe(code === 4 ? 'Exit code 4' : 'DISK 91 %');
  });
  test('output that must or must not be there', async () => {
    expect(await run({ command: 'echo up 12 days', expectOutput: '/up \\d+ days/' })).toMatchObject({ status: 'ok' });
    expect(await run({ command: 'echo down', expectOutput: 'up' })).toMatchObject({
      status: 'critical',
      summary: 'Expected output is missing',
    });
    expect(await run({ command: 'echo disk error', rejectOutput: 'error' })).toMatchObject({ status: 'critical' });
  });
  test('a number in the output against its ranges', async () => {
    const value = { valuePattern: '/users: (\\d+)/', valueUnit: 'users', warnRange: '10', critRange: '20' };
    expect(await run({ command: 'echo users: 7', ...value })).toMatchObject({ status: 'ok', summary: 'Value 7 users' });
    const warning = await run({ command: 'echo users: 12', ...value });
    expect(warning).toMatchObject({ status: 'warning', detail: 'warning by range 10' });
    expect(warning.metrics[1]).toEqual({ name: 'value', value: 12, unit: 'users', warn: '10', crit: '20' });
    expect(await run({ command: 'echo users: 21', ...value })).toMatchObject({ status: 'critical' });
    expect(await run({ command: 'echo nothing', ...value })).toMatchObject({
      status: 'unknown',
      summary: 'No number where the value should be',
    });
  });
  test('a missing program, and one ended by a signal', async () => {
    expect(await run({ command: 'no-such-program-here' })).toMatchObject({
      status: 'unknown',
      summary: 'Command not found on the host (exit code 127)',
    });
    expect(await run({ command: 'kill -9 $$' })).toMatchObject({
      status: 'unknown',
      summary: 'Command was ended by signal KILL',
    });
  });
  test('terminal escapes do not reach the summary', async () => {
    const result = await run({ command: "printf '\\033[31mred\\033[0m\\007 alert'" });
    expect(result.summary).toBe('red alert');
  });
});

describe('logging in', () => {
  test('by a key with a passphrase; without it that is said and nothing is sent', async () => {
    const key = { command: 'echo in', keyFile: sshd.lockedKeyFile };
    expect(await run({ ...key, passphrase: 'lab passphrase' })).toMatchObject({ status: 'ok', summary: 'in' });
    for (const passphrase of ['', 'wrong']) {
      const refused = await run({ ...key, passphrase });
      expect(refused.summary).toBe(`Key file cannot be used: ${sshd.lockedKeyFile} (wrong or missing passphrase)`);
      expect(refused.status).toBe('unknown');
    }
    expect(await run({ keyFile: '/nowhere/key' })).toMatchObject({
      status: 'unknown',
      summary: 'Key file cannot be read: /nowhere/key (ENOENT)',
    });
  });
  test('a key nobody knows', async () => {
    expect(await run({ keyFile: sshd.strangerKeyFile })).toMatchObject({
      status: 'unknown',
      summary: `Wrong user, or the key is not accepted (${sshd.user}@127.0.0.1)`,
    });
  });
  test('no agent here', async () => {
    const before = process.env.SSH_AUTH_SOCK;
    delete process.env.SSH_AUTH_SOCK;
    try {
      expect(await run({ auth: 'agent' })).toMatchObject({
        status: 'unknown',
        summary: 'No SSH agent is running here (SSH_AUTH_SOCK is not set)',
      });
    } finally {
      if (before !== undefined) process.env.SSH_AUTH_SOCK = before;
    }
  });
  test('by the keys of an agent', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'agent-'));
    const socket = join(folder, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    const before = process.env.SSH_AUTH_SOCK;
    try {
      await until(() => existsSync(socket), 'the agent listens');
      execFileSync('ssh-add', ['-q', sshd.keyFile], {
        env: { ...process.env, SSH_AUTH_SOCK: socket },
        stdio: 'ignore',
      });
      process.env.SSH_AUTH_SOCK = socket;
      expect(await run({ auth: 'agent', command: 'echo agent' })).toMatchObject({ status: 'ok', summary: 'agent' });
    } finally {
      agent.kill();
      if (before === undefined) delete process.env.SSH_AUTH_SOCK;
      else process.env.SSH_AUTH_SOCK = before;
      rmSync(folder, { recursive: true });
    }
  });
  describe.each([false, true])('by password, keyboard-interactive: %s', (interactive) => {
    let peer: SshPeer;
    beforeAll(async () => {
      peer = await startSshPeer({ user: 'monitor', password: 'correct horse' }, { interactive });
    });
    afterAll(() => peer.stop());
    const password = (word: string) => ({ port: peer.port, user: 'monitor', auth: 'password', password: word });
    test('the right one', async () => {
      expect(await run({ ...password('correct horse'), command: 'hello' })).toMatchObject({
        status: 'ok',
        summary: 'hello',
      });
    });
    test('a wrong one, in words that do not hold it', async () => {
      const refused = await run(password('battery staple'));
      expect(refused).toMatchObject({ status: 'unknown', summary: 'Wrong user or password (monitor@127.0.0.1)' });
      expect(JSON.stringify(refused)).not.toContain('staple');
    });
  });
});

describe('host keys', () => {
  test('first contact is refused before anything secret is sent, accepted by the operator, refused again when changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keys-'));
    const hostKeys = openKnownHosts({ files: [join(folder, 'theirs')], own: join(folder, 'own') });
    const host = await startSshd();
    const login = { port: host.port, keyFile: host.keyFile, command: 'echo in' };
    try {
      const first = await run(login, { hostKeys });
      expect(first).toMatchObject({ status: 'unknown', summary: `Host key not accepted yet: ${host.fingerprint()}` });
      expect(first.detail).toMatch(/nothing was sent/);
      expect(host.log()).not.toMatch(/Accepted|Failed|userauth/);
      expect(hostKeys.questions()).toMatchObject([{ fingerprint: host.fingerprint(), known: null }]);
      await hostKeys.decide('127.0.0.1', host.port, host.fingerprint(), true);
      expect(await run(login, { hostKeys })).toMatchObject({ status: 'ok', summary: 'in' });

      const old = host.fingerprint();
      await host.replaceHostKey();
      const changed = await run(login, { hostKeys });
      expect(changed).toMatchObject({ status: 'critical', summary: `Host key changed: now ${host.fingerprint()}` });
      expect(hostKeys.questions()).toMatchObject([{ fingerprint: host.fingerprint(), known: old }]);
      expect(host.log().match(/Accepted publickey/g)).toHaveLength(1);
      await hostKeys.decide('127.0.0.1', host.port, host.fingerprint(), true);
      expect(await run(login, { hostKeys })).toMatchObject({ status: 'ok' });
    } finally {
      await host.stop();
      rmSync(folder, { recursive: true });
    }
  });
  test('no password is offered to a server whose key is not accepted', async () => {
    const peer = await startSshPeer({ user: 'monitor', password: 'secret' });
    try {
      for (const verdict of ['unknown', 'changed'] as const) {
        const settings = { port: peer.port, user: 'monitor', auth: 'password', password: 'secret' };
        await run(settings, { hostKeys: { verify: () => verdict } });
      }
      expect(peer.connections()).toBe(2);
      expect(peer.offered).toEqual([]);
    } finally {
      await peer.stop();
    }
  });
});
