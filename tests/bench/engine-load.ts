// The whole engine under a load, beside what others take for the same and what it costs at least.
import { type EngineRun, runEngine } from './engine-run.ts';
import { median } from './figures.ts';
import type { Ground } from './ground.ts';
import type { Row } from './table.ts';
import { type Bench, inTurns } from './turns.ts';

const SECOND = 1_000;

interface Other {
  readonly what: string;
  /** CPU seconds per 1,000 checks. */
  readonly measure: () => Promise<number>;
}

export interface Load extends Ground {
  readonly title: string;
  /** CPU seconds per 1,000 checks, at most. */
  readonly goal: number;
  /** MB at most; not asked where it is missing. */
  readonly residentMb?: number;
  readonly peer?: Other | null;
  readonly floor?: Other;
}

/** Engine, peer and floor in turns. */
export async function measureLoad(bench: Bench, load: Load): Promise<Row[]> {
  const { title, intervalMs, peer, floor } = load;
  const runs: EngineRun[] = [];
  const stretchMs = bench.short ? 5 * SECOND : Math.max(10 * SECOND, intervalMs);
  const {
    engine,
    peer: peerCpu,
    floor: floorCpu,
  } = await inTurns(bench, title, {
    engine: async () => {
      // The first interval starts everything, and what it compiles and prepares is no part of a night's work.
      const run = await runEngine(load, intervalMs + 4 * SECOND, stretchMs);
      runs.push(run);
      return run.cpuSeconds;
    },
    peer: async () => (peer ? peer.measure() : Number.NaN),
    floor: async () => (floor ? floor.measure() : Number.NaN),
  });
  const of = (pick: (run: EngineRun) => number): number => median(runs.map(pick));
  const sum = (pick: (run: EngineRun) => number): number => runs.reduce((total, run) => total + pick(run), 0);
  return [
    {
      what: `${title}: CPU s per 1,000 checks`,
      measured: engine,
      ...(peer && { peer: { what: peer.what, value: peerCpu } }),
      ...(floor && { floor: { what: floor.what, value: floorCpu } }),
      most: load.goal,
    },
    { what: '  of it the engine process itself', measured: of((run) => run.ownCpuSeconds) },
    { what: '  missed slots, all rounds', measured: sum((run) => run.missed), most: 0 },
    { what: '  results that were not ok, all rounds', measured: sum((run) => run.notOk), most: 0 },
    { what: '  schedule lag p99, ms', measured: of((run) => run.lagP99Ms), below: 100 },
    {
      what: '  resident memory, MB',
      measured: of((run) => run.residentMb),
      ...(load.residentMb !== undefined && { most: load.residentMb }),
    },
  ];
}

/** The highest of these rates (hosts, each every second) that the engine keeps up with: under 1 % of slots missed. */
export async function measureCapacity(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  const seconds = bench.short ? 5 : 10;
  let most = 0;
  for (const hosts of [2_500, 5_000, 10_000, 15_000, 20_000, 30_000]) {
    bench.note(`ICMP capacity: ${hosts.toLocaleString('en-US')}/s`);
    const run = await runEngine({ hosts, intervalMs: SECOND }, 8 * SECOND, seconds * SECOND);
    const share = run.missed / (hosts * seconds);
    rows.push({ what: `  asked for ${hosts.toLocaleString('en-US')}/s: results/s`, measured: run.resultsPerSecond });
    if (share >= 0.01) break;
    most = hosts;
  }
  return [{ what: 'ICMP capacity, checks/s with under 1 % missed', measured: most, least: 10_000 }, ...rows];
}
