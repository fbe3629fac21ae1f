// Programs that the bench starts beside itself: ended with it, and measured by what the system says of them.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cpuOfTree } from './figures.ts';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
// Without this a Ctrl+C would end the bench before it has ended the others.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** Starts a program; it is killed with the bench, at the latest. */
export function start(file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.stdin?.on('error', () => {});
  return child;
}

/** Starts a program of this folder. */
export const startOwn = (program: URL, ...args: readonly string[]): ChildProcess =>
  start(process.execPath, [fileURLToPath(program), ...args]);

export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The program has no output.');
  const lines = createInterface(child.stdout);
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([status]) => {
      throw new Error(`The program ended with ${status} before it said anything.`);
    }),
  ]);
  lines.close();
  child.stdout.resume();
  return String(line);
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}

/**
 * CPU seconds that a process and all below it take for 1,000 checks, over `measureMs` after `warmUpMs`. `done` says how many
 * there were so far: what was asked for is not always what was done.
 */
export async function cpuPerThousand(
  child: ChildProcess,
  { warmUpMs, measureMs }: { readonly warmUpMs: number; readonly measureMs: number },
  done: () => number,
): Promise<number> {
  const { pid } = child;
  if (pid === undefined) throw new Error('The program could not be started.');
  await sleep(warmUpMs);
  const [cpuBefore, doneBefore] = [cpuOfTree(pid), done()];
  await sleep(measureMs);
  const count = done() - doneBefore;
  if (!(count > 0)) throw new Error(`${child.spawnfile} did no check in ${measureMs / 1_000} s.`);
  return ((cpuOfTree(pid) - cpuBefore) / count) * 1_000;
}

/** Whether a program is on PATH (or at its path). */
export const isThere = (file: string): boolean =>
  spawnSync(file, ['--version'], { stdio: 'ignore' }).error === undefined;
