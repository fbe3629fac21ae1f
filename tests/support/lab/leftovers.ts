// What a test left open: sockets, timers, child processes. Compared before and after; waited for, never slept for.
import { readdirSync, readFileSync } from 'node:fs';

/** Resources of this process that keep it alive, and its children, as a list that can be compared. */
export function openThings(): string[] {
  return [...process.getActiveResourcesInfo().filter((name) => INTERESTING.test(name)), ...children()].sort();
}

/** What is open now and was not then. */
export function leftSince(before: readonly string[]): string[] {
  const known = [...before];
  return openThings().filter((thing) => {
    const index = known.indexOf(thing);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

// Not the pipes and files of the test runner itself.
const INTERESTING = /^(TCP|TLS|UDP|Process|Timeout|GetAddrInfo|ConnectWrap|HTTP)/;

/** 'child 123 fping': every process below this one. */
export function children(): string[] {
  const all = readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'latin1');
      const [, name = '', rest = ''] = /\((.*)\) (.*)/s.exec(stat) ?? [];
      return [{ pid: Number(entry), name, parent: Number(rest.split(' ')[1]) }];
    } catch {
      return [];
    }
  });
  const below = (pid: number): typeof all => all.filter((p) => p.parent === pid).flatMap((p) => [p, ...below(p.pid)]);
  return below(process.pid).map(({ pid, name }) => `child ${pid} ${name}`);
}

/** Waits until `condition` holds, one turn of the event loop after the other; gives up loudly. */
export async function until(condition: () => boolean, what: string, limitMs = 10_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain until ${what}; open: ${openThings()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
