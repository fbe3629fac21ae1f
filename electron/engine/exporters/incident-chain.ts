// The chain of an export. The entries of one incident do not stand side by side in the journal's chain, so an export has one of
// its own: the first link covers the incident itself, each further one the entry before it, and the seal the whole. Whoever
// noted the seal (or the last link and the count) finds every change, a cut end too.
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** `prev` of the first link. */
export const FIRST_PREV = '0'.repeat(64);

/** SHA-256, hex, of the RFC 8785 form. Throws on what that form cannot carry. */
const canonicalHash = (value: unknown): string => hash('sha256', canonicalize(value) ?? '', 'hex');

/** The link of the incident itself. */
export const incidentLink = (incident: unknown): string => canonicalHash({ prev: FIRST_PREV, incident });

/** The link of an entry, by the entry's own hash. */
export const entryLink = (prev: string, entryHash: string): string => canonicalHash({ prev, hash: entryHash });

/** Over everything of the document that is neither the incident nor an entry, and the last link, which covers those. */
export const sealOf = (rest: unknown): string => canonicalHash(rest);
