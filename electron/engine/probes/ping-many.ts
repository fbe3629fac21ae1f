// Thousands of hosts by one fping process. Targets go in over standard input, so that nothing can be read as an option;
// names are resolved before, because fping asks for them one after the other and would wait for a dead name server.
import type { ProbeOutcome } from '../../contract/model/result.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { NameError, type Names } from '../lib/names.ts';
import { runProcess } from '../lib/process.ts';
import { cleanLine } from '../lib/text.ts';
import { burstsFor, createLanes } from './ping-lanes.ts';
import { type PingConfig, type PingPlan, pingPlan, pingVerdict, unresolved } from './ping-verdict.ts';
import type { ProbeBatch } from './probe.ts';

type Item = Parameters<ProbeBatch<PingConfig>['run']>[0][number];
type Report = (index: number, outcome: ProbeOutcome) => void;

/** Everything with the same plan: one process. An address stands once, whoever asks for it. */
interface Group {
  readonly plan: PingPlan;
  readonly indexesOf: Map<string, number[]>;
}

export function createPingBatch(names: Names, file = 'fping', clock: Clock = systemClock): ProbeBatch<PingConfig> {
  const lanes = createLanes(clock);
  return {
    async available() {
      // Some builds allow no fast sending to ordinary users; some installations may not open a socket at all.
      for (const gapMs of [0, 1]) {
        if (!(await pingsItself(file, gapMs))) continue;
        lanes.smallestGapMs = gapMs;
        return true;
      }
      return false;
    },
    async run(items, report, signal) {
      const ready: [number, string][] = [];
      const named: number[] = [];
      items.forEach((item, index) => {
        const address = names.known(item.address);
        if (address === null) named.push(index);
        else ready.push([index, address]);
      });
      // Addresses do not wait for names: a slow name server delays only those who need it.
      const late = resolveAll(items, named, names, report, signal);
      await Promise.all([pingAll(items, ready, report, signal), late.then((l) => pingAll(items, l, report, signal))]);
    },
  };

  async function pingAll(
    items: readonly Item[],
    targets: readonly [number, string][],
    report: Report,
    signal: AbortSignal,
  ) {
    const groups = [...groupByPlan(items, targets).values()].flatMap(inBursts);
    await Promise.all(groups.map((group) => runGroup(group, items, report, signal)));
  }

  async function runGroup(group: Group, items: readonly Item[], report: Report, signal: AbortSignal) {
    const { plan, indexesOf } = group;
    const complaints: string[] = [];
    const read = lineReader((line) => {
      const answer = parseLine(line, plan.packets);
      const indexes = answer && indexesOf.get(answer.address);
      if (answer && indexes) {
        indexesOf.delete(answer.address);
        for (const index of indexes) {
          const item = items[index];
          if (item) report(index, pingVerdict(item.config, plan.packets, answer.times));
        }
      } else if (line !== '' && complaints.length < 5) complaints.push(line);
    });
    const addresses = [...indexesOf.keys()];
    const gapMs = await lanes.enter(plan, addresses.length);
    signal.throwIfAborted();
    const end = await startFping({ file, plan, addresses, gapMs, onStderr: read, signal });
    // What fping said nothing about (an address it does not take, an error of its own) was not measured.
    for (const [address, indexes] of indexesOf) {
      const said = complaints.find((line) => line.includes(address)) ?? complaints[0] ?? `it ended with ${end}`;
      for (const index of indexes) report(index, notMeasured(said));
    }
  }
}

/** The names' addresses; those without one are reported as they are, within half of their time. */
async function resolveAll(
  items: readonly Item[],
  named: readonly number[],
  names: Names,
  report: Report,
  signal: AbortSignal,
): Promise<[number, string][]> {
  const found: [number, string][] = [];
  const one = async (index: number) => {
    const item = items[index];
    if (!item) return;
    const limit = AbortSignal.timeout(item.timeoutMs / 2);
    try {
      found.push([index, await names.resolve(item.address, AbortSignal.any([signal, limit]))]);
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof NameError ? error.message : 'the name server does not answer in time';
      report(index, unresolved(item.address, reason));
    }
  };
  await Promise.all(named.map(one));
  return found;
}

function groupByPlan(items: readonly Item[], targets: readonly [number, string][]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const [index, address] of targets) {
    const item = items[index];
    if (!item) continue;
    // A name that came late has half of its time left; the plan is the same, the caller's limit holds anyway.
    const plan = pingPlan(item.config, item.timeoutMs);
    const key = `${plan.packets}/${plan.spacingMs}/${plan.waitMs}`;
    const group = groups.get(key) ?? { plan, indexesOf: new Map<string, number[]>() };
    groups.set(key, group);
    const indexes = group.indexesOf.get(address);
    if (indexes) indexes.push(index);
    else group.indexesOf.set(address, [index]);
  }
  return groups;
}

function inBursts({ plan, indexesOf }: Group): readonly Group[] {
  const targets = [...indexesOf];
  const size = Math.ceil(targets.length / burstsFor(plan, targets.length));
  const groups: Group[] = [];
  for (let from = 0; from < targets.length; from += size) {
    groups.push({ plan, indexesOf: new Map(targets.slice(from, from + size)) });
  }
  return groups;
}

/** A packet to this machine itself, with `gapMs` between packets as it would be used. */
async function pingsItself(file: string, gapMs: number): Promise<boolean> {
  const args = ['-q', '-C', '1', '-p', '10', '-t', '500', '-i', String(gapMs), '127.0.0.1'];
  try {
    return (await runProcess({ file, args, signal: AbortSignal.timeout(5_000) })).code === 0;
  } catch {
    return false;
  }
}

interface Start {
  readonly file: string;
  readonly plan: PingPlan;
  readonly addresses: readonly string[];
  /** Between two packets, whoever they go to. */
  readonly gapMs: number;
  readonly onStderr: (chunk: Buffer) => void;
  readonly signal: AbortSignal;
}

/** Runs fping to its end and says how it ended. */
async function startFping({ file, plan, addresses, gapMs, onStderr, signal }: Start): Promise<string> {
  const args = ['-q', '-C', String(plan.packets), '-p', String(plan.spacingMs), '-t', String(plan.waitMs)];
  args.push('-i', gapMs.toFixed(3), '-f', '-');
  try {
    const end = await runProcess({ file, args, stdin: `${addresses.join('\n')}\n`, onStderr, signal, keepBytes: 0 });
    return end.code === null ? `signal ${end.signal}` : `code ${end.code}`;
  } catch (error) {
    signal.throwIfAborted();
    return cleanLine((error as Error).message);
  }
}

/** '10.0.0.7 : 0.41 - 0.39': a time for each packet, a dash for a lost one. Anything else is no answer: null. */
function parseLine(line: string, packets: number): { readonly address: string; readonly times: number[] } | null {
  const colon = line.indexOf(' : ');
  if (colon < 0) return null;
  const fields = line.slice(colon + 3).split(' ');
  if (fields.length !== packets) return null;
  const times: number[] = [];
  for (const field of fields) {
    if (field === '-') continue;
    const time = Number(field);
    if (!Number.isFinite(time)) return null;
    times.push(time);
  }
  return { address: line.slice(0, colon).trimEnd(), times };
}

function lineReader(onLine: (line: string) => void): (chunk: Buffer) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    // fping's lines are short; something that never ends a line is not fping.
    rest = (lines.pop() ?? '').slice(0, 4_096);
    for (const line of lines) onLine(line);
  };
}

function notMeasured(said: string): ProbeOutcome {
  return { status: 'unknown', summary: 'Not measured: fping gave no answer', detail: cleanLine(said), metrics: [] };
}
