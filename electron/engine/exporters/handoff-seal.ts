// The hash of a hand-over that was frozen: SHA-256 of the RFC 8785 form of its briefing and its words. It stands in the journal
// with the outgoing signature, so whoever has the chain can tell whether a hand-over is the one that was signed.
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Handoff } from '../../contract/model/handoff.ts';
import { sealedParts } from '../core/handoff-writing.ts';

/** SHA-256, hex. Throws on what the canonical form cannot carry. */
export const canonicalHash = (value: unknown): string => hash('sha256', canonicalize(value) ?? '', 'hex');

export const handoffHash = (handoff: Handoff): string => canonicalHash(sealedParts(handoff));
