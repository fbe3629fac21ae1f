// What stands in the way of a command, and a host that goes away in the middle of one: the reason, the words, what is kept.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HostId } from '../../electron/contract/model/ids.ts';
import { createTestClock } from '../support/clock.ts';
import { until } from '../support/lab/leftovers.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';
import { closedPort } from '../support/lab/tcp-server.ts';
import { carryOut, HERE, type Rig, type RigParts, startRig, stopSshd } from './run-exec-makers.ts';

let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(() => stopSshd(sshd));

async function withRig<Value>(parts: RigParts, job: (rig: Rig) => Promise<Value>): Promise<Value> {
  const rig = await startRig(parts);
  try {
    return await job(rig);
  } finally {
    await rig.stop();
  }
}

const uptime = { argv: ['uptime'] };
const login = (parts: object) => ({
  name: 'all',
  user: sshd.user,
  port: sshd.port,
  auth: 'key',
  keyFile: sshd.keyFile,
  ...parts,
});

describe('before anything is run', () => {
  test('a host key nobody has vouched for becomes the same question as that of a check', () =>
    withRig({ sshd, trusted: false }, async (rig) => {
      const end = await carryOut(rig, rig.target, uptime);
      expect(end).toMatchObject({ ok: false, reason: 'host-key', exit: null, hostKey: '' });
      expect(end.summary).toContain(`Host key not accepted yet: ${sshd.fingerprint()}`);
      const [question] = rig.knownHosts.questions();
      expect(question).toMatchObject({ port: sshd.port, fingerprint: sshd.fingerprint(), known: null });
      await rig.knownHosts.decide('127.0.0.1', sshd.port, sshd.fingerprint(), true);
      expect(await carryOut(rig, rig.target, uptime)).toMatchObject({ ok: true, hostKey: sshd.fingerprint() });
    }));

  test('a changed host key stops it', async () => {
    const other = await startSshd();
    try {
      await withRig({ sshd: other }, async (rig) => {
        await other.replaceHostKey();
        const end = await carryOut(rig, rig.target, uptime);
        expect(end).toMatchObject({ ok: false, reason: 'host-key' });
        expect(end.summary).toContain('Host key changed');
      });
    } finally {
      await stopSshd(other);
    }
  });

  test('a key that is not let in', () =>
    withRig({ sshd, keyFile: sshd.strangerKeyFile }, async (rig) => {
      const end = await carryOut(rig, rig.target, uptime);
      expect(end).toMatchObject({ reason: 'auth', summary: expect.stringContaining('the key is not accepted') });
    }));

  test('a port where nobody listens', async () => {
    const port = await closedPort();
    await withRig({ sshd, logins: [login({ port })] }, async (rig) => {
      expect(await carryOut(rig, rig.target, uptime)).toMatchObject({ reason: 'refused', stdout: { text: '' } });
    });
  });

  test('a host that was removed meanwhile, and one that nobody knows a way into', () =>
    withRig({}, async (rig) => {
      const gone = { ...rig.target, hostId: 'gone' as HostId, name: 'ams9' };
      expect(await carryOut(rig, gone, uptime)).toMatchObject({ reason: 'host-not-found' });
      expect(rig.target.user).toBe('');
      const end = await carryOut(rig, rig.target, uptime);
      expect(end).toMatchObject({
        reason: 'auth',
        summary: expect.stringContaining('no way to log in to ams1-core-sw01'),
      });
    }));

  test('a credential that is not there, and one too short to be masked', () =>
    withRig({ credentials: { pin: '123' } }, async (rig) => {
      const gone = await carryOut(rig, HERE, uptime, { secrets: ['nowhere'] });
      expect(gone).toMatchObject({ reason: 'auth', summary: expect.stringContaining('"nowhere"') });
      const short = await carryOut(rig, HERE, uptime, { secretEnv: { PIN: 'pin' } });
      expect(short.reason).toBe('auth');
      expect(short.summary).toContain('the secret of "pin" is shorter than 4 characters');
      expect(short.summary).not.toContain('123');
    }));

  test('stopped before it began', () =>
    withRig({ sshd }, async (rig) => {
      const signal = AbortSignal.abort();
      expect(await carryOut(rig, rig.target, uptime, { signal })).toMatchObject({ reason: 'cancelled' });
      expect(await carryOut(rig, HERE, uptime, { signal })).toMatchObject({ reason: 'cancelled' });
    }));

  test('a log-in shell that is no shell for us says what it said', async () => {
    const odd = await startSshd(['ForceCommand echo "This account is closed."; exit 1']);
    try {
      await withRig({ sshd: odd }, async (rig) => {
        const end = await carryOut(rig, rig.target, uptime);
        expect(end).toMatchObject({ ok: false, reason: 'transfer', exit: 1 });
        expect(end.summary).toContain('it said "This account is closed."');
      });
    } finally {
      await stopSshd(odd);
    }
  });
});

test('what the log-in shell prints by itself is not taken for the output of the command', async () => {
  const chatty = await startSshd(['ForceCommand echo welcome; eval "$SSH_ORIGINAL_COMMAND"']);
  try {
    await withRig({ sshd: chatty }, async (rig) => {
      const end = await carryOut(rig, rig.target, { argv: ['echo', 'mine'] });
      expect(end).toMatchObject({ ok: true, stdout: { text: 'mine\n', bytes: 5 } });
    });
  } finally {
    await stopSshd(chatty);
  }
});

test('the server dies in the middle of a command: transfer, and what came is kept', async () => {
  const mortal = await startSshd();
  try {
    await withRig({ sshd: mortal }, async (rig) => {
      const script = 'echo first half; exec sleep 30';
      const end = await carryOut(rig, rig.target, { script, timeoutMs: 20_000 }, { onText: () => mortal.crash() });
      expect(end).toMatchObject({ ok: false, reason: 'transfer', exit: null, stdout: { text: 'first half\n' } });
      expect(end.summary).toContain('what became of it is not known');
    });
  } finally {
    await stopSshd(mortal);
  }
});

test('a link that is cut in the middle of a command: the host counts as gone, and what came is kept', async () => {
  // The sessions are stopped: their sockets stay open and nobody answers any more, as behind a cable that was pulled.
  const cut = await startSshd();
  const stopped: number[] = [];
  let left = 0;
  try {
    await withRig({ sshd: cut, more: { keepaliveMs: 200 } }, async (rig) => {
      const script = 'echo "pid $$"; exec sleep 30';
      const end = await carryOut(
        rig,
        rig.target,
        { script },
        {
          onText: () => {
            if (stopped.length > 0) return;
            for (const pid of sessionsOf(cut.port)) {
              process.kill(pid, 'SIGSTOP');
              stopped.push(pid);
            }
          },
        },
      );
      expect(stopped.length).toBeGreaterThan(0);
      expect(end).toMatchObject({ ok: false, reason: 'transfer', exit: null });
      expect(end.stdout!.text).toMatch(/^pid \d+\n$/);
      left = Number(end.stdout!.text.slice(4));
    });
  } finally {
    for (const pid of stopped) process.kill(pid, 'SIGCONT');
    // Nobody told it to end: it goes on behind the cut, as it should.
    if (left > 0) process.kill(left, 'SIGKILL');
    await until(() => !existsSync(`/proc/${left}/cmdline`) || left === 0, 'the command behind the cut is gone');
    await stopSshd(cut);
  }
});

/** Processes of the sshd that serves connections to this port. */
function sessionsOf(port: number): readonly number[] {
  const rows = execFileSync('ss', ['-Htnp', 'state', 'established', `( sport = :${port} )`], { encoding: 'utf8' });
  return [...new Set([...rows.matchAll(/pid=(\d+)/g)].map((match) => Number(match[1])))].filter(
    (pid) => pid !== process.pid,
  );
}

describe('how a run logs in', () => {
  test('the first log-in of the settings that fits the host by tag and site, before the checks of the host', () => {
    const logins = [
      login({ name: 'elsewhere', sites: ['fra2'], user: 'nobody1' }),
      login({ name: 'windows', tags: ['windows'], user: 'nobody2' }),
      login({ name: 'linux', tags: ['Linux', 'bsd'], sites: ['AMS1'] }),
      login({ name: 'rest', user: 'nobody3' }),
    ];
    return withRig({ sshd, user: 'nobody4', logins, host: { tags: ['linux'], site: 'ams1' } }, async (rig) => {
      expect(rig.target).toMatchObject({ name: 'ams1-core-sw01', address: '127.0.0.1', user: sshd.user });
      expect(await carryOut(rig, rig.target, { argv: ['id', '-un'] })).toMatchObject({
        stdout: { text: `${sshd.user}\n` },
      });
    });
  });

  test('by a key under a passphrase that is a credential', () =>
    withRig(
      {
        sshd,
        credentials: { 'runs key': 'lab passphrase' },
        logins: [login({ keyFile: sshd.lockedKeyFile, credential: 'runs key' })],
      },
      async (rig) => expect(await carryOut(rig, rig.target, uptime)).toMatchObject({ ok: true }),
    ));

  test('whoever the step names logs in', () =>
    withRig({ sshd }, async (rig) => {
      const end = await carryOut(rig, { ...rig.target, user: 'root' }, { argv: ['id', '-un'] });
      expect(end.stdout!.text).toBe('root\n');
    }));

  test('names are found as host names are compared, and by id; each once', () =>
    withRig({ sshd }, async (rig) => {
      const { targets, missing } = rig.executor.targetsOf(['AMS1-core-SW01', rig.target.hostId!, 'local', 'ams9']);
      expect(targets.map(({ name }) => name)).toEqual(['ams1-core-sw01', 'this machine']);
      expect(missing).toEqual(['ams9']);
    }));
});

test('a gigabyte of output neither fills memory nor floods the screens', async () => {
  await withRig({ sshd }, async (rig) => {
    const before = process.memoryUsage().rss;
    const end = await carryOut(rig, HERE, { argv: ['head', '-c', '1000000000', '/dev/zero'], timeoutMs: 120_000 });
    expect(end).toMatchObject({ ok: true, stdout: { bytes: 1_000_000_000, truncated: true } });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
    expect(end.live.stdout.length).toBeLessThan(1.2 * 1024 * 1024);
    expect(end.pushes).toBeLessThan(end.durationMs / 100 + 2);
  });
}, 120_000);

test('a secret of three lines is masked line by line, and in words of failure', () =>
  withRig({ credentials: { key: 'first line of it\nsecond line of it\nthird' } }, async (rig) => {
    const script = 'printf "%s" "$KEY" | sed "s/^/> /"; exit 9';
    const end = await carryOut(rig, HERE, { script }, { secretEnv: { KEY: 'key' } });
    expect(end.stdout!.text).toBe('> ••••\n> ••••\n> third');
    const shown = await rig.executor.masked(
      {
        via: 'local',
        argv: ['echo', 'first line of it'],
        script: '',
        args: [],
        env: {},
        line: 'echo first line of it',
        timeoutMs: 1,
      },
      ['key'],
    );
    expect(JSON.stringify(shown)).not.toContain('first line');
  }));

test('time goes by the clock that is handed in', async () => {
  const clock = createTestClock();
  await withRig({ clock }, async (rig) => {
    let up = (): void => {};
    const isUp = new Promise<void>((resolve) => (up = resolve));
    const running = carryOut(rig, HERE, { script: 'echo up; exec sleep 60', timeoutMs: 300_000 }, { onText: up });
    // Output is pushed by the clock too.
    const moving = (async () => {
      for (let pushed = false; !pushed; ) {
        await clock.advance(100);
        pushed = await Promise.race([isUp.then(() => true), new Promise<boolean>((r) => setImmediate(() => r(false)))]);
      }
    })();
    await moving;
    await clock.advance(300_000);
    expect(await running).toMatchObject({ reason: 'timeout', summary: expect.stringContaining('no end within 5 min') });
  });
});
