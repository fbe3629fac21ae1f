// `npm run bench`: the rows of the speed goals that exist so far, each beside its floor in the same run, in turns, medians
// of several rounds. Short by default; `-- --long` takes five longer rounds; `-- --only icmp-100,inside` takes a part.
// It needs the built engine (`npm run build`) and fping. It is no part of the tests: its figures hang on the machine.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type EngineRun, runEngine } from './engine-run.ts';
import { median, short } from './figures.ts';
import { runFping } from './fping-run.ts';
import { journal, snapshot, stateMachine, storing } from './inside.ts';
import { print, type Row } from './table.ts';
import { measureWindow, type WindowRun } from './window.ts';

const { values: args } = parseArgs({
  options: { long: { type: 'boolean' }, rounds: { type: 'string' }, only: { type: 'string' } },
});
const rounds = Number(args.rounds ?? (args.long ? 5 : 3));
const stretch = args.long ? 3 : 1;
const wanted = args.only?.split(',');
const SECOND = 1_000;

/** Rows of whole engines: a load, and what is asked of it. */
const loads = [
  { name: 'icmp-100', title: 'ICMP 100/s (1,000 hosts every 10 s)', hosts: 1_000, intervalMs: 10_000, goal: 0.3 },
  { name: 'icmp-50', title: 'ICMP 50/s (1,000 hosts every 20 s)', hosts: 1_000, intervalMs: 20_000, goal: 0.6 },
  { name: 'icmp-1000', title: 'ICMP 1,000/s (10,000 hosts every 10 s)', hosts: 10_000, intervalMs: 10_000, goal: 0.03 },
] as const;

type Load = (typeof loads)[number];

async function measureLoad(load: Load): Promise<Row[]> {
  const { hosts, intervalMs, title, goal, name } = load;
  const runs: EngineRun[] = [];
  const floors: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    note(`${title}: round ${round + 1} of ${rounds}`);
    runs.push(await runEngine(load, intervalMs + 4 * SECOND, intervalMs * stretch));
    floors.push(await runFping(hosts, intervalMs / hosts));
  }
  const of = (pick: (run: EngineRun) => number): number => median(runs.map(pick));
  const cpu = of((run) => run.cpuSeconds);
  const floor = median(floors);
  const rows: Row[] = [
    {
      what: `${title}: CPU s per 1,000 checks`,
      measured: cpu,
      floor: { what: 'fping alone', value: floor },
      most: goal,
    },
    { what: '  of it the engine process itself', measured: of((run) => run.ownCpuSeconds) },
    { what: '  missed slots, all rounds', measured: runs.reduce((sum, run) => sum + run.missed, 0), most: 0 },
    {
      what: '  results that were not ok, all rounds',
      measured: runs.reduce((sum, run) => sum + run.notOk, 0),
      most: 0,
    },
    { what: '  schedule lag p99, ms', measured: of((run) => run.lagP99Ms), below: 100 },
  ];
  if (name === 'icmp-50')
    rows.push({ what: '  resident memory, MB', measured: of((run) => run.residentMb), most: 120 });
  return rows;
}

/** The highest of these rates (hosts, each every second) that the engine keeps up with: under 1 % of slots missed. */
async function measureCapacity(): Promise<Row[]> {
  const rows: Row[] = [];
  let most = 0;
  for (const hosts of [2_500, 5_000, 10_000, 15_000, 20_000, 30_000]) {
    note(`ICMP capacity: ${hosts.toLocaleString('en-US')}/s`);
    const run = await runEngine({ hosts, intervalMs: SECOND }, 8 * SECOND, 5 * SECOND * stretch);
    const share = run.missed / (hosts * 5 * stretch);
    rows.push({ what: `  asked for ${hosts.toLocaleString('en-US')}/s: results/s`, measured: run.resultsPerSecond });
    if (share >= 0.01) break;
    most = hosts;
  }
  return [{ what: 'ICMP capacity, checks/s with under 1 % missed', measured: most, least: 10_000 }, ...rows];
}

async function measureInside(): Promise<Row[]> {
  note('parts by themselves');
  const machine = stateMachine();
  const entries = await journal();
  const shot = await snapshot();
  return [
    { what: 'State machine, a check that stays ok, ns', measured: machine.steadyNs },
    { what: 'State machine, a check that always changes, ns', measured: machine.stormNs },
    { what: 'Storing results, CPU s per 1,000', measured: await storing() },
    { what: 'Journal, entries/s, one a transaction', measured: entries.single },
    { what: 'Journal, entries/s, 300 a transaction', measured: entries.storm },
    { what: 'Start on 10,000 hosts until it watches, ms', measured: shot.startMs, below: 1_000 },
    { what: 'Snapshot of 10,000 hosts, MB of JSON', measured: shot.bytes / 1_048_576 },
    { what: 'Snapshot of 10,000 hosts, ms to make and write down', measured: shot.ms },
  ];
}

async function measureWindows(): Promise<Row[]> {
  const runs: WindowRun[] = [];
  for (let round = 0; round < rounds; round += 1) {
    note(`the window, 1,000 hosts: round ${round + 1} of ${rounds}`);
    runs.push(await measureWindow(1_000));
  }
  return [
    {
      what: 'Window with the last known world, 1,000 hosts, ms from the start of the process',
      measured: median(runs.map((run) => run.readyMs)),
      below: 1_000,
    },
    {
      what: 'Live again after the engine was killed, ms',
      measured: median(runs.map((run) => run.backMs)),
      below: 2_000,
    },
  ];
}

const PEERS = [
  { name: 'Nagios 4', command: 'nagios4', figure: '1.5 CPU s at 100/s, 1,375 checks/s' },
  { name: 'Icinga 2', command: 'icinga2', figure: '3.1 CPU s at 100/s, 1,038 checks/s' },
  { name: 'Uptime Kuma', command: null, figure: '12.6 CPU s at 50/s in 350 MB, 108 checks/s' },
];

function sayWhatIsSkipped(): void {
  for (const { name, command, figure } of PEERS) {
    const there = command !== null && spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
    const why = there
      ? 'this bench does not drive it yet'
      : `not installed${command ? ` (Debian: apt-get install ${command})` : ''}`;
    say(`Skipped: ${name}, ${why}. Measured earlier on two cores: ${figure} (per 1,000 checks).`);
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`… ${line}\n`);

const parts: readonly { readonly name: string; readonly measure: () => Promise<Row[]> }[] = [
  ...loads.map((load) => ({ name: load.name, measure: () => measureLoad(load) })),
  { name: 'capacity', measure: measureCapacity },
  { name: 'inside', measure: measureInside },
  { name: 'window', measure: measureWindows },
];

if (!existsSync(join(import.meta.dirname, '../../dist/engine/index.cjs'))) {
  say('There is no built engine. Run `npm run build` first.');
  process.exit(2);
}
if (spawnSync('fping', ['--version'], { stdio: 'ignore' }).error) {
  say('fping is not installed; the ICMP rows need it (Debian: apt-get install fping).');
  process.exit(2);
}
const unknown = wanted?.filter((name) => !parts.some((part) => part.name === name)) ?? [];
if (unknown.length > 0) {
  say(`There is no row ${unknown.join(', ')}. There are: ${parts.map((part) => part.name).join(', ')}.`);
  process.exit(2);
}

say(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, load ${short(loadavg()[0] ?? 0)} before, Node ${process.versions.node}, ${rounds} rounds`,
);
const rows: Row[] = [];
for (const part of parts) if (!wanted || wanted.includes(part.name)) rows.push(...(await part.measure()));
print(rows, say);
sayWhatIsSkipped();
