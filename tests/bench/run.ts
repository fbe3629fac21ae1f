// `npm run bench`: the rows of the speed goals (spec: speed), each beside a peer and its floor in the same run, in turns,
// medians of five rounds. `-- --only icmp-100,tcp` takes a part, `--rounds 3` fewer rounds, `--short` a quick look.
// It needs the built program (`npm run build`) and fping, starts and ends everything else itself, and stays on loopback.
// It is no part of the tests: its figures hang on the machine, so run it on one that does nothing else.
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureAvailability } from './availability-run.ts';
import { measureCapacity, measureLoad } from './engine-load.ts';
import { median, short } from './figures.ts';
import { measureForecasts } from './forecasts.ts';
import { runFping } from './fping-run.ts';
import { measureIncidents } from './incidents.ts';
import { journal, snapshot, stateMachine, storing } from './inside.ts';
import { runNagios } from './nagios-run.ts';
import { measurePaint } from './paint-run.ts';
import { nagios, sayWhatIsSkipped } from './peers.ts';
import { isThere } from './programs.ts';
import { measureReports } from './reports.ts';
import { measureSamples } from './samples.ts';
import { measureScreen } from './screen-run.ts';
import { measureService } from './service-run.ts';
import { measureSsh } from './ssh-run.ts';
import { print, type Row } from './table.ts';
import type { Bench } from './turns.ts';
import { measureWindow, type WindowRun } from './window.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`… ${line}\n`);

const icmp = [
  { name: 'icmp-100', hosts: 1_000, intervalMs: 10_000, goal: 0.3 },
  { name: 'icmp-50', hosts: 1_000, intervalMs: 20_000, goal: 0.6, residentMb: 120 },
  { name: 'icmp-1000', hosts: 10_000, intervalMs: 10_000, goal: 0.03 },
] as const;

function measureIcmp(bench: Bench, load: (typeof icmp)[number]): Promise<Row[]> {
  const { hosts, intervalMs } = load;
  const perSecond = (hosts / intervalMs) * 1_000;
  const title = `ICMP ${perSecond.toLocaleString('en-US')}/s (${hosts.toLocaleString('en-US')} hosts every ${intervalMs / 1_000} s)`;
  // At 1,000/s Nagios needs the whole machine: what it takes then is no cost of a check.
  const drives = perSecond <= 100 && nagios.here();
  return measureLoad(bench, {
    ...load,
    title,
    peer: drives ? { what: nagios.name, measure: () => runNagios(load, Math.max(10_000, intervalMs)) } : null,
    // As many to a process as fall due within half a second, which is how long the engine may gather them.
    floor: { what: 'fping alone', measure: () => runFping(hosts, perSecond / 2) },
  });
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

async function measureWindows({ rounds }: Bench): Promise<Row[]> {
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

interface Part {
  readonly name: string;
  readonly measure: (bench: Bench) => Promise<Row[]>;
}

const parts: readonly Part[] = [
  ...icmp.map((load): Part => ({ name: load.name, measure: (bench) => measureIcmp(bench, load) })),
  { name: 'capacity', measure: measureCapacity },
  { name: 'tcp', measure: (bench) => measureService(bench, 'tcp') },
  { name: 'http', measure: (bench) => measureService(bench, 'http') },
  { name: 'ssh', measure: measureSsh },
  { name: 'inside', measure: measureInside },
  { name: 'samples', measure: measureSamples },
  { name: 'incidents', measure: measureIncidents },
  { name: 'availability', measure: measureAvailability },
  { name: 'forecasts', measure: measureForecasts },
  { name: 'reports', measure: measureReports },
  { name: 'paint', measure: measurePaint },
  { name: 'screen', measure: measureScreen },
  { name: 'window', measure: measureWindows },
];

function refuse(sentence: string): never {
  say(sentence);
  process.exit(2);
}

function readArguments(): Bench & { readonly wanted: readonly Part[] } {
  const { values } = parseArgs({
    options: { short: { type: 'boolean' }, rounds: { type: 'string' }, only: { type: 'string' } },
  });
  const rounds = Number(values.rounds ?? (values.short ? 1 : 5));
  if (!Number.isInteger(rounds) || rounds < 1) refuse(`--rounds takes a whole number from 1, not ${values.rounds}.`);
  const names = values.only?.split(',') ?? parts.map((part) => part.name);
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0)
    refuse(`There is no row ${unknown.join(', ')}. There are: ${parts.map((part) => part.name).join(', ')}.`);
  const wanted = parts.filter((part) => names.includes(part.name));
  return { rounds, short: values.short ?? false, note, wanted };
}

const { wanted, ...bench } = readArguments();
if (!existsSync(join(import.meta.dirname, '../../dist/engine/index.cjs')))
  refuse('There is no built program. Run `npm run build` first.');
if (wanted.some(({ name }) => name.startsWith('icmp') || name === 'capacity') && !isThere('fping'))
  refuse('fping is not installed; the ICMP rows need it (Debian: apt-get install fping).');

const load = loadavg()[0] ?? 0;
const cores = availableParallelism();
say(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cores} cores, load ${short(load)} before, Node ${process.versions.node}, ${bench.rounds} rounds${bench.short ? ', short' : ''}`,
);
if (load > cores / 2) say('The machine is busy with something else: compare ratios, not figures.');
const rows: Row[] = [];
for (const part of wanted) {
  try {
    rows.push(...(await part.measure(bench)));
  } catch (error) {
    // One row that cannot be measured must not take the others with it; it is no verdict either.
    say(`${part.name} could not be measured: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
print(rows, say);
sayWhatIsSkipped(say);
