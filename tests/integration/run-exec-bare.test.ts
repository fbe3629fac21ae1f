// Hosts with less on them than Debian has: no setsid (BSD, macOS), no perl either. A command runs there all the same, and at
// the timeout nothing of it is left.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { until } from '../support/lab/leftovers.ts';
import { startSshd } from '../support/lab/sshd.ts';
import { carryOut, processesWith, startRig, stopSshd } from './run-exec-makers.ts';

const placeOf = (name: string): string =>
  execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim();

test.each([
  ['perl, no setsid', ['dash', 'sleep', 'perl']],
  ['neither perl nor setsid', ['dash', 'sleep']],
  ['neither, and sh is bash', ['bash', 'sleep']],
  ['only busybox', ['busybox']],
])(
  '%s',
  async (name, programs) => {
    const tools = mkdtempSync(join(tmpdir(), 'lab-bare-'));
    chmodSync(tools, 0o755);
    for (const program of programs) symlinkSync(placeOf(program), join(tools, program));
    symlinkSync(placeOf(programs[0]!), join(tools, 'sh'));
    if (programs[0] === 'busybox') symlinkSync(placeOf('busybox'), join(tools, 'sleep'));
    const sshd = await startSshd([`SetEnv PATH=${tools}`]);
    const rig = await startRig({ sshd });
    try {
      const said = await carryOut(rig, rig.target, { script: 'echo "$1"; exit 3', args: ["it's"] });
      expect(said, said.summary).toMatchObject({ exit: 3, stdout: { text: "it's\n" } });
      expect(await carryOut(rig, rig.target, { argv: ['nosuch'] })).toMatchObject({ ok: false, exit: 127 });
      const word = `lab-bare-${name.replaceAll(/\W/g, '-')}`;
      const stubborn = `sh -c 'trap "" TERM; while :; do sleep 1; done' ${word}`;
      const end = await carryOut(rig, rig.target, { script: `${stubborn} & echo up; ${stubborn}`, timeoutMs: 500 });
      expect(end).toMatchObject({ reason: 'timeout', stdout: { text: 'up\n' } });
      expect(end.summary).toContain('its whole process group was ended');
      await until(() => processesWith(word).length === 0, 'nothing of it is left');
    } finally {
      await rig.stop();
      await stopSshd(sshd);
      rmSync(tools, { recursive: true });
    }
  },
  60_000,
);
