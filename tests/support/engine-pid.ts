// Which process is the engine of a running app: tests and the bench kill it.
import { readdirSync, readFileSync } from 'node:fs';

/** The engine among the children of `main` (a process id), by the file it runs. Throws when there is none. */
export function enginePid(main: number): number {
  const line = (pid: string) => {
    try {
      const parent = /\) \S+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
      return Number(parent) === main ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
    } catch {
      return '';
    }
  };
  const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && line(name).includes('dist/engine/index.cjs'));
  if (!pid) throw new Error('The engine is not among the children of main.');
  return Number(pid);
}
