// What people put on a timeline: notes, decisions, files, corrections, pins, redactions. Each is one entry, or several that
// stand and fall together; nothing that is there is changed.
import type { IncidentId } from '../../../contract/model/ids.ts';
import type { Actor, Entry, EntryDraft } from '../../../contract/model/journal.ts';
import { conflict, invalid, notFound } from '../../lib/refusal.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { Store } from '../../store/open.ts';
import type { StoredFile } from '../../store/payloads.ts';
import type { IncidentBook } from './book.ts';
import type { ContractInput } from './inputs.ts';
import { INCIDENT_TEXTS, indexEntry } from './timeline-index.ts';
import { payloadsOf } from './timeline-marks.ts';
import { attachmentEntry, correctionEntry, noteEntry, pinEntry, redactionEntry } from './timeline-words.ts';

/** As long before now may a note say that something happened: ten years. */
const LONGEST_AGO_MS = 10 * 365 * 86_400_000;

export interface Notes {
  note(input: ContractInput<'note'>, actor: Actor): { seq: number };
  attach(input: ContractInput<'attach'>, actor: Actor): { seq: number };
  correct(input: ContractInput<'correct'>, actor: Actor): { seq: number };
  pin(input: ContractInput<'pin'>, actor: Actor): { seq: number };
  redact(input: ContractInput<'redact'>, actor: Actor): { seq: number };
}

export interface NotesOptions {
  readonly store: Store;
  readonly book: Pick<IncidentBook, 'row' | 'write'>;
  /** Words were taken away: the search is to forget them for good. */
  readonly onRedacted: () => void;
}

interface Written {
  /** The first is the one that is answered with. */
  readonly entries: readonly EntryDraft[];
  readonly after?: IncidentRow;
}

export function createNotes({ store, book, onRedacted }: NotesOptions): Notes {
  const { incidentEntries, payloads } = store;

  const write = (id: IncidentId, decide: (row: IncidentRow, at: number) => Written): { seq: number } => {
    let seq = 0;
    book.write((at) => {
      const before = book.row(id);
      if (!before) throw notFound('incident');
      const { entries, after = before } = decide(before, at);
      // The one writer is in its transaction: nothing can come in between.
      seq = store.journal.head().seq + 1;
      return [{ before, after, entries }];
    });
    return { seq };
  };
  /** An entry of this timeline. */
  const entryOf = (id: IncidentId, seq: number): Entry & { readonly pinned: boolean } => {
    const place = incidentEntries.placeIn(id, seq);
    const entry = place && incidentEntries.entries([seq]).get(seq);
    if (!entry) throw notFound('entry of this incident');
    return { ...entry, pinned: place.pinned };
  };
  const fileOf = (sha256: string, path: string): StoredFile => {
    const file = payloads.file(sha256);
    if (!file || file.redacted) throw invalid([{ path, message: 'this file is not here (any more): attach it again' }]);
    return file;
  };

  return {
    note: ({ incidentId, text, happenedAt, kind, attachments }, actor) =>
      write(incidentId, (row, at) => {
        const said = { actor, occurredAt: momentOf(happenedAt, at) };
        const files = attachments.map((sha256, n) => fileOf(sha256, `attachments.${n}`));
        const entries = [noteEntry(kind, said, payloads.putText(text, at))];
        return {
          entries: [...entries, ...files.map((file) => attachmentEntry(said, file, null))],
          after: { ...row, lastWordAt: at },
        };
      }),
    attach: ({ incidentId, sha256, text, happenedAt }, actor) =>
      write(incidentId, (_, at) => {
        const said = { actor, occurredAt: momentOf(happenedAt, at) };
        const body = text === '' ? null : payloads.putText(text, at);
        return { entries: [attachmentEntry(said, fileOf(sha256, 'sha256'), body)] };
      }),
    correct: ({ incidentId, seq, text }, actor) =>
      write(incidentId, (_, at) => {
        const target = entryOf(incidentId, seq);
        refuseCorrection(target, incidentEntries.marksOf([seq]).get(seq)?.correctedBy ?? null);
        return { entries: [correctionEntry({ actor, occurredAt: at }, target, payloads.putText(text, at))] };
      }),
    pin: ({ incidentId, seq, pinned }, actor) =>
      write(incidentId, (_, at) => {
        const target = entryOf(incidentId, seq);
        if (target.pinned === pinned)
          throw conflict([
            { path: 'pinned', message: `entry ${seq} ${pinned ? 'is pinned already' : 'is not pinned'}` },
          ]);
        return { entries: [pinEntry({ actor, occurredAt: at }, target, pinned)] };
      }),
    redact({ incidentId, seq, reason }, actor) {
      const written = write(incidentId, (row, at) => {
        const target = entryOf(incidentId, seq);
        const { after, emptied } = takeAway(store, row, target);
        const taken = { payloads: payloadsOf(target), emptied, reason };
        return { entries: [redactionEntry({ actor, occurredAt: at }, target, taken)], after };
      });
      onRedacted();
      return written;
    },
  };
}

/** When it happened, epoch ms; `at` is now. */
function momentOf(happenedAt: number | undefined, at: number): number {
  const refuse = (message: string) => invalid([{ path: 'happenedAt', message }]);
  if (happenedAt === undefined) return at;
  if (happenedAt > at) throw refuse('lies in the future: write it when it has happened');
  if (happenedAt < at - LONGEST_AGO_MS) throw refuse('lies more than ten years back');
  return happenedAt;
}

function refuseCorrection({ seq, kind }: Entry, correctedBy: number | null): void {
  if (kind === 'pin' || kind === 'redaction')
    throw invalid([
      {
        path: 'seq',
        message: `entry ${seq} says what was done here, not what happened: there is nothing to put right`,
      },
    ]);
  if (correctedBy !== null)
    throw conflict([
      { path: 'seq', message: `entry ${seq} was put right already, by entry ${correctedBy}: correct that one` },
    ]);
}

/** Takes the content of an entry away: from where it is kept, from the search, and from fields that hold the same words. */
function takeAway(
  store: Pick<Store, 'payloads' | 'incidentEntries' | 'incidentSearch'>,
  row: IncidentRow,
  target: Entry,
): { readonly after: IncidentRow; readonly emptied: readonly string[] } {
  const { payloads, incidentEntries } = store;
  const named = payloadsOf(target);
  if (named.length === 0) {
    const message = `entry ${target.seq} has no text or file of its own: its sentence is part of the chain, and taking it away would tear that. Correct it instead`;
    throw invalid([{ path: 'seq', message }]);
  }
  const texts = named.flatMap(({ sha256 }) => payloads.text(sha256) ?? []);
  const taken = named.filter(({ sha256 }) => payloads.redact(sha256));
  if (taken.length === 0)
    throw conflict([{ path: 'seq', message: `the content of entry ${target.seq} was taken away already` }]);
  const users = new Set(taken.flatMap(({ sha256 }) => payloads.usersOf(sha256)));
  for (const entry of incidentEntries.entries([...users]).values()) indexEntry(store, entry);
  const emptied = INCIDENT_TEXTS.filter((field) => row[field] !== '' && texts.includes(row[field]));
  return { after: { ...row, ...Object.fromEntries(emptied.map((field) => [field, ''])) }, emptied };
}
