// The hash chain of the journal: each entry's hash covers the entry and, through `prevHash`, every entry before it
// (spec: incidents, "Timeline"). Finds edits, deletions and re-ordering, but not a cut tail: for that, compare heads.
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Entry } from '../../contract/model/journal.ts';

/** `prevHash` of the first entry. */
export const GENESIS = '0'.repeat(64);

export interface ChainHead {
  /** 0 while the journal is empty. */
  readonly seq: number;
  readonly hash: string;
}

export type ChainReport =
  | { readonly ok: true; readonly head: ChainHead }
  | {
      readonly ok: false;
      /** The first place that does not fit. */
      readonly seq: number;
      /** The entry found there; null when there is none. */
      readonly uuid: string | null;
      readonly what: 'missing' | 'altered' | 'out-of-place' | 'unreadable';
      readonly message: string;
    };

/** An entry as it is hashed. */
export type Unhashed = Omit<Entry, 'hash'>;

/** SHA-256, hex, of the RFC 8785 form of an entry without its hash. Throws on NaN, Infinity and lone surrogates. */
export function hashEntry(entry: Unhashed): string {
  return hash('sha256', canonicalize(entry) ?? '', 'hex');
}

type Fault = Extract<ChainReport, { ok: false }>;

function fault(what: Fault['what'], seq: number, entry: Entry | null, message: string): Fault {
  return { ok: false, seq, uuid: entry?.uuid ?? null, what, message };
}

function faultOf(entry: Entry, head: ChainHead): Fault | null {
  const expected = head.seq + 1;
  if (entry.seq !== expected) {
    return fault('missing', expected, null, `Entry ${expected} is missing: entry ${entry.seq} stands in its place.`);
  }
  const { hash: claimed, ...unhashed } = entry;
  let actual: string;
  try {
    actual = hashEntry(unhashed);
  } catch (error) {
    return fault('unreadable', expected, entry, `Entry ${expected} cannot be read: ${(error as Error).message}.`);
  }
  if (actual !== claimed) {
    return fault('altered', expected, entry, `Entry ${expected} was altered: its content does not match its hash.`);
  }
  if (entry.prevHash !== head.hash) {
    return fault(
      'out-of-place',
      expected,
      entry,
      `Entry ${expected} does not follow entry ${head.seq}: one of the two was replaced or moved.`,
    );
  }
  return null;
}

/** Where a walk begins: before the first entry. */
export const BEFORE_FIRST: ChainHead = Object.freeze({ seq: 0, hash: GENESIS });

/**
 * Walks entries in the order of their seq, from the first, and names the first that does not fit. A long chain can be
 * walked in slices: pass the head of the slice before.
 */
export function verifyChain(entries: Iterable<Entry>, after: ChainHead = BEFORE_FIRST): ChainReport {
  let head = after;
  try {
    for (const entry of entries) {
      const found = faultOf(entry, head);
      if (found !== null) return found;
      head = { seq: entry.seq, hash: entry.hash };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const seq = head.seq + 1;
    return fault('unreadable', seq, null, `Entry ${seq} cannot be read: ${error.message}.`);
  }
  return { ok: true, head };
}
