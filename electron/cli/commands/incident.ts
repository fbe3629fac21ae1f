// `watchfloor incident list|show|export|import`: incidents outside the app. Reads beside a running engine; what is put on record
// goes through it, or through one of our own that takes the folder's lock and probes nothing.
import type { Command } from 'commander';
import { EXPORT_FORMS, type ExportForm } from '../../contract/api/incidents.ts';
import { INCIDENT_STATUSES, type IncidentStatus } from '../../contract/model/incident.ts';
import { SEVERITIES, type Severity } from '../../contract/model/severity.ts';
import { type CliCommand, type CliIo, type ExitStatus, InputError } from '../command.ts';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
  readonly status?: readonly IncidentStatus[];
  readonly severity?: readonly Severity[];
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly format?: ExportForm;
  readonly zone?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

type Done = (status: ExitStatus) => void;

const LIST_HELP = `
Newest first. Without a running engine: as the last one left them.

--json prints {"total","incidents":[…]}, each incident with all its fields.

Examples:
  watchfloor incident list
  watchfloor incident list --status open --status acknowledged --severity 1
  watchfloor incident list --from 7d --json | jq -r '.incidents[] | [.number, .title] | @tsv'`;

const SHOW_HELP = `
NUMBER is INC-2026-0042, or 42 for one of this year.

--json prints {"incident":{…},"timeline":[…]}.

Examples:
  watchfloor incident show 42
  watchfloor incident show INC-2026-0042 --json | jq '.incident.clocks'`;

const EXPORT_HELP = `
Forms: ${EXPORT_FORMS.join(', ')}.
"json" carries the chain: "journal verify FILE" walks it, "incident import FILE" takes it in. A PDF wants the app to be running;
HTML can be printed by any browser. Each export is put on record, with the head of the chain that stands in the file.

Examples:
  watchfloor incident export 42 --format review-html
  watchfloor incident export 42 --format json --out incident.json
  watchfloor incident export 42 --format servicenow --out - | jq .create`;

const IMPORT_HELP = `
All of it or nothing. The chain is walked first: what does not fit is named, and nothing is taken in. It gets the next number
here; who wrote what and when stays. Exit status: 0 taken in (or would be), 1 the chain is broken, 2 it cannot be taken in.

Examples:
  watchfloor incident import incident.json --dry-run
  watchfloor incident import incident.json`;

export const incident: CliCommand = {
  register(program, io, done) {
    const group = program
      .command('incident')
      .summary('list, show, export and import incidents')
      .description('Incidents and their timelines, outside the app.')
      .addHelpText('after', '\nExample:\n  watchfloor incident show 42');
    registerList(group, io, done);
    registerShow(group, io, done);
    registerExport(group, io, done);
    registerImport(group, io, done);
  },
};

function registerList(group: Command, io: CliIo, done: Done): void {
  group
    .command('list')
    .description('incidents, newest first')
    .option(
      '--status <status>',
      `only with this status; may be given several times (${INCIDENT_STATUSES.join(', ')})`,
      gatherStatus,
    )
    .option('--severity <n>', 'only of this severity, 1 to 4; may be given several times', gatherSeverity)
    .option('--from <time>', 'opened since: ISO 8601, epoch milliseconds, or 24h, 7d')
    .option('--to <time>', 'opened before')
    .option('--limit <n>', 'at most so many', limitOf, 100)
    .option('--json', 'one JSON document')
    .addHelpText('after', LIST_HELP)
    .action(async (_options, command: Command) => done(await list(command.optsWithGlobals<Options>(), io)));
}

function registerShow(group: Command, io: CliIo, done: Done): void {
  group
    .command('show')
    .description('one incident: facts, promises, timeline')
    .argument('<number>', 'INC-2026-0042, or 42 for one of this year')
    .option('--json', 'one JSON document')
    .addHelpText('after', SHOW_HELP)
    .action(async (number: string, _options, command: Command) =>
      done(await show(number, command.optsWithGlobals<Options>(), io)),
    );
}

function registerExport(group: Command, io: CliIo, done: Done): void {
  group
    .command('export')
    .description('one incident as a file')
    .argument('<number>', 'INC-2026-0042, or 42 for one of this year')
    .requiredOption('--format <form>', 'one of the forms below', formOf)
    .option('--out <file>', "where to; '-' is standard output (default: a file named after the incident)")
    .option('--zone <zone>', 'local times are of this zone, as Europe/Berlin (default: of this machine)')
    .option('--force', 'write over a file that is there')
    .addHelpText('after', EXPORT_HELP)
    .action(async (number: string, _options, command: Command) => {
      const { exportIncident } = await import('../incident-file.ts');
      const { format, ...options } = command.optsWithGlobals<Options>();
      done(await exportIncident(io, number, { ...options, form: format ?? 'markdown' }));
    });
}

function registerImport(group: Command, io: CliIo, done: Done): void {
  group
    .command('import')
    .description('takes in an incident that was exported as JSON')
    .argument('<file>', "the file; '-' is standard input")
    .option('--dry-run', 'look at it, change nothing')
    .option('--json', 'one JSON document')
    .addHelpText('after', IMPORT_HELP)
    .action(async (file: string, _options, command: Command) => {
      const { importIncident } = await import('../incident-file.ts');
      done(await importIncident(io, file, command.optsWithGlobals<Options>()));
    });
}

async function list(options: Options, io: CliIo): Promise<ExitStatus> {
  const [{ listText }, { json }, { timeOption }] = await Promise.all([
    import('../incident-print.ts'),
    import('../print.ts'),
    import('../times.ts'),
  ]);
  const now = io.clock.now();
  const wanted = {
    statuses: options.status ?? [],
    severities: options.severity ?? [],
    from: timeOption('--from', options.from, now) ?? null,
    to: timeOption('--to', options.to, now) ?? null,
    limit: options.limit ?? 100,
  };
  const reader = await openReader(options, io);
  try {
    const found = await reader.list(wanted);
    if (options.json) json(io, found);
    else io.stdout.write(listText(found.incidents, found.total));
    return 0;
  } finally {
    reader.close();
  }
}

async function show(number: string, options: Options, io: CliIo): Promise<ExitStatus> {
  const [{ showText }, { json }] = await Promise.all([import('../incident-print.ts'), import('../print.ts')]);
  const reader = await openReader(options, io);
  try {
    const found = await reader.get(number);
    const timeline = await reader.timeline(found);
    if (options.json) json(io, { incident: found, timeline });
    else io.stdout.write(showText(found, timeline));
    return 0;
  } finally {
    reader.close();
  }
}

async function openReader(options: Options, io: CliIo) {
  const [{ openIncidentReader }, { dataFolder }] = await Promise.all([
    import('../incident-reader.ts'),
    import('../data-folder.ts'),
  ]);
  return openIncidentReader(io, dataFolder(io, options));
}

function gatherStatus(word: string, before: readonly IncidentStatus[] = []): readonly IncidentStatus[] {
  const known = INCIDENT_STATUSES.find((one) => one === word);
  if (!known) throw new InputError(`--status ${word}: must be one of ${INCIDENT_STATUSES.join(', ')}`);
  return [...before, known];
}

function gatherSeverity(word: string, before: readonly Severity[] = []): readonly Severity[] {
  const known = SEVERITIES.find((one) => String(one) === word.replace(/^sev/i, ''));
  if (!known) throw new InputError(`--severity ${word}: must be one of ${SEVERITIES.join(', ')}`);
  return [...before, known];
}

function formOf(word: string): ExportForm {
  const known = EXPORT_FORMS.find((one) => one === word);
  if (!known) throw new InputError(`--format ${word}: must be one of ${EXPORT_FORMS.join(', ')}`);
  return known;
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 500) return limit;
  throw new InputError(`--limit ${text}: must be a whole number from 1 to 500`);
}
