// Incidents as files on the command line: written out, taken in. Both go through an engine: the one that runs, or our own.
import type { ExportForm, ImportOutcome } from '../contract/api/incidents.ts';
import type { Client } from '../contract/index.ts';
import { cleanLine } from '../engine/lib/text.ts';
import { type CliIo, type ExitStatus, InputError } from './command.ts';
import { dataFolder } from './data-folder.ts';
import { verifyIncidentText, wholeText } from './journal-verify-export.ts';
import { openEngine } from './local-engine.ts';
import { json } from './print.ts';
import { nameOfFile } from './read-text.ts';
import { mayWrite, writeOut } from './write-new.ts';

interface ExportOptions {
  readonly data?: string;
  readonly form: ExportForm;
  readonly zone?: string;
  readonly out?: string;
  readonly force?: boolean;
}

/** Writes one incident as a file, or to standard output. */
export async function exportIncident(io: CliIo, number: string, options: ExportOptions): Promise<ExitStatus> {
  // Before anything is on record as exported.
  if (options.out !== undefined) await mayWrite(io, options.out, options.force ?? false);
  const engine = await openEngine(io, dataFolder(io, options));
  try {
    const { id } = await engine.client.incidents.get({ incident: number });
    const asked = { incidentId: id, form: options.form, zone: options.zone ?? '' };
    const { name, content, base64 } = await engine.client.incidents.exportFile(asked);
    const bytes = base64 ? Buffer.from(content, 'base64') : Buffer.from(content, 'utf8');
    await writeOut(io, options.out ?? name, bytes, options.force ?? false);
    return 0;
  } finally {
    await engine.close();
  }
}

interface ImportOptions {
  readonly data?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Characters in one message: escaped as JSON in a message they are six times as many at most. */
const PART = 1_000_000;

/** Takes an exported incident in. 1 when its chain is broken: the first entry that does not fit is named. */
export async function importIncident(io: CliIo, file: string, options: ImportOptions): Promise<ExitStatus> {
  const text = await wholeText(io, file);
  const verdict = await verifyIncidentText(text, file, io.signal);
  if (verdict === null)
    throw new InputError('stopped before the end: nothing was taken in', { file: nameOfFile(file) });
  if (!verdict.ok) {
    const { seq, uuid, what, message } = verdict;
    if (options.json) json(io, { ok: false, seq, uuid, what, message });
    io.stderr.write(`${nameOfFile(file)}: ${message} Nothing was taken in.\n`);
    return 1;
  }
  const engine = await openEngine(io, dataFolder(io, options));
  try {
    const outcome = await send(engine.client, text, options.dryRun ?? false);
    print(io, outcome, options);
    return 0;
  } finally {
    await engine.close();
  }
}

async function send(client: Client, text: string, dryRun: boolean): Promise<ImportOutcome> {
  if (text.length <= PART) return client.incidents.importFile({ text, dryRun });
  let upload: string | null = null;
  for (let at = 0; at < text.length; at += PART) {
    upload = (await client.incidents.importPart({ upload, text: text.slice(at, at + PART) })).upload;
  }
  return client.incidents.importFile({ upload, dryRun });
}

function print(io: CliIo, outcome: ImportOutcome, { dryRun, json: asJson }: ImportOptions): void {
  const { number, title, entries, attachments, warnings } = outcome;
  if (asJson) {
    json(io, { ok: true, dry_run: dryRun ?? false, number, title, entries, attachments, warnings });
    return;
  }
  for (const warning of warnings) io.stderr.write(`${cleanLine(warning, 2_000)}\n`);
  const figures = `${entries} ${entries === 1 ? 'entry' : 'entries'}, ${attachments} ${attachments === 1 ? 'file' : 'files'}`;
  const said = dryRun ? `Would be taken in as ${number}` : `Taken in as ${number}`;
  io.stdout.write(`${said}: ${cleanLine(title)} (${figures}).${dryRun ? ' Nothing was changed.' : ''}\n`);
}
