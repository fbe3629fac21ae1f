// SSH when it gets difficult: many at once, servers that go and come, peers that are no good, commands that hang or flood.
import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ssh } from '../../electron/engine/probes/ssh.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { startSshPeer } from '../support/lab/ssh-peer.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';
import { closedPort, startClosingSshd, startEndless, startGarbage, startSilent } from '../support/lab/tcp-server.ts';

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

/** A command nobody else runs, so that it can be found again. */
const marked = (seconds: number) => `sleep ${seconds}.${process.pid}`;
function running(command: string): boolean {
  return execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).split('\n').includes(command);
}

describe('kept connections', () => {
  test('twenty checks share one connection, four at a time', async () => {
    const peer = await startSshPeer(
      { user: 'monitor', password: 'x' },
      { answer: (done) => setImmediate(() => setImmediate(done)) },
    );
    try {
      const settings = { port: peer.port, user: 'monitor', auth: 'password', password: 'x' };
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, n) => run({ ...settings, command: `say ${n}` })),
      );
      expect(results.map((result) => result.summary)).toEqual(results.map((_, n) => `say ${n}`));
      expect(peer.connections()).toBe(1);
      expect(peer.mostChannels()).toBe(4);
    } finally {
      await ssh.close!();
      await peer.stop();
    }
  });
  test('forty users of one real sshd at once: none is turned away', async () => {
    // Different passphrases make different credentials, hence connections of their own.
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        run({ command: `echo ${n}`, keyFile: sshd.keyFile, passphrase: `unused ${n}` }),
      ),
    );
    expect(results.map((result) => result.summary)).toEqual(results.map((_, n) => String(n)));
  });
  test('after the server has gone and come back the next check connects anew', async () => {
    const host = await startSshd();
    const login = { port: host.port, keyFile: host.keyFile, command: 'echo in' };
    try {
      expect(await run(login)).toMatchObject({ status: 'ok' });
      host.crash();
      expect(await run(login)).toMatchObject({
        status: 'critical',
        summary: 'Connection refused, nothing listens there',
      });
      await host.restart();
      expect(await run(login)).toMatchObject({ status: 'ok', summary: 'in' });
    } finally {
      await host.stop();
    }
  });
  test('a server that goes while the command runs is a lost connection, not an exit code', async () => {
    const host = await startSshd();
    try {
      const result = run({ port: host.port, keyFile: host.keyFile, command: marked(5001) });
      await until(() => running(marked(5001)), 'the command runs');
      host.crash();
      expect(await result).toMatchObject({ status: 'critical', summary: 'SSH connection was lost' });
    } finally {
      await host.stop();
    }
  });
});

describe('bad peers', () => {
  test('no such name, nobody listening', async () => {
    expect(await run({}, { address: 'nosuch.invalid' })).toMatchObject({
      status: 'unknown',
      summary: 'Name does not resolve: nosuch.invalid',
    });
    const port = await closedPort();
    expect(await run({ port })).toMatchObject({
      status: 'critical',
      summary: 'Connection refused, nothing listens there',
    });
  });
  test.each([
    ['closes in mid-key-exchange', startClosingSshd],
    ['talks garbage', startGarbage],
    ['never stops talking', startEndless],
  ])('one that %s', async (_name, start) => {
    const before = openThings();
    const peer = await start();
    try {
      expect(await run({ port: peer.port })).toMatchObject({
        status: 'critical',
        summary: 'No SSH connection possible: the handshake failed',
      });
      await until(() => peer.open() === 0, 'the connection is closed');
    } finally {
      await peer.stop();
    }
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });
  test('one that accepts and never answers is left at the abort', async () => {
    const before = openThings();
    const peer = await startSilent();
    const controller = new AbortController();
    try {
      const result = run({ port: peer.port }, { signal: controller.signal });
      await until(() => peer.accepted() === 1, 'it is connected');
      controller.abort(new Error('time is up'));
      await expect(result).rejects.toThrow('time is up');
      await until(() => peer.open() === 0, 'the connection is closed');
    } finally {
      await peer.stop();
    }
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });
  test('a hanging command is ended on the host at the abort, and the connection stays good', async () => {
    const controller = new AbortController();
    const command = marked(5000);
    const result = run({ command }, { signal: controller.signal });
    await until(() => running(command), 'the command runs');
    controller.abort(new Error('time is up'));
    await expect(result).rejects.toThrow('time is up');
    await until(() => !running(command), 'the command is gone');
    const log = sshd.log().length;
    expect(await run({ command: 'echo again' })).toMatchObject({ summary: 'again' });
    expect(sshd.log().slice(log)).not.toMatch(/Accepted/);
  });
  test('a command deaf to TERM is killed', async () => {
    const controller = new AbortController();
    const command = marked(5002);
    const result = run({ command: `trap '' TERM; ${command}` }, { signal: controller.signal });
    await until(() => running(command), 'the command runs');
    controller.abort(new Error('time is up'));
    await expect(result).rejects.toThrow('time is up');
    await until(() => !running(command), 'the command is gone');
  });
  test('100 MB of output neither fill memory nor block, and 64 KiB are kept', async () => {
    const flood = 'yes 0123456789 | head -c 100000000; echo done >&2';
    // Once to warm up: what the collector lets stand is not what the output fills.
    await run({ command: flood });
    const before = process.memoryUsage.rss();
    let highest = 0;
    let turns = 0;
    const watch = setInterval(() => {
      turns += 1;
      highest = Math.max(highest, process.memoryUsage.rss());
    }, 5);
    const result = await run({ command: flood });
    clearInterval(watch);
    expect(result).toMatchObject({ status: 'ok', summary: '0123456789', detail: 'output cut at 64 KiB' });
    expect(result.output!.length).toBeLessThan(70_000);
    expect((highest - before) / 1024 ** 2).toBeLessThan(60);
    // The engine's one thread had time for others all along.
    expect(turns).toBeGreaterThan(10);
  });
});
