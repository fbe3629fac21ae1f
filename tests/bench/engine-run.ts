// One measured run of the whole engine: the built program on a prepared folder. CPU from /proc with that of its children,
// results, missed slots and lateness from what it wrote.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../electron/engine/store/open.ts';
import { cpuOf, quantile, residentMb } from './figures.ts';
import { checkIdOf, type Ground, prepareFolder } from './ground.ts';
import { start } from './programs.ts';

const program = join(import.meta.dirname, '../../dist/engine/index.cjs');

export interface EngineRun {
  /** Of the whole engine with its child processes, per 1,000 checks. */
  readonly cpuSeconds: number;
  readonly ownCpuSeconds: number;
  readonly resultsPerSecond: number;
  /** Slots of the measured time without a result. */
  readonly missed: number;
  readonly lagP99Ms: number;
  readonly notOk: number;
  readonly residentMb: number;
}

/** Starts an engine, lets it settle for `warmUpMs`, measures for `measureMs`, ends it. */
export async function runEngine(ground: Ground, warmUpMs: number, measureMs: number): Promise<EngineRun> {
  const folder = await prepareFolder(ground);
  let child: ChildProcess | null = null;
  try {
    child = start(process.execPath, [program], { ...process.env, WATCHFLOOR_DATA: folder });
    child.stdout?.resume();
    const { pid } = child;
    if (pid === undefined) throw new Error('The engine could not be started.');
    await sleep(warmUpMs);
    const [before, from] = [cpuOf(pid), Date.now()];
    await sleep(measureMs);
    const [after, to] = [cpuOf(pid), Date.now()];
    const resident = residentMb(pid);
    const ended = once(child, 'exit');
    // What was begun in the measured time may come in a little later.
    await sleep(1_500);
    child.kill('SIGTERM');
    const [status] = await ended;
    if (status !== 0) throw new Error(`The engine ended with ${status}.`);
    const { count, missed, late, notOk } = await readResults(folder, ground, from, to);
    const own = after.own - before.own;
    const cpu = own + after.children - before.children;
    return {
      cpuSeconds: (cpu / count) * 1_000,
      ownCpuSeconds: (own / count) * 1_000,
      resultsPerSecond: (count / (to - from)) * 1_000,
      missed,
      lagP99Ms: quantile(late, 0.99),
      notOk,
      residentMb: resident,
    };
  } finally {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows whose slot lies in the measured time. Where slots are missing, the check's rows are further apart than its interval. */
async function readResults(folder: string, { hosts, intervalMs }: Ground, from: number, to: number) {
  const store = await openStore(folder, { clock: Date, readOnly: true });
  try {
    const expected = Math.floor((to - from) / intervalMs);
    const late: number[] = [];
    let [missed, notOk] = [0, 0];
    for (let n = 0; n < hosts; n += 1) {
      const rows = [...store.samples.rows(checkIdOf(n), from, to)];
      missed += Math.max(0, expected - rows.length);
      for (const { lateMs, status } of rows) {
        late.push(lateMs);
        if (status !== 0) notOk += 1;
      }
    }
    return { count: late.length, missed, late, notOk };
  } finally {
    store.close();
  }
}
