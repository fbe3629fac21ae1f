// Files as drafts: to standard output, into a folder, or as JSON; findings go to standard error. One file that cannot be read
// keeps no other from being imported.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunbookImport } from '../contract/model/runbook.ts';
import { importRunbooks } from '../engine/importers/runbooks/index.ts';
import { cleanLine } from '../engine/lib/text.ts';
import { type CliIo, type ExitStatus, InputError } from './command.ts';
import { json } from './print.ts';
import { nameOfFile, readText } from './read-text.ts';

export interface ImportOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** Bytes; an import refuses what is longer than it could ever be, and reading stops there. */
const MAX_CHARS = 16_000_000;

interface Outcome {
  readonly drafts: readonly RunbookImport[];
  /** Why the file cannot be read, as `file: why`; null: it was. */
  readonly unreadable: string | null;
}

export async function importFiles(io: CliIo, files: readonly string[], options: ImportOptions): Promise<ExitStatus> {
  const outcomes: Outcome[] = [];
  for (const file of files) outcomes.push(await outcomeOf(io, file));
  const drafts = outcomes.flatMap((outcome) => outcome.drafts);
  if (options.json) for (const draft of drafts) json(io, answerOf(draft));
  else tell(io, outcomes, options);
  const written = options.out === undefined ? true : await writeAll(io, drafts, options.out, options.json === true);
  if (outcomes.some(({ unreadable }) => unreadable !== null)) return 2;
  return written && drafts.every(({ draft }) => draft !== '') ? 0 : 1;
}

/** Exactly what spec/command-line.md promises. */
const answerOf = ({ file, draft, steps, commands, inputs, findings }: RunbookImport) => ({
  file,
  draft,
  steps,
  commands,
  inputs,
  findings: findings.map(({ line, what }) => ({ line, what })),
});

async function outcomeOf(io: CliIo, file: string): Promise<Outcome> {
  try {
    let text = '';
    for await (const part of readText(io, file)) {
      text += part;
      if (text.length > MAX_CHARS) break;
    }
    return { drafts: importRunbooks(nameOfFile(file), text), unreadable: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const what = error.message.slice(nameOfFile(file).length + 2);
    const nothing = { file: nameOfFile(file), draft: '', name: '', title: '', steps: 0, commands: 0, inputs: [] };
    return { drafts: [{ ...nothing, findings: [{ line: 1, what }] }], unreadable: error.message };
  }
}

function tell(io: CliIo, outcomes: readonly Outcome[], { out }: ImportOptions): void {
  for (const { drafts, unreadable } of outcomes) {
    if (unreadable !== null) {
      io.stderr.write(`${unreadable}\n`);
      continue;
    }
    for (const { file, findings, draft } of drafts) {
      for (const { line, what } of findings) io.stderr.write(`${file}:${line}: ${cleanLine(what, 500)}\n`);
      if (draft === '') io.stderr.write(`${file}: no draft was made of it.\n`);
    }
  }
  if (out !== undefined) return;
  const texts = outcomes.flatMap(({ drafts }) => drafts.map(({ draft }) => draft).filter((draft) => draft !== ''));
  io.stdout.write(texts.join('---\n'));
}

/** Never over a file that was there; two drafts of the same name from one command line get names of their own. */
async function writeAll(io: CliIo, drafts: readonly RunbookImport[], out: string, quiet: boolean): Promise<boolean> {
  const folder = path.resolve(io.cwd, out);
  const mine = new Set<string>();
  let all = true;
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new InputError(`cannot be used as a folder: ${(error as Error).message}`, { file: out });
  }
  for (const { draft, name } of drafts) {
    if (draft === '') continue;
    let given = name;
    for (let count = 2; mine.has(given); count += 1) given = name.replace(/\.yaml$/, `-${count}.yaml`);
    mine.add(given);
    const shown = path.join(out, given);
    try {
      await writeFile(path.join(folder, given), draft, { flag: 'wx' });
      if (!quiet) io.stdout.write(`Written: ${shown}\n`);
    } catch (error) {
      all = false;
      const { code, message } = error as NodeJS.ErrnoException;
      const why =
        code === 'EEXIST'
          ? 'is there already, and was kept as it is: move it, or choose another folder'
          : `could not be written: ${message}`;
      io.stderr.write(`${shown} ${why}\n`);
    }
  }
  return all;
}
