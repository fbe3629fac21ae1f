// The timeline of an incident: entries of the journal that concern it, with what later entries say of them.
import { z } from 'zod';
import { hostId } from './ids.ts';
import { ENTRY_KINDS, type Entry } from './journal.ts';

/** Text, or a file, that an entry points at by its hash, so that it can be taken away without tearing the chain. */
export interface PayloadRef {
  /** SHA-256, hex, of salt and content. */
  readonly sha256: string;
  readonly bytes: number;
}

/** A file as an entry names it. */
export interface AttachmentRef extends PayloadRef {
  readonly name: string;
  /** By what is in it, not by its name: 'image/png'. */
  readonly type: string;
}

/** An entry as a screen shows it. */
export interface TimelineEntry extends Entry {
  /** Markdown of a note or of a changed field; null where the entry has none, or it was redacted. */
  readonly body: string | null;
  readonly attachment: AttachmentRef | null;
  readonly pinned: boolean;
  /** Uuid, seq and time of the entry that corrects it: it is shown struck through. */
  readonly correctedBy: { readonly uuid: string; readonly seq: number; readonly at: number } | null;
  /** Who took its payload away, when, and why. */
  readonly redacted: { readonly by: string; readonly at: number; readonly reason: string } | null;
}

/** Kinds that people make by hand, for the filter; the rest is the engine's. */
export const WHO = ['all', 'people', 'engine'] as const;

export const timelineFilter = z.strictObject({
  who: z.enum(WHO).default('all'),
  /** Empty: all. */
  kinds: z.array(z.enum(ENTRY_KINDS)).max(64).default([]),
  person: z.string().max(256).default(''),
  hostId: hostId.nullable().default(null),
  pinned: z.boolean().default(false),
  /** Only entries with these words. */
  text: z.string().max(256).default(''),
});
export type TimelineFilter = Readonly<z.infer<typeof timelineFilter>>;
export type TimelineFilterDraft = z.input<typeof timelineFilter>;

/** Some of the entries that fit, by when they happened, then by `seq`; oldest first. */
export interface TimelinePage {
  /** How many fit. */
  readonly total: number;
  /** Place of the first of `entries` among them, from 0. */
  readonly offset: number;
  readonly entries: readonly TimelineEntry[];
  /** Of the whole chain, for the head of the screen. */
  readonly head: { readonly seq: number; readonly hash: string };
}

export { ATTACHMENT_LIMIT, PART_LIMIT } from './incident-rules.ts';
