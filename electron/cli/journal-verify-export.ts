// `journal verify FILE` on an exported incident: told from a journal by its beginning, walked as an import walks it, and
// answered in the same shape.
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { IncidentDocument } from '../engine/exporters/incident-json.ts';
import { Refusal } from '../engine/lib/refusal.ts';
import { type CliIo, InputError } from './command.ts';
import type { Verdict } from './journal-verify.ts';
import { nameOfFile, readText } from './read-text.ts';

/** Looked at to tell what a file is. */
const PEEK_BYTES = 64 * 1024;
/** As an import has it. */
const LONGEST = 200_000_000;
/** Entries of a journal have it, if at all, behind a backslash: it stands inside a text there. */
const MARK = /(?<!\\)"watchfloor"\s*:\s*"incident"/;

/** Whether a file (or standard input) holds an exported incident. Nothing of standard input is lost. */
export async function isIncidentExport(io: Pick<CliIo, 'stdin' | 'cwd' | 'signal'>, file: string): Promise<boolean> {
  const text = file === '-' ? await peekInput(io) : await peekFile(path.resolve(io.cwd, file));
  const [first = ''] = text.split('\n', 1);
  // Somebody's tool may have put the members in another order, each on a line: that is no line of a journal.
  return MARK.test(text) || /^\ufeff?\s*\{\s*$/.test(first);
}

async function peekFile(file: string): Promise<string> {
  // What cannot be read is told by whoever reads it whole.
  const handle = await open(file).catch(() => null);
  if (!handle) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(PEEK_BYTES), 0, PEEK_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  } finally {
    await handle.close();
  }
}

async function peekInput({ stdin, signal }: Pick<CliIo, 'stdin' | 'signal'>): Promise<string> {
  const ended = once(stdin, 'end', { signal }).catch(() => {});
  while (!stdin.readableEnded && !signal.aborted) {
    const chunk: unknown = stdin.read();
    if (chunk !== null) {
      stdin.unshift(chunk);
      return typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('utf8', 0, PEEK_BYTES);
    }
    await Promise.race([once(stdin, 'readable', { signal }).catch(() => {}), ended]);
  }
  return '';
}

/** The text of a file that is read whole; throws an InputError for one that is longer than any export. */
export async function wholeText(io: Pick<CliIo, 'stdin' | 'cwd' | 'signal'>, file: string): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const part of readText(io, file)) {
    parts.push(part);
    length += part.length;
    if (length > LONGEST) throw new InputError(`longer than ${LONGEST} characters`, { file: nameOfFile(file) });
  }
  return parts.join('');
}

/** Walks it. Null: stopped before the end. Throws an InputError for what is no export. */
export async function verifyIncidentExport(io: CliIo, file: string): Promise<Verdict> {
  const text = await wholeText(io, file);
  if (io.signal.aborted) return null;
  return verifyIncidentText(text, file, io.signal);
}

/** As `verifyIncidentExport`, of a text that was read. */
export async function verifyIncidentText(text: string, file: string, signal: AbortSignal): Promise<Verdict> {
  const [{ walkExport }, { walkableDocument }] = await Promise.all([
    import('../engine/services/incidents/export-verify.ts'),
    import('../engine/services/incidents/import-document.ts'),
  ]);
  const document = documentIn(text, file, walkableDocument);
  const report = await walkExport(document, signal);
  return report;
}

function documentIn(text: string, file: string, walkable: (value: unknown) => IncidentDocument): IncidentDocument {
  try {
    return walkable(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new InputError(`this is not JSON: ${error.message}`, placeOf(file, text, error));
    if (!(error instanceof Refusal)) throw error;
    const { fields } = error.data as {
      readonly fields: readonly { readonly path: string; readonly message: string }[];
    };
    const said = fields.map(({ path: at, message }) => (at === 'text' ? message : `${at}: ${message}`)).join('; ');
    throw new InputError(said, { file: nameOfFile(file) });
  }
}

/** V8 names the place as 'position 123'; some messages name none. */
function placeOf(
  file: string,
  text: string,
  { message }: SyntaxError,
): { file: string; line?: number; column?: number } {
  const [, at] = /position (\d+)/.exec(message) ?? [];
  if (at === undefined) return { file: nameOfFile(file) };
  const before = text.slice(0, Number(at)).split('\n');
  return { file: nameOfFile(file), line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
