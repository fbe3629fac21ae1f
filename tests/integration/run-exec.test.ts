// Commands carried out here and over a real sshd: what arrives, what comes back, what ends and what goes on.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunTarget } from '../../electron/contract/model/run.ts';
import { until } from '../support/lab/leftovers.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';
import { carryOut, HERE, processesWith, type Rig, startRig, stopSshd } from './run-exec-makers.ts';

let sshd: Sshd;
let rig: Rig;
let asRoot: Rig;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab-run-exec-files-'));
  sshd = await startSshd();
  rig = await startRig({ sshd, credentials: { vault: 'k7-Very&Secret/Thing' } });
  asRoot = await startRig({ sshd, user: 'root', credentials: { vault: 'k7-Very&Secret/Thing' } });
});
afterAll(async () => {
  await rig.stop();
  await asRoot.stop();
  await stopSshd(sshd);
  rmSync(folder, { recursive: true });
});

const places: readonly (readonly [string, () => { readonly rig: Rig; readonly target: RunTarget }])[] = [
  ['here', () => ({ rig, target: HERE })],
  ['over SSH as an ordinary user', () => ({ rig, target: rig.target })],
  ['over SSH as root', () => ({ rig: asRoot, target: asRoot.target })],
];

describe.each(places)('%s', (name, place) => {
  const remote = name !== 'here';
  const run = (...[parts, more]: [Parameters<typeof carryOut>[2], Parameters<typeof carryOut>[3]?]) =>
    carryOut(place().rig, place().target, parts, more);

  test('a command runs with its arguments as they stand, and both outputs are kept apart', async () => {
    const end = await run({ argv: ['sh', '-c', 'printf "%s|" "$@"; echo oops >&2', 'sh', 'a b', "it's", '$HOME', ''] });
    expect(end).toMatchObject({ ok: true, exit: 0, summary: 'exit 0', reason: null });
    expect(end.stdout).toMatchObject({ text: "a b|it's|$HOME||", bytes: 16, truncated: false });
    expect(end.stderr!.text).toBe('oops\n');
    expect(end.live).toEqual({ stdout: "a b|it's|$HOME||", stderr: 'oops\n' });
    expect(end.hostKeys).toEqual(remote ? [sshd.fingerprint()] : []);
    expect(end.hostKey).toBe(remote ? sshd.fingerprint() : '');
  });

  test('a script has its arguments, its environment, and an empty standard input; its lines keep their numbers', async () => {
    const script = '#!/bin/sh\ncat\necho "$#:$1:$2:$WORD"\nnosuchcommand\nexit 3';
    const end = await run({ script, args: ['-x', "o'clock"], env: { WORD: 'a  b' } });
    expect(end).toMatchObject({ ok: false, exit: 3, reason: 'exit', summary: 'exit 3' });
    expect(end.stdout!.text).toBe("2:-x:o'clock:a  b\n");
    expect(end.stderr!.text).toMatch(/\b4\b.*nosuchcommand/);
  });

  test('a command that reads its input finds it empty and does not hang', async () => {
    expect(await run({ argv: ['cat'] })).toMatchObject({ exit: 0, stdout: { text: '' } });
  });

  test('a program that is not there is exit 127', async () => {
    const end = await run({ argv: ['watchfloor-no-such-program'] });
    expect(end).toMatchObject({ ok: false, reason: 'exit', exit: 127 });
    expect(end.summary).toMatch(/no .*program/);
  });

  test('a timeout ends the whole group: a child that ignores TERM, and its grandchildren', async () => {
    const word = `lab-stay-${remote ? 'ssh' : 'here'}-${place().target.user}`;
    // Three of them refuse the polite signal; the last holds no pipe of ours.
    const stubborn = `exec perl -e '$SIG{TERM} = "IGNORE"; sleep 1 while 1' ${word}`;
    const script = `(${stubborn}) &\n( ( ${stubborn} >/dev/null 2>&1 ) & )\necho up\n${stubborn}`;
    const end = await run({ script, timeoutMs: 700 });
    expect(end).toMatchObject({ ok: false, reason: 'timeout', exit: null });
    expect(end.summary).toBe('no end within 700 ms: its whole process group was ended');
    expect(end.stdout!.text).toBe('up\n');
    await until(() => processesWith(word).length === 0, `nothing of ${word} is left`);
  }, 30_000);

  test('stopping ends it at once', async () => {
    const word = `lab-stop-${remote ? 'ssh' : 'here'}-${place().target.user}`;
    const stop = new AbortController();
    const script = `perl -e 'sleep 1 while 1' ${word} & echo up; wait`;
    const end = await run({ script }, { signal: stop.signal, onText: () => stop.abort() });
    expect(end).toMatchObject({ reason: 'cancelled', summary: 'stopped: its whole process group was ended' });
    expect(end.durationMs).toBeLessThan(5_000);
    await until(() => processesWith(word).length === 0, `nothing of ${word} is left`);
  }, 30_000);

  test('what a script leaves running in the background goes on, and the step is over', async () => {
    const word = `lab-daemon-${remote ? 'ssh' : 'here'}-${place().target.user}`;
    const end = await run({ script: `perl -e 'sleep 1 while 1' ${word} & echo started` });
    expect(end).toMatchObject({ ok: true, stdout: { text: 'started\n' } });
    const left = processesWith(word);
    expect(left).toHaveLength(1);
    for (const pid of left) process.kill(pid, 'SIGKILL');
  });

  test('three million bytes: head and tail are kept with a mark between, the hash is of the whole', async () => {
    const end = await run({ argv: ['perl', '-e', 'print "begin\\n", "x" x 2999988, "\\nend\\n"'] });
    const whole = Buffer.from(`begin\n${'x'.repeat(2_999_988)}\nend\n`);
    expect(end.stdout).toMatchObject({
      bytes: whole.length,
      truncated: true,
      sha256: createHash('sha256').update(whole).digest('hex'),
    });
    const { text } = end.stdout!;
    expect(text.startsWith('begin\nxxx')).toBe(true);
    expect(text.endsWith('xxx\nend\n')).toBe(true);
    expect(text).toContain(`\n… ${(whole.length - 1024 * 1024).toLocaleString('en')} bytes left out …\n`);
    expect(text.length).toBeLessThan(1024 * 1024 + 100);
  });

  test('terminal control and broken UTF-8 come out as plain text', async () => {
    const end = await run({ argv: ['printf', 'red \\033[31mtext\\033[0m \\377 \\033]0;title\\007ok\\r\\nnext'] });
    expect(end.stdout!.text).toBe('red text \ufffd ok\nnext');
    expect(end.live.stdout).toBe(end.stdout!.text);
  });

  test('a secret is in the environment, in no argument of any process, and dots wherever it comes out', async () => {
    const secret = 'k7-Very&Secret/Thing';
    const gate = join(folder, `gate-${name.replaceAll(' ', '-')}`);
    writeFileSync(gate, '');
    const script = `printf '%s\\n' "$TOKEN"; printf %s "$TOKEN" | base64; printf 'xy%s' "$TOKEN" | base64
      printf %s "$TOKEN" | cut -c1-8 | tr -d '\\n'; sleep 0.3; printf %s "$TOKEN" | cut -c9-; echo "$TOKEN" >&2
      echo waiting-here; while [ -e "$1" ]; do sleep 0.05; done; exit 4`;
    let seen: readonly number[] | null = null;
    const end = await run(
      { script, args: [gate], env: { TOKEN: '••••' } },
      {
        secrets: ['vault'],
        secretEnv: { TOKEN: 'vault' },
        onText: (text) => {
          if (!text.includes('waiting-here')) return;
          seen = processesWith(secret);
          rmSync(gate, { force: true });
        },
      },
    );
    expect(seen, 'processes that show it among their arguments').toEqual([]);
    expect(end.exit).toBe(4);
    const out = JSON.stringify(end);
    expect(out).not.toContain(secret);
    expect(out).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12));
    expect(out).not.toContain('k7-Very&');
    expect(end.stdout!.text.split('\n').filter((line) => line === '••••')).toHaveLength(3);
    expect(end.stderr!.text).toBe('••••\n');
  });
});
