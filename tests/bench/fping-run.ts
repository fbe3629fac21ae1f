// The floor under every ping: fping alone, told the same addresses, its output thrown away; from a process as small as a
// shell, so that starting it costs what it must.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuOf } from './figures.ts';
import { addressOf } from './ground.ts';

/** A burst as large as the engine sends. */
const BURST = 250;

/** CPU seconds per 1,000 pings, one packet each, in bursts of `size` (at most 250). */
export async function runFping(count: number, size = BURST): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
  try {
    const targets = join(folder, 'targets');
    const burst = Math.min(size, BURST);
    writeFileSync(targets, Array.from({ length: burst }, (_, n) => `${addressOf(n)}\n`).join(''));
    const times = Math.max(1, Math.round(count / burst));
    const script = 'i=0; while [ $i -lt "$1" ]; do fping -q -C 1 -t 500 -i 0 -f "$2" || exit; i=$((i+1)); done';
    const before = cpuOf('self').children;
    const child = spawn('sh', ['-c', script, 'sh', String(times), targets], { stdio: 'ignore' });
    const [status] = await once(child, 'close');
    if (status !== 0) throw new Error(`fping ended with ${status}.`);
    return ((cpuOf('self').children - before) / (times * burst)) * 1_000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
