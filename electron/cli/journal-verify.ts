// Walks the journal's hash chain, of a database or of an export, in slices: memory stays flat over a million entries, a
// running engine is not held up, and the walk can be stopped between two slices.
import { z } from 'zod';
import type { Entry } from '../contract/model/journal.ts';
import { BEFORE_FIRST, type ChainReport, verifyChain } from '../engine/store/journal-chain.ts';
import type { Store } from '../engine/store/open.ts';
import type { CliIo } from './command.ts';
import { isIncidentExport, verifyIncidentExport } from './journal-verify-export.ts';
import { parseWith, readJsonLines } from './json-lines.ts';

/** About 20 ms of work. */
const SLICE = 2_000;

/** `entries`: how many there are, where `seq` does not say it. `line`: where in a file the entry that does not fit stands. Null: the walk was stopped. */
export type Verdict = (ChainReport & { readonly line?: number; readonly entries?: number }) | null;

export async function verifyDatabase(store: Store, signal: AbortSignal): Promise<Verdict> {
  let head = BEFORE_FIRST;
  for (;;) {
    if (signal.aborted) return null;
    const report = verifyChain(store.journal.after(head.seq, SLICE), head);
    if (!report.ok || report.head.seq === head.seq) return report;
    head = report.head;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Of an export: an incident's JSON, or JSON lines, each an entry with all its fields, from the first on. */
export async function verifyFile(io: CliIo, file: string): Promise<Verdict> {
  if (await isIncidentExport(io, file)) return verifyIncidentExport(io, file);
  let head = BEFORE_FIRST;
  let slice: { readonly entry: Entry; readonly line: number }[] = [];
  const verifySlice = (): ChainReport & { readonly line?: number } => {
    const report = verifyChain(
      slice.map(({ entry }) => entry),
      head,
    );
    const line = report.ok ? undefined : slice[report.seq - head.seq - 1]?.line;
    return line === undefined ? report : { ...report, line };
  };
  for await (const line of readJsonLines(io, file)) {
    parseWith(entryLine, line, line.value);
    slice.push({ entry: line.value as unknown as Entry, line: line.line });
    if (slice.length < SLICE) continue;
    const report = verifySlice();
    if (!report.ok) return report;
    head = report.head;
    slice = [];
  }
  return io.signal.aborted ? null : verifySlice();
}

/** Only what says that a line is an entry of a journal at all: for its content the hash vouches, and nothing else does. */
const entryLine = z.object({ seq: z.number(), prevHash: z.string(), hash: z.string() });
