// `watchfloor journal`: the history as a log or as an export, and its hash chain walked.
import type { Command } from 'commander';
import { ENTRY_KINDS, type Entry, type EntryKind } from '../../contract/model/journal.ts';
import type { Store } from '../../engine/store/open.ts';
import { type CliCommand, type CliIo, type ExitStatus, InputError } from '../command.ts';
import { dataFolder, openForReading } from '../data-folder.ts';
import { entryText, type JournalOptions, matches, wantedOf } from '../journal-filter.ts';
import { verifyDatabase, verifyFile } from '../journal-verify.ts';
import { createLineWriter, json } from '../print.ts';
import { nameOfFile } from '../read-text.ts';

const LIST_HELP = `
Prints the newest entries that fit, the oldest of them first, like a log; times are UTC. With --json each entry stands on a
line with all its fields and hashes: with --all, and nothing else named, that is an export which "journal verify" reads.

Examples:
  watchfloor journal list --host web1 --from 24h
  watchfloor journal list --kind alert --kind acknowledgement --limit 200
  watchfloor journal list --all --json > journal.jsonl

Kinds: ${ENTRY_KINDS.join(', ')}.`;

const VERIFY_HELP = `
Each entry's hash covers the entry and the one before it, so an entry that was changed, removed or moved is found. Only a cut
end is not: for that, compare the head printed here with one noted earlier (in a hand-over, say).
Exit status: 0 whole, 1 broken (the first place is named), 2 the file is no journal.

Examples:
  watchfloor journal verify
  watchfloor journal verify journal.jsonl --json
  watchfloor journal verify "INC-2026-0042 core switch down.json"`;

const MOST_LISTED = 100_000;
/** Entries read at once; a running engine is not held up in between. */
const SLICE = 2_000;

interface ListOptions extends JournalOptions {
  readonly data?: string;
  readonly limit: number;
  readonly all?: boolean;
  readonly json?: boolean;
}

export const journal: CliCommand = {
  register(program, io, done) {
    const group = program
      .command('journal')
      .description('the history: everything that happened, was decided and was done')
      .addHelpText('after', '\nExample:\n  watchfloor journal list --from 8h');
    registerList(group, io, done);
    group
      .command('verify')
      .description('walks the hash chain of the database, or of an export')
      .argument('[file]', "an export (journal list --all --json, incident export --format json); '-' is standard input")
      .option('--json', 'one JSON object')
      .addHelpText('after', VERIFY_HELP)
      .action(async (file: string | undefined, _: unknown, command: Command) => {
        done(await verify(io, file, command.optsWithGlobals()));
      });
  },
};

function registerList(group: Command, io: CliIo, done: (status: ExitStatus) => void): void {
  group
    .command('list')
    .description('entries of the journal')
    .option('--host <name>', 'only of this host; of a removed one by its id')
    .option('--check <host/check>', 'only of this check; its name alone is enough beside --host')
    .option('--kind <kind>', 'only of this kind; may be given several times', gatherKinds)
    .option('--from <time>', 'from when on it happened: ISO 8601, epoch milliseconds, or 24h, 7d')
    .option('--to <time>', 'until when, exclusive')
    .option('--limit <n>', 'at most so many, the newest', limitOf, 50)
    .option('--all', 'all that fit, instead of the newest')
    .option('--json', 'one JSON object a line, with all fields')
    .addHelpText('after', LIST_HELP)
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<ListOptions>();
      const store = await openForReading(dataFolder(io, options), io.clock);
      try {
        await list(io, store, options);
      } finally {
        store.close();
      }
      done(0);
    });
}

async function list(io: CliIo, store: Store, options: ListOptions): Promise<void> {
  const wanted = wantedOf(options, store, io.clock.now());
  const writer = createLineWriter(io.stdout);
  const print = (entry: Entry) => writer.line(options.json ? JSON.stringify(entry) : entryText(entry));
  if (!options.all) {
    for (const entry of store.journal.list({ ...wanted, limit: options.limit }).toReversed()) await print(entry);
  }
  for (let seq = 0, more = options.all ?? false; more && !io.signal.aborted; ) {
    more = false;
    for (const entry of store.journal.after(seq, SLICE)) {
      more = true;
      seq = entry.seq;
      if (matches(entry, wanted)) await print(entry);
    }
  }
  await writer.flush();
}

async function verify(
  io: CliIo,
  file: string | undefined,
  options: { readonly data?: string; readonly json?: boolean },
): Promise<ExitStatus> {
  const verdict = file === undefined ? await verifyData(io, options) : await verifyFile(io, file);
  if (verdict === null) {
    io.stderr.write('stopped before the end: nothing can be said\n');
    return 2;
  }
  if (verdict.ok) {
    const { entries = verdict.head.seq, head } = verdict;
    if (options.json) json(io, { ok: true, entries, head: head.hash });
    else io.stdout.write(`The chain is whole: ${entries} ${entries === 1 ? 'entry' : 'entries'}, head ${head.hash}\n`);
    return 0;
  }
  const { seq, uuid, what, message, line } = verdict;
  if (options.json) json(io, { ok: false, seq, uuid, what, message, ...(line === undefined ? {} : { line }) });
  const place = file !== undefined && line !== undefined ? `${nameOfFile(file)}:${line}:1: ` : '';
  io.stderr.write(`${place}${message} What stands before it is whole.\n`);
  return 1;
}

async function verifyData(io: CliIo, options: { readonly data?: string }) {
  const store = await openForReading(dataFolder(io, options), io.clock);
  try {
    return await verifyDatabase(store, io.signal);
  } finally {
    store.close();
  }
}

function gatherKinds(kind: string, before: readonly EntryKind[] = []): readonly EntryKind[] {
  const known = ENTRY_KINDS.find((one) => one === kind);
  if (!known) throw new InputError(`--kind ${kind}: not a kind of entry; known are ${ENTRY_KINDS.join(', ')}`);
  return [...before, known];
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_LISTED) return limit;
  throw new InputError(`--limit ${text}: must be a whole number from 1 to ${MOST_LISTED}; --all takes no limit`);
}
