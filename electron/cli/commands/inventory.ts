// `watchfloor inventory lint|import|export FILE`: the inventory as a file. Through the engine that runs on the data folder;
// without one it takes the folder's lock for as long as it takes, and probes nothing.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { z } from 'zod';
import { CSV_FIELDS, type CsvField, type importInput } from '../../contract/api/inventory.ts';
import type { ImportReport } from '../../contract/model/inventory-change.ts';
import { type CliCommand, type CliIo, type ExitStatus, InputError } from '../command.ts';
import { nameOfFile, readText } from '../read-text.ts';

interface Options {
  readonly data?: string;
  readonly format?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly replace?: boolean;
  readonly skipBad?: boolean;
  readonly columns?: string;
  readonly force?: boolean;
}

type ImportInput = z.infer<typeof importInput>;

export const inventory: CliCommand = {
  register(program, io, done) {
    const group = program
      .command('inventory')
      .summary('check, import and export the inventory as a file')
      .description('The inventory as a file: YAML that imports to exactly the same, or CSV with a row for each host.')
      .addHelpText('after', '\nExample:\n  watchfloor inventory export - > hosts.yaml');
    registerLint(group, io, done);
    registerImport(group, io, done);
    registerExport(group, io, done);
  },
};

type Done = (status: ExitStatus) => void;
const FORMAT = 'yaml or csv (default: by the name of the file, else yaml)';

function registerLint(group: Command, io: CliIo, done: Done): void {
  group
    .command('lint')
    .description('Says what is wrong in a file, each with its line and column. Ends with 1 when there are errors.')
    .argument('<file>', "the file; '-' is standard input")
    .option('--format <format>', FORMAT)
    .option('--columns <list>', 'CSV: what columns mean, as heading=field,…')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  watchfloor inventory lint hosts.yaml')
    .action(async (file: string, _options, command) => done(await lint(file, command.optsWithGlobals(), io)));
}

function registerImport(group: Command, io: CliIo, done: Done): void {
  group
    .command('import')
    .description(
      'Takes a file in: all of it or, when anything in it is wrong, nothing. Hosts that it does not name stay. Ends with 1 when findings kept it out.',
    )
    .argument('<file>', "the file; '-' is standard input")
    .option('--dry-run', 'show what would change, change nothing')
    .option('--replace', 'remove hosts and templates that the file does not name')
    .option('--skip-bad', 'leave bad entries out, take the rest')
    .option('--format <format>', FORMAT)
    .option('--columns <list>', `CSV: what columns mean, as heading=field,… (${CSV_FIELDS.filter(Boolean).join(', ')})`)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  watchfloor inventory import hosts.yaml --dry-run\n  watchfloor inventory import cmdb.csv --columns "IP=address,Rack=asset.location"',
    )
    .action(async (file: string, _options, command) => done(await importFile(file, command.optsWithGlobals(), io)));
}

function registerExport(group: Command, io: CliIo, done: Done): void {
  group
    .command('export')
    .description('Writes the whole inventory as YAML. Secrets stay behind: only references to them are written.')
    .argument('<file>', "the file; '-' is standard output")
    .option('--force', 'write over a file that is there')
    .addHelpText('after', '\nExample:\n  watchfloor inventory export hosts.yaml')
    .action(async (file: string, _options, command) => done(await exportFile(file, command.optsWithGlobals(), io)));
}

async function lint(file: string, options: Options, io: CliIo): Promise<ExitStatus> {
  const [{ lintInventory }, { probeKinds }, { findingLine }, { json }] = await Promise.all([
    import('../../engine/importers/index.ts'),
    import('../../engine/probes/index.ts'),
    import('../inventory-print.ts'),
    import('../print.ts'),
  ]);
  const columns = columnsOf(options.columns);
  const findings = lintInventory(await textOf(io, file), formatOf(file, options.format), {
    kinds: probeKinds,
    ...(columns && { columns }),
  });
  const errors = findings.filter((finding) => finding.level === 'error').length;
  if (options.json) json(io, { file: nameOfFile(file), errors, findings });
  else for (const finding of findings) io.stderr.write(findingLine(nameOfFile(file), finding));
  if (!options.json && findings.length === 0) io.stdout.write(`${nameOfFile(file)}: nothing to find.\n`);
  return errors > 0 ? 1 : 0;
}

async function importFile(file: string, options: Options, io: CliIo): Promise<ExitStatus> {
  const columns = columnsOf(options.columns);
  const input: ImportInput = {
    format: formatOf(file, options.format),
    text: await textOf(io, file),
    mode: options.replace ? 'replace' : 'merge',
    dryRun: options.dryRun ?? false,
    skipBad: options.skipBad ?? false,
    ...(columns && { columns }),
  };
  const report = await takeIn(input, options, io);
  await print(report, file, options, io);
  const kept = !report.applied && !input.dryRun;
  const wrong = report.findings.some((finding) => finding.level === 'error');
  return kept || (input.dryRun && wrong) ? 1 : 0;
}

/** By the engine that runs on the folder, else by one of our own that probes nothing. */
async function takeIn(input: ImportInput, options: Options, io: CliIo): Promise<ImportReport> {
  const [{ connectEngine, operatorName }, { dataFolder }] = await Promise.all([
    import('../engine-client.ts'),
    import('../data-folder.ts'),
  ]);
  const folder = dataFolder(io, options);
  const connection = await connectEngine(folder);
  if (connection) {
    try {
      return await connection.client.inventory.importFile(input);
    } finally {
      connection.close();
    }
  }
  if (input.dryRun) return preview(input, folder, io);
  const { startEngine } = await import('../../engine/engine.ts');
  const log = { info() {}, error: (message: string) => void io.stderr.write(`${message}\n`) };
  const asked = { folder, version: io.version, log, keychain: null, clock: io.clock, paused: true, watchSelf: false };
  const engine = await startEngine(asked);
  try {
    return await engine.inventory.importFile(input, { type: 'operator', name: operatorName() });
  } finally {
    await engine.stop();
  }
}

async function preview(input: ImportInput, folder: string, io: CliIo): Promise<ImportReport> {
  const [{ previewImport }, { openForReading }] = await Promise.all([
    import('../inventory-preview.ts'),
    import('../data-folder.ts'),
  ]);
  // The first file of a new folder: everything in it would be added.
  const store = existsSync(path.join(folder, 'watchfloor.db')) ? await openForReading(folder, io.clock) : null;
  try {
    return await previewImport(input, { store, clock: io.clock });
  } finally {
    store?.close();
  }
}

async function print(report: ImportReport, file: string, options: Options, io: CliIo): Promise<void> {
  const [{ changeLines, findingLine }, { json }] = await Promise.all([
    import('../inventory-print.ts'),
    import('../print.ts'),
  ]);
  if (options.json) return json(io, report);
  for (const finding of report.findings) io.stderr.write(findingLine(nameOfFile(file), finding));
  for (const change of report.changes) io.stdout.write(changeLines(change));
  const count = (action: string): number => report.changes.filter((change) => change.action === action).length;
  const figures = `${count('add')} added, ${count('change')} changed, ${count('remove')} removed, ${report.unchanged} as they were`;
  if (report.applied) io.stdout.write(`Taken in: ${figures}.\n`);
  else if (options.dryRun) io.stdout.write(`Would be: ${figures}. Nothing was changed.\n`);
  else io.stderr.write('Nothing was changed.\n');
}

async function exportFile(file: string, options: Options, io: CliIo): Promise<ExitStatus> {
  const text = await inventoryText(options, io);
  if (file === '-') {
    io.stdout.write(text);
    return 0;
  }
  try {
    await writeFile(path.resolve(io.cwd, file), text, { flag: options.force ? 'w' : 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'is there already; --force writes over it' : `could not be written: ${message}`;
    throw new InputError(why, { file });
  }
  io.stdout.write(`Written: ${file}\n`);
  return 0;
}

async function inventoryText(options: Options, io: CliIo): Promise<string> {
  const [{ connectEngine }, { dataFolder, openForReading }, { exportText }, { createWorld }] = await Promise.all([
    import('../engine-client.ts'),
    import('../data-folder.ts'),
    import('../../engine/services/inventory-export.ts'),
    import('../../engine/services/world.ts'),
  ]);
  const folder = dataFolder(io, options);
  const connection = await connectEngine(folder);
  if (connection) {
    try {
      return (await connection.client.inventory.exportFile({})).text;
    } finally {
      connection.close();
    }
  }
  const store = await openForReading(folder, io.clock);
  try {
    const world = createWorld(store.inventory.hosts(), store.inventory.checks());
    for (const template of store.templates.list()) world.templates.set(template.id, template);
    return exportText(world);
  } finally {
    store.close();
  }
}

async function textOf(io: CliIo, file: string): Promise<string> {
  let text = '';
  for await (const part of readText(io, file)) text += part;
  return text;
}

function formatOf(file: string, asked: string | undefined): 'yaml' | 'csv' {
  if (asked === undefined) return /\.csv$/i.test(file) ? 'csv' : 'yaml';
  if (asked === 'yaml' || asked === 'csv') return asked;
  throw new InputError(`--format must be yaml or csv, not "${asked}"`);
}

/** 'IP=address,Rack=asset.location'; a heading may hold an equals sign, a field does not. */
function columnsOf(list: string | undefined): Record<string, CsvField> | undefined {
  if (list === undefined) return undefined;
  const pairs = list.split(',').map((part): [string, CsvField] => {
    const cut = part.lastIndexOf('=');
    const field = CSV_FIELDS.find((one) => one === part.slice(cut + 1).trim());
    if (cut < 1 || field === undefined) {
      throw new InputError(
        `--columns: "${part}" must be heading=field, with a field of ${CSV_FIELDS.filter(Boolean).join(', ')}`,
      );
    }
    return [part.slice(0, cut).trim(), field];
  });
  return Object.fromEntries(pairs);
}
