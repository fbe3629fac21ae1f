// `watchfloor runbook lint` and `list` at work: reads files, judges them, prints.
import type { Runbook, RunbookFinding } from '../contract/model/runbook.ts';
import { freshnessOf } from '../engine/core/run-freshness.ts';
import { shippedRunbooks } from '../engine/lib/shipped-runbooks.ts';
import { type JudgedFile, judgeFiles, readRunbook } from '../engine/runbook-format/index.ts';
import type { LintFacts } from '../engine/runbook-format/reading.ts';
import { inventoryFacts, kindFacts } from '../engine/services/runbooks/library-facts.ts';
import { createWorld } from '../engine/services/world.ts';
import { type CliIo, type ExitStatus, InputError } from './command.ts';
import { dataFolder, openForReading } from './data-folder.ts';
import { json } from './print.ts';
import { type NamedText, neighbours, runbookTexts } from './runbook-files.ts';
import { countsText, findingLine, type ListedRunbook, listText } from './runbook-print.ts';

export interface LintOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

export async function lintPaths(io: CliIo, paths: readonly string[], options: LintOptions): Promise<ExitStatus> {
  const files = await runbookTexts(io, paths);
  const judged = await judge(io, files, options);
  const findings = judged.flatMap((one) => one.findings);
  const errors = count(findings, 'error');
  const warnings = count(findings, 'warning');
  if (options.json) json(io, { files: judged.length, errors, warnings, findings });
  else {
    for (const finding of findings) io.stderr.write(findingLine(finding));
    io.stdout.write(countsText(judged.length, errors, warnings));
  }
  return errors > 0 || (options.strict === true && warnings > 0) ? 1 : 0;
}

async function judge(io: CliIo, files: readonly NamedText[], options: LintOptions): Promise<readonly JudgedFile[]> {
  const facts: LintFacts = { now: io.clock.now(), ...kindFacts, ...(await inventory(io, options)) };
  const known = runbooksOf(await shippedTexts(io));
  const judged = judgeFiles(files, { ...facts, runbooks: known });
  const isLacking = judged.some(({ findings }) => findings.some(({ rule }) => LOOKS_ELSEWHERE.has(rule)));
  if (!isLacking) return judged;
  // A single file of a library calls others that were not named: they lie beside it.
  const beside = runbooksOf(
    await neighbours(
      io,
      files.map(({ file }) => file),
    ),
  );
  return judgeFiles(files, { ...facts, runbooks: new Map([...known, ...beside]) });
}

const LOOKS_ELSEWHERE = new Set(['no-such-runbook', 'dead-link']);

/** Of the data folder that was asked for; without one the names of the inventory are not judged. */
async function inventory(io: CliIo, options: LintOptions): Promise<Partial<LintFacts>> {
  if (options.data === undefined) return {};
  const store = await openForReading(dataFolder(io, options), io.clock);
  try {
    return { ...inventoryFacts(createWorld(store.inventory.hosts(), store.inventory.checks())), missing: 'error' };
  } finally {
    store.close();
  }
}

async function shippedTexts(io: CliIo): Promise<readonly NamedText[]> {
  const folder = shippedRunbooks(io.env);
  return folder === null ? [] : runbookTexts(io, [folder]).catch(() => []);
}

const runbooksOf = (files: readonly NamedText[]): ReadonlyMap<string, Runbook> =>
  new Map(
    files.flatMap(({ file, text }) => {
      const { runbook } = readRunbook(text, file);
      return runbook ? [[runbook.id, runbook] as const] : [];
    }),
  );

const count = (findings: readonly RunbookFinding[], severity: RunbookFinding['severity']): number =>
  findings.filter((finding) => finding.severity === severity).length;

export interface ListOptions {
  readonly folder?: readonly string[];
  readonly json?: boolean;
}

export async function listRunbooks(io: CliIo, options: ListOptions): Promise<ExitStatus> {
  const shipped = shippedRunbooks(io.env);
  const folders = options.folder ?? (shipped === null ? [] : [shipped]);
  if (folders.length === 0) throw new InputError('no library ships with this program: name a folder with --folder');
  const files = await runbookTexts(io, folders);
  const rows = (await judge(io, files, {})).map((judged) => listed(judged, io.clock.now()));
  rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  if (options.json) json(io, { runbooks: rows });
  else io.stdout.write(listText(rows));
  return 0;
}

function listed({ file, reading, findings }: JudgedFile, now: number): ListedRunbook {
  const { runbook } = reading;
  const { freshness, reviewInDays } = freshnessOf(runbook?.review ?? null, now);
  return {
    id: reading.id,
    title: reading.title,
    owner: runbook?.owner ?? '',
    state: runbook?.state ?? '',
    steps: runbook?.steps.length ?? 0,
    freshness: runbook?.review ? freshness : '',
    reviewInDays,
    hash: reading.hash,
    file,
    errors: count(findings, 'error'),
    warnings: count(findings, 'warning'),
  };
}
