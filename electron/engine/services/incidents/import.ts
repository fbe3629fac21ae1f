// Takes an exported incident in: all of it or nothing. First it is walked and parsed, in steps, so that monitoring goes on;
// then it is written in one transaction, appended to the journal of this place.
import type { ImportOutcome } from '../../../contract/api/incidents.ts';
import type { IncidentId } from '../../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../../contract/model/journal.ts';
import { fileName } from '../../core/timeline-files.ts';
import { conflict, invalid, Refusal } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { World } from '../world.ts';
import type { IncidentBook } from './book.ts';
import { contentOf, walkExport } from './export-verify.ts';
import { type ImportedDocument, readDocument, walkableDocument } from './import-document.ts';
import { importedEntry, importedRow, warningsOf } from './import-write.ts';
import { nameOf } from './incident-gathering.ts';

export interface ImportOptions {
  readonly store: Store;
  readonly world: World;
  readonly book: IncidentBook;
  readonly clock: { now(): number };
}

/** Throws a Refusal in words, with the path or the entry, and nothing is changed. */
export async function importIncident(
  options: ImportOptions,
  text: string,
  dryRun: boolean,
  actor: Actor,
): Promise<ImportOutcome> {
  const { store, world, book, clock } = options;
  const document = await read(text);
  const { incident, entries, payloads } = document;
  refuseTwice(store, incident.id, incident.number);
  const figures = {
    title: incident.title,
    entries: entries.length,
    attachments: payloads.filter(({ name, state }) => name !== undefined && state === 'kept').length,
    warnings: warningsOf(document, world),
  };
  if (dryRun) return { incident: null, number: book.nextNumber(clock.now()), ...figures };
  const by = nameOf(actor);
  const [written] = book.write((at) => {
    // Again: while it was read, another window may have been quicker.
    refuseTwice(store, incident.id, incident.number);
    const number = book.nextNumber(at);
    writePayloads(store, document, at);
    appendEntries(options, document, by, at);
    const after = importedRow(document, world, { number, at, by });
    return [{ before: null, after, entries: [arrival(document, number, actor, at)] }];
  });
  return { incident: written ?? null, number: written?.number ?? '', ...figures };
}

/** Parsed, walked along its chain, parsed again as rows. */
async function read(text: string): Promise<ImportedDocument> {
  const value = parsedJson(text);
  try {
    const document = walkableDocument(value);
    const report = await walkExport(document);
    if (report && !report.ok) {
      throw invalid([
        { path: report.uuid === null ? 'chain' : `entry ${report.seq} (${report.uuid})`, message: report.message },
      ]);
    }
    const steps = readDocument(value);
    for (let count = 1; ; count += 1) {
      const step = steps.next();
      if (step.done) return step.value;
      if (count % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof RangeError)) throw error;
    throw invalid([{ path: 'text', message: 'it is nested deeper than any export' }]);
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch (error) {
    throw invalid([{ path: 'text', message: `this is not JSON: ${(error as Error).message}` }]);
  }
}

function refuseTwice(store: Pick<Store, 'incidents'>, id: IncidentId, number: string): void {
  const known = store.incidents.get(id);
  if (known) {
    throw conflict([
      { path: 'incident', message: `${number} is here already, as ${known.number}: an incident is taken in once` },
    ]);
  }
}

function writePayloads(store: Pick<Store, 'payloads'>, { payloads }: ImportedDocument, at: number): void {
  for (const payload of payloads) {
    const { sha256, bytes, name = null, type = null, salt = '' } = payload;
    const content = payload.state === 'kept' ? contentOf(payload as Parameters<typeof contentOf>[0]) : null;
    store.payloads.restore(
      { sha256, bytes, name: name === null ? null : fileName(name), type, salt: Buffer.from(salt, 'hex'), content },
      at,
    );
  }
}

/** In the order they had; those that point at others come behind them, so that what they point at has its name here. */
function appendEntries(
  { store, world }: ImportOptions,
  { incident, entries }: ImportedDocument,
  by: string,
  at: number,
): void {
  const uuids = new Map<string, string>();
  const seqs = new Map<number, number>();
  const here = { uuidOf: (there: string) => uuids.get(there), seqOf: (there: number) => seqs.get(there) };
  let waiting: { draft: EntryDraft; seq: number; uuid: string }[] = [];
  const flush = (): void => {
    const written = store.journal.append(
      waiting.map(({ draft }) => draft),
      at,
    );
    for (const [place, { uuid, seq }] of written.entries()) {
      const there = waiting[place];
      if (!there) continue;
      uuids.set(there.uuid, uuid);
      seqs.set(there.seq, seq);
    }
    waiting = [];
  };
  for (const entry of entries) {
    const points = entry.corrects !== undefined || entry.kind === 'pin' || entry.kind === 'redaction';
    if (points || waiting.length >= 500) flush();
    waiting.push({ draft: importedEntry(entry, incident.id, here, world, by), seq: entry.seq, uuid: entry.uuid });
  }
  flush();
}

/** What this place says of it. */
function arrival(
  { incident, entries, chain, hosts, rootHost }: ImportedDocument,
  number: string,
  actor: Actor,
  at: number,
): EntryDraft {
  const from = {
    number: incident.number,
    entries: entries.length,
    head: chain.last,
    journal: chain.journal,
    hosts,
    rootHost,
  };
  return {
    kind: 'export',
    occurredAt: at,
    actor,
    text: `Brought in as ${number}: ${incident.number} of another Watchfloor, ${entries.length} entries, head of its chain ${chain.last.slice(0, 12)}…`,
    data: { form: 'import', ...JSON.parse(JSON.stringify(from)) },
  };
}
