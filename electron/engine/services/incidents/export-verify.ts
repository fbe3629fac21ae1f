// Walks an exported incident: the incident, every entry, every payload, every link, the seal; and names the first thing that
// does not fit. For the command line and for imports alike. Knows the document only as JSON: for its content the hashes vouch.
import { hash } from 'node:crypto';
import type { Entry } from '../../../contract/model/journal.ts';
import { entryLink, incidentLink, sealOf } from '../../exporters/incident-chain.ts';
import { type IncidentDocument, sealed, type WrittenPayload } from '../../exporters/incident-json.ts';
import { cleanLine } from '../../lib/text.ts';
import { type ChainReport, hashEntry } from '../../store/journal-chain.ts';
import { payloadsNamedIn } from './export-payloads.ts';

type Fault = Extract<ChainReport, { ok: false }>;

/** `head` is the last link: seq of the last entry, and the link. */
export type ExportReport = (Extract<ChainReport, { ok: true }> & { readonly entries: number }) | Fault;

/** What of a document must be there for it to be walked; that it is was looked at before (`walkableDocument`). */
export type Walked = Pick<
  IncidentDocument,
  | 'watchfloor'
  | 'version'
  | 'exportedAt'
  | 'exportedBy'
  | 'hosts'
  | 'rootHost'
  | 'incident'
  | 'entries'
  | 'payloads'
  | 'chain'
>;

const fault = (what: Fault['what'], seq: number, uuid: string | null, message: string): Fault => ({
  ok: false,
  seq,
  uuid,
  what,
  message,
});

/** 'Entry 57 (note, 2026-11-22T02:14:05.000Z)'. */
function nameOf({ seq, kind, occurredAt }: Entry): string {
  const when =
    Number.isFinite(occurredAt) && Math.abs(occurredAt) <= 8.64e15 ? new Date(occurredAt).toISOString() : 'no time';
  // Words of a file that nobody vouches for yet: they may come to stand on a terminal.
  return `Entry ${seq} (${cleanLine(String(kind), 32)}, ${when})`;
}

/** A step for each entry, then the report: whoever draws them may let others run in between. */
export function* verifyExport(document: Walked): Generator<void, ExportReport, void> {
  const { incident, entries, chain, payloads } = document;
  if (hashes(() => incidentLink(incident)) !== chain.first) {
    return fault(
      'altered',
      0,
      null,
      'The incident itself was altered: its facts do not fit the first link of the chain.',
    );
  }
  const carried = new Map(payloads.map((payload) => [payload.sha256, payload]));
  let last = chain.first;
  let before = 0;
  for (const { entry, link } of entries) {
    const found = faultOf(entry, link, last, before) ?? payloadFault(entry, carried);
    if (found) return found;
    last = link;
    before = entry.seq;
    yield;
  }
  return endFault(document, last, before) ?? { ok: true, head: { seq: before, hash: last }, entries: entries.length };
}

function faultOf(entry: Entry, link: string, last: string, before: number): Fault | null {
  const { hash: claimed, ...unhashed } = entry;
  const actual = hashes(() => hashEntry(unhashed));
  if (actual === null) {
    return fault(
      'unreadable',
      entry.seq,
      entry.uuid,
      `${nameOf(entry)} cannot be read: it holds what no entry can hold.`,
    );
  }
  if (actual !== claimed) {
    return fault(
      'altered',
      entry.seq,
      entry.uuid,
      `${nameOf(entry)} was altered: its content does not match its hash.`,
    );
  }
  if (entryLink(last, claimed) === link && entry.seq > before) return null;
  const place = before === 0 ? 'the first of this incident' : `the one behind entry ${before}`;
  return fault(
    'out-of-place',
    entry.seq,
    entry.uuid,
    `${nameOf(entry)} is not ${place}: an entry was removed, put in, replaced or moved here.`,
  );
}

function payloadFault(entry: Entry, carried: ReadonlyMap<string, WrittenPayload>): Fault | null {
  for (const { sha256, bytes } of payloadsNamedIn(entry.data)) {
    const payload = carried.get(sha256);
    if (!payload) {
      return fault(
        'missing',
        entry.seq,
        entry.uuid,
        `${nameOf(entry)} names a text or a file that is missing: ${sha256}.`,
      );
    }
    if (payload.state === 'kept' && !isWhole(payload, bytes)) {
      return fault(
        'altered',
        entry.seq,
        entry.uuid,
        `${nameOf(entry)}: its ${cleanLine(payload.name ?? 'text', 80)} was altered.`,
      );
    }
  }
  return null;
}

/** The content of a payload as bytes; null where there is none. */
export function contentOf({ text, base64 }: WrittenPayload): Buffer | null {
  if (text !== undefined) return Buffer.from(text, 'utf8');
  return base64 === undefined ? null : Buffer.from(base64, 'base64');
}

function isWhole(payload: WrittenPayload, bytes: number): boolean {
  const content = contentOf(payload);
  if (content === null || payload.salt === undefined || content.length !== bytes) return false;
  return hash('sha256', Buffer.concat([Buffer.from(payload.salt, 'hex'), content]), 'hex') === payload.sha256;
}

function endFault(document: Walked, last: string, before: number): Fault | null {
  const { entries, chain } = document;
  if (entries.length < chain.count) {
    const lost = chain.count - entries.length;
    return fault(
      'missing',
      before,
      null,
      `The end is cut off: ${lost} of ${chain.count} entries are missing behind entry ${before}.`,
    );
  }
  if (entries.length > chain.count || last !== chain.last) {
    return fault(
      'missing',
      before,
      null,
      `The end does not fit: the chain says it has ${chain.count} entries and another last one than entry ${before}.`,
    );
  }
  if (hashes(() => sealOf(sealed(document))) === chain.seal) return null;
  return fault(
    'altered',
    before,
    null,
    'What stands around the entries was altered: it does not fit the seal. The entries themselves are whole.',
  );
}

/** Null for what the canonical form cannot carry. */
function hashes(work: () => string): string | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Draws all steps; every few hundred of them others may run. `signal` ends it early, with null. */
export async function walkExport(document: Walked, signal?: AbortSignal): Promise<ExportReport | null> {
  const walk = verifyExport(document);
  for (let steps = 1; ; steps += 1) {
    const step = walk.next();
    if (step.done) return step.value;
    if (steps % 500 !== 0) continue;
    if (signal?.aborted) return null;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
