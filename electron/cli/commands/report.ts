// `watchfloor report daily|weekly|monthly|custom`: a period in figures, on the terminal or as a file.
import path from 'node:path';
import { type Command, Option } from 'commander';
import { REPORT_FORMS, REPORT_PERIODS, type ReportForm, type ReportPeriodKind } from '../../contract/model/report.ts';
import { type CliCommand, type CliIo, type ExitStatus, InputError } from '../command.ts';
import type { AskWords } from '../report-ask.ts';

interface Options extends AskWords {
  readonly data?: string;
  readonly format?: ReportForm;
  readonly rows?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const ABOUT: Readonly<Record<ReportPeriodKind, string>> = {
  daily: 'a day; the last one that is over unless --at names another',
  weekly: 'a week, from Monday; the last one that is over unless --at names another',
  monthly: 'a month; the last one that is over unless --at names another',
  custom: 'any period of at most 400 days',
};

const HELP = `
Availability, incidents, response, promises, alarm load, interruptions, backups, capacity, changes, runbooks, gaps of the
monitor and hand-overs. Every figure names its definition and the rows it is computed from; JSON carries them all, so that it
can be computed again. Through a running engine each file is put on record; without one nothing is written but the file.

A PDF is printed by the app that runs, else by an Electron without a window; that needs no display. Where there is none:
--format html, which any browser prints. Exit status: 0 made, 2 wrong use, 3 no data folder, or nothing prints here.

Examples:
  watchfloor report daily
  watchfloor report daily --format pdf --out yesterday.pdf
  watchfloor report weekly --at 2026-11-16 --zone Europe/Amsterdam --site ams1 --format html
  watchfloor report monthly --rows availability-outages --out - | head
  watchfloor report custom --from 2026-11-01 --to 2026-11-08 --json | jq '.sections[].figures[] | {id, value, n}'`;

export const report: CliCommand = {
  register(program, io, done) {
    const group = program
      .command('report')
      .summary('a day, week, month or any period in figures')
      .description('A period in figures, each with its definition: on the terminal, or as PDF, HTML, CSV or JSON.')
      .addHelpText('after', HELP);
    for (const period of REPORT_PERIODS) {
      const command = group.command(period).description(ABOUT[period]);
      if (period === 'custom') {
        command
          .option('--from <time>', 'begin: ISO 8601, epoch milliseconds, or 24h, 7d back')
          .option('--to <time>', 'end, exclusive (default: now)');
      } else command.option('--at <time>', 'any moment in it; a date is a day of the zone');
      withOptions(command)
        .addHelpText('after', HELP)
        .action(async (_: unknown, own: Command) => done(await run(io, period, own.optsWithGlobals())));
    }
  },
};

const withOptions = (command: Command): Command =>
  command
    .option('--zone <zone>', 'days and times are of this zone, as Europe/Berlin (default: of this machine)')
    .option('--site <name...>', 'only hosts at these sites')
    .option('--tag <name...>', 'only hosts with one of these tags')
    .addOption(new Option('--downtime <as>', 'maintenance counts').choices(['exclude', 'good']).default('exclude'))
    .addOption(new Option('--unreachable <as>', 'unreachable counts').choices(['own', 'good', 'bad']).default('own'))
    .addOption(new Option('--format <form>', 'a file of this form').choices([...REPORT_FORMS]))
    .option('--rows <id>', 'CSV of the rows behind figures, by the id that figures name')
    .option('--out <file>', "where to; '-' is standard output (default: a file named after the report)")
    .option('--force', 'write over a file that is there')
    .option('--json', 'one JSON document on standard output');

async function run(io: CliIo, period: ReportPeriodKind, options: Options): Promise<ExitStatus> {
  const [{ askOf }, { openReportSource }, { dataFolder }, { mayWrite, writeOut }] = await Promise.all([
    import('../report-ask.ts'),
    import('../report-source.ts'),
    import('../data-folder.ts'),
    import('../write-new.ts'),
  ]);
  const { json = false, out, force = false, rows = null } = options;
  const form = formOf(options);
  const ask = askOf(period, options, io.clock.now());
  if (out !== undefined) await mayWrite(io, out, force);
  const source = await openReportSource(io, dataFolder(io, options));
  try {
    if (form === null) {
      const { reportText } = await import('../report-print.ts');
      io.stdout.write(reportText(await source.make(ask)));
      return 0;
    }
    const { name, bytes } = await source.file(ask, form, rows);
    const file = json ? '-' : (out ?? name);
    await writeOut(io, file, file === '-' && form === 'csv' ? unmarked(bytes) : bytes, force);
    return 0;
  } finally {
    source.close();
  }
}

/** The mark is for spreadsheets that open a file; a program behind a pipe would take it for part of the first heading. */
const unmarked = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(bytes.subarray(0, 3)).toString('hex') === 'efbbbf' ? bytes.subarray(3) : bytes;

/** Null: a table on the terminal. `--rows` is CSV, `--out yesterday.pdf` is a PDF. */
function formOf({ format, rows, out, json }: Options): ReportForm | null {
  if (json && (format !== undefined || out !== undefined || rows !== undefined)) {
    throw new InputError('--json prints the report on standard output: without --format, --rows and --out');
  }
  if (json) return 'json';
  if (rows !== undefined && format !== undefined && format !== 'csv') {
    throw new InputError(`--rows are of --format csv, not of ${format}`);
  }
  if (rows !== undefined) return 'csv';
  if (format !== undefined || out === undefined) return format ?? null;
  const ending = path.extname(out).slice(1).toLowerCase();
  const known = REPORT_FORMS.find((one) => one === ending);
  if (known) return known;
  throw new InputError(`--out ${out}: which form is it? Add --format ${REPORT_FORMS.join(', ')}`);
}
