// `watchfloor availability`: how long things were good, from the database or from a file of events.
import { Option } from 'commander';
import type { HostId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import { availabilityOf } from '../../engine/core/availability.ts';
import { createAvailability } from '../../engine/services/availability.ts';
import { storedWindowSpans } from '../../engine/services/maintenance-spans.ts';
import { createWorld, type World } from '../../engine/services/world.ts';
import { periodFor, readEvents } from '../availability-events.ts';
import { columnsOf, reportJson, reportTable, toJson } from '../availability-print.ts';
import { type CliCommand, type CliIo, InputError } from '../command.ts';
import { dataFolder, openForReading } from '../data-folder.ts';
import { timeOption } from '../times.ts';

interface Options {
  readonly data?: string;
  readonly from?: string;
  readonly to?: string;
  readonly group?: 'site' | 'tag';
  readonly host?: readonly string[];
  readonly checks?: boolean;
  readonly downtime: 'good' | 'exclude';
  readonly unreachable: 'own' | 'good' | 'bad';
  readonly events?: string;
  readonly json?: boolean;
}

const HELP = `
Weighted by time from the log of hard states, to the millisecond: good / (good + bad). Warning is good, unknown is bad.
Maintenance, time nobody watched, time before the first result, and (unless --unreachable says otherwise) unreachable
time have columns of their own and leave the denominator. Nothing measured is "no data". A time is ISO 8601, epoch
milliseconds, or back from now (24h, 7d); a date alone begins at local midnight.

--events reads JSON lines and prints one JSON object; without --from and --to it counts from the first instant in the file
to the last:
  {"at":"2026-11-01T04:00:00Z","state":"critical","hard":true,"previous":"ok"}
  {"downtime":{"from":"2026-11-02T00:00:00Z","to":"2026-11-02T02:00:00Z"}}
  {"unmonitored":{"from":1793750400000,"to":1793754000000}}
  {"current":"ok"}

Examples:
  watchfloor availability --from 2026-11-01 --to 2026-12-01
  watchfloor availability --from 7d --group site --json
  watchfloor availability --from 24h --host web1 web2 --checks
  watchfloor availability --events outages.jsonl --from 2026-11-01 --to 2026-12-01 --downtime good`;

export const availability: CliCommand = {
  register(program, io, done) {
    program
      .command('availability')
      .description('how long hosts, sites and tags were good over a period')
      .option('--from <time>', 'begin of the period (default: 30d)')
      .option('--to <time>', 'its end, exclusive (default: now)')
      .addOption(new Option('--group <by>', 'groups instead of hosts').choices(['site', 'tag']))
      .option('--host <name...>', 'only these hosts')
      .option('--checks', 'each check of a host too')
      .addOption(new Option('--downtime <as>', 'maintenance counts').choices(['exclude', 'good']).default('exclude'))
      .addOption(new Option('--unreachable <as>', 'unreachable counts').choices(['own', 'good', 'bad']).default('own'))
      .option('--events <file>', "computes from a file instead of the database; '-' is standard input")
      .option('--json', 'one JSON document')
      .addHelpText('after', HELP)
      .action(async (_: unknown, command: { optsWithGlobals(): Options }) => {
        const options = command.optsWithGlobals();
        if (options.events !== undefined) await fromEvents(io, options, options.events);
        else await fromDatabase(io, options);
        done(0);
      });
  },
};

async function fromEvents(io: CliIo, options: Options, file: string): Promise<void> {
  const now = io.clock.now();
  const from = timeOption('--from', options.from, now);
  const to = timeOption('--to', options.to, now);
  const events = await readEvents(io, file);
  const period = periodFor(events, file, from, to);
  const { downtime: maintenance, unreachable } = options;
  const { unreachable_ms, ...columns } = columnsOf(availabilityOf(events, { ...period, maintenance, unreachable }));
  // Only hosts are ever unreachable; a check's answer has no column for it.
  io.stdout.write(`${toJson(unreachable_ms > 0 ? { ...columns, unreachable_ms } : columns)}\n`);
}

async function fromDatabase(io: CliIo, options: Options): Promise<void> {
  const now = io.clock.now();
  const to = timeOption('--to', options.to, now) ?? now;
  const from = timeOption('--from', options.from, now) ?? to - 30 * 86_400_000;
  if (to <= from) throw new InputError('--to must be later than --from');
  const store = await openForReading(dataFolder(io, options), io.clock);
  try {
    const world = createWorld(store.inventory.hosts(), store.inventory.checks());
    const hostIds = options.host && hostsNamed(world, options.host);
    const { checks = false, downtime: maintenance, unreachable, group } = options;
    const service = createAvailability(store, world, {
      clock: io.clock,
      watching: false,
      spansOf: storedWindowSpans(store, world),
    });
    const report = await service.report({ from, to, hostIds, checks, maintenance, unreachable });
    io.stdout.write(options.json ? `${reportJson(report, world, group)}\n` : reportTable(report, world, group));
  } finally {
    store.close();
  }
}

function hostsNamed(world: World, names: readonly string[]): readonly HostId[] {
  const byName = new Map([...world.hosts.values()].map((host) => [nameKey(host.name), host.id]));
  return names.map((name) => {
    const id = byName.get(nameKey(name));
    if (id === undefined)
      throw new InputError(`there is no host "${name}" (or it was removed; its history is in the journal)`);
    return id;
  });
}
