// The floor under every ping: fping alone, told the same addresses at the same rate, its output thrown away.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpuOf } from './figures.ts';
import { addressOf } from './ground.ts';

/** CPU seconds per 1,000 pings of one fping that sends `count` packets, `gapMs` apart. */
export async function runFping(count: number, gapMs: number): Promise<number> {
  const before = cpuOf('self').children;
  const args = ['-q', '-C', '1', '-t', '500', '-i', gapMs.toFixed(3), '-f', '-'];
  const child = spawn('fping', args, { stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.end(Array.from({ length: count }, (_, n) => `${addressOf(n)}\n`).join(''));
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`fping ended with ${status}.`);
  return ((cpuOf('self').children - before) / count) * 1_000;
}
