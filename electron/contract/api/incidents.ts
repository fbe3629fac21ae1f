// Incidents: what people do about problems, and the record of it. Every call that changes one answers with it as it is then.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { givenName } from '../model/host.ts';
import { type IncidentId, incidentId, problemId } from '../model/ids.ts';
import {
  followUpInput,
  INCIDENT_STATUSES,
  type Incident,
  incidentEdit,
  incidentFields,
  LEVELS,
  ROLES,
  ticket,
  WAITS_FOR,
} from '../model/incident.ts';
import type { EntryKind } from '../model/journal.ts';
import { severity } from '../model/severity.ts';
import type { Story } from '../model/story.ts';
import { PART_LIMIT, type TimelinePage, timelineFilter } from '../model/timeline.ts';
import { procedure } from './base.ts';

const instant = z.number().int().min(0);
const key = { incidentId };
const why = (message: string) => z.string().trim().min(1, message).max(2_000);
const body = z.string().trim().min(1, 'write something').max(50_000);
/** When it happened, epoch ms; not in the future. Left out: now. */
const happenedAt = instant.optional();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');
const seq = z.number().int().positive();
const answer = type<Incident>();

export const EXPORT_FORMS = [
  'markdown',
  'html',
  'pdf',
  'json',
  'review-markdown',
  'review-html',
  'review-pdf',
  'servicenow',
  'jira',
] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

/** An incident, an entry or a file with these words in it. */
export interface SearchHit {
  readonly incidentId: IncidentId;
  readonly number: string;
  readonly title: string;
  /** Null: the incident itself. */
  readonly entry: { readonly seq: number; readonly kind: EntryKind; readonly at: number; readonly who: string } | null;
  /** The place, with the words between U+E000 and U+E001; plain text, never HTML. */
  readonly excerpt: string;
}

export interface ImportOutcome {
  /** Null in a dry run. */
  readonly incident: Incident | null;
  readonly number: string;
  readonly title: string;
  readonly entries: number;
  readonly attachments: number;
  readonly warnings: readonly string[];
}

export const incidents = {
  /** Opens one, from problems or from nothing. Problems that another open incident has are refused, with its number. */
  open: procedure
    .input(
      z.strictObject({
        fields: incidentFields,
        impact: z.enum(LEVELS),
        urgency: z.enum(LEVELS),
        /** Null: by the matrix. */
        severity: severity.nullable().default(null),
        severityReason: z.string().trim().max(2_000).default(''),
        problemIds: z.array(problemId).max(1_000).default([]),
        /** Null: the first bad result of its problems, else now. */
        impactAt: instant.nullable().default(null),
        detectedAt: instant.nullable().default(null),
        lead: z.union([z.literal(''), givenName]).default(''),
      }),
    )
    .output(answer),
  /**
   * Changes the fields that are named; one entry each. `impactAt`: when the impact began, where that is learned late; not after
   * it was detected.
   */
  edit: procedure.input(z.strictObject({ ...key, fields: incidentEdit, impactAt: instant.optional() })).output(answer),
  /** Impact and urgency, and where somebody knows better than the matrix, the severity with a reason. */
  rate: procedure
    .input(
      z.strictObject({
        ...key,
        impact: z.enum(LEVELS),
        urgency: z.enum(LEVELS),
        severity: severity.nullable().default(null),
        reason: z.string().trim().max(2_000).default(''),
      }),
    )
    .output(answer),
  /**
   * On to another status. Times never go back. 'closed' needs resolution and root cause (or 'unknown'); 'open' re-opens one
   * that was mitigated, resolved, closed or cancelled and wants a reason, so does 'cancelled'.
   */
  moveTo: procedure
    .input(
      z.strictObject({
        ...key,
        status: z.enum(INCIDENT_STATUSES),
        at: happenedAt,
        reason: z.string().trim().max(2_000).default(''),
        resolution: z.string().trim().max(10_000).optional(),
        rootCause: z.string().trim().max(10_000).optional(),
      }),
    )
    .output(answer),
  hold: procedure
    .input(z.strictObject({ ...key, waitsFor: z.enum(WAITS_FOR), reason: why('say what it waits for') }))
    .output(answer),
  goOn: procedure.input(z.strictObject({ ...key, reason: z.string().trim().max(2_000).default('') })).output(answer),
  /** Gives a role to somebody; '' to nobody. */
  assign: procedure
    .input(z.strictObject({ ...key, role: z.enum(ROLES), name: z.union([z.literal(''), givenName]) }))
    .output(answer),
  addProblems: procedure
    .input(z.strictObject({ ...key, problemIds: z.array(problemId).min(1).max(1_000) }))
    .output(answer),
  /** Moves problems out, into a new incident; both keep the entries of before. */
  split: procedure
    .input(
      z.strictObject({
        ...key,
        problemIds: z.array(problemId).min(1).max(1_000),
        title: incidentFields.shape.title,
        reason: why('say why'),
      }),
    )
    .output(answer),
  /** Puts one into another: its problems go over, it is closed as merged, both timelines stay. Answers with the other. */
  merge: procedure.input(z.strictObject({ ...key, into: incidentId, reason: why('say why') })).output(answer),
  putFollowUp: procedure
    .input(z.strictObject({ ...key, followUpId: z.string().max(64).nullable().default(null), followUp: followUpInput }))
    .output(answer),
  endFollowUp: procedure
    .input(z.strictObject({ ...key, followUpId: z.string().max(64), done: z.boolean() }))
    .output(answer),
  removeFollowUp: procedure.input(z.strictObject({ ...key, followUpId: z.string().max(64) })).output(answer),
  /** All its tickets. */
  putTickets: procedure.input(z.strictObject({ ...key, tickets: z.array(ticket).max(32) })).output(answer),

  /** By id or by number ('INC-2026-0042', '42' of this year). */
  get: procedure.input(z.strictObject({ incident: z.string().trim().min(1).max(64) })).output(answer),
  /** Newest first. Those that are not over are in the live world too. */
  list: procedure
    .input(
      z.strictObject({
        /** Empty: all. */
        statuses: z.array(z.enum(INCIDENT_STATUSES)).default([]),
        severities: z.array(severity).default([]),
        from: instant.nullable().default(null),
        to: instant.nullable().default(null),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(type<{ total: number; incidents: readonly Incident[] }>()),
  /** Words anywhere in incidents, notes and outputs; all must be there, the last may be half a word. Best first. */
  search: procedure
    .input(
      z.strictObject({ text: z.string().trim().min(1).max(256), limit: z.number().int().min(1).max(200).default(50) }),
    )
    .output(type<readonly SearchHit[]>()),

  timeline: procedure
    .input(
      z.strictObject({
        ...key,
        filter: timelineFilter.prefault({}),
        /** From 0; null: the newest `limit`. */
        offset: z.number().int().min(0).nullable().default(null),
        limit: z.number().int().min(1).max(500).default(200),
      }),
    )
    .output(type<TimelinePage>()),
  /** Place of the first entry that happened at or after `at`, among those that fit. */
  placeOf: procedure
    .input(z.strictObject({ ...key, filter: timelineFilter.prefault({}), at: instant }))
    .output(type<{ offset: number; total: number }>()),
  /** Markdown, kept as it was typed. `kind` 'decision' marks what was decided. */
  note: procedure
    .input(
      z.strictObject({
        ...key,
        text: body,
        happenedAt,
        kind: z.enum(['note', 'decision']).default('note'),
        /** Files that were uploaded before, by their hash. */
        attachments: z.array(sha256).max(16).default([]),
      }),
    )
    .output(type<{ seq: number }>()),
  /** A new entry that puts an older one right; the old one stays, struck through. */
  correct: procedure.input(z.strictObject({ ...key, seq, text: body })).output(type<{ seq: number }>()),
  pin: procedure.input(z.strictObject({ ...key, seq, pinned: z.boolean() })).output(type<{ seq: number }>()),
  /** Takes the text or file of an entry away for good; the entry, its hash and who did it stay. */
  redact: procedure
    .input(z.strictObject({ ...key, seq, reason: why('say why: it cannot be taken back') }))
    .output(type<{ seq: number }>()),
  /**
   * One part of a file, in order from offset 0. `upload` is null with the first part, then what was answered. With the last
   * part the file is kept, and `sha256` names it; a note or `attach` puts it on the record.
   */
  uploadPart: procedure
    .input(
      z.strictObject({
        upload: z.string().max(64).nullable(),
        name: z.string().trim().min(1).max(255),
        bytes: z.number().int().min(1),
        offset: z.number().int().min(0),
        /** Base64. */
        part: z.string().max(Math.ceil(PART_LIMIT / 3) * 4),
      }),
    )
    .output(type<{ upload: string; received: number; sha256: string | null; type: string | null }>()),
  /** Puts an uploaded file on the record, with a word about it. */
  attach: procedure
    .input(z.strictObject({ ...key, sha256, text: z.string().trim().max(2_000).default(''), happenedAt }))
    .output(type<{ seq: number }>()),
  /** Part of a kept file, base64; NOT_FOUND when it was redacted. */
  attachmentPart: procedure
    .input(z.strictObject({ ...key, sha256, offset: z.number().int().min(0) }))
    .output(type<{ name: string; type: string; bytes: number; part: string }>()),

  story: procedure.input(z.strictObject(key)).output(type<Story>()),
  /** As a file. `content` is text, of a PDF base64. A PDF wants the app: the command line alone cannot print. */
  exportFile: procedure
    .input(z.strictObject({ ...key, form: z.enum(EXPORT_FORMS), zone: z.string().max(64).default('') }))
    .output(type<{ name: string; type: string; content: string; base64: boolean }>()),
  /**
   * One part of a JSON export that is too long for one message (a page's are bounded): in order, `upload` null with the first,
   * then what was answered. Held for ten minutes, one file at a time.
   */
  importPart: procedure
    .input(z.strictObject({ upload: z.string().max(64).nullable(), text: z.string().max(1_000_000) }))
    .output(type<{ upload: string; received: number }>()),
  /**
   * An incident from a JSON export, all or nothing; `dryRun` only looks. A chain that does not fit names its first entry. The
   * text as it is, or sent before in parts (`upload`); a dry run keeps the parts.
   */
  importFile: procedure
    .input(
      z.strictObject({
        text: z.string().max(200_000_000).default(''),
        upload: z.string().max(64).nullable().default(null),
        dryRun: z.boolean().default(false),
      }),
    )
    .output(type<ImportOutcome>()),
};
