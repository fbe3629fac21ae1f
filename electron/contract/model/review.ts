// A shift that was, as one stream: alerts, reactions with their times, incidents, runs, notes. The journal seen over a stretch.
import { z } from 'zod';
import type { ShiftFigures } from './briefing.ts';
import type { HandoffAftermath, HandoffSummary } from './handoff.ts';
import { hostId, type IncidentId, type ProblemId, type RunId } from './ids.ts';
import { ENTRY_KINDS, type Entry } from './journal.ts';
import type { Severity } from './severity.ts';

export const reviewFilter = z.strictObject({
  /** Empty: all that a review tells. */
  kinds: z.array(z.enum(ENTRY_KINDS)).default([]),
  /** Who did it; empty: everybody. */
  people: z.array(z.string().max(128)).max(64).default([]),
  hostIds: z.array(hostId).max(1_000).default([]),
  text: z.string().trim().max(256).default(''),
});
export type ReviewFilter = z.infer<typeof reviewFilter>;

export interface ReviewEntry {
  readonly entry: Entry;
  /** 'web1', 'web1 http', 'INC-2026-0042': what it is about; ''. */
  readonly subject: string;
  /** Of a reaction: how long after what it answers, ms; null: it answers nothing. */
  readonly reactionMs: number | null;
  /** What it answers: 'told 02:14'; ''. */
  readonly answers: string;
  /** Markdown of a note or of a changed field; null: it was redacted. Left out where the entry says all in its text. */
  readonly body?: string | null;
}

/** What people were told of, and how soon somebody took it. */
export interface Reaction {
  readonly problemId: ProblemId;
  readonly subject: string;
  readonly severity: Severity;
  readonly toldAt: number;
  readonly takenAt: number | null;
  readonly takenBy: string;
  readonly endedAt: number | null;
}

export interface ReviewPage {
  readonly total: number;
  readonly offset: number;
  readonly entries: readonly ReviewEntry[];
}

/** A bar on the time axis. `to` null: it goes on. */
export interface ReviewBar {
  readonly lane: 'incident' | 'run' | 'maintenance';
  readonly label: string;
  readonly from: number;
  readonly to: number | null;
  readonly severity: Severity | null;
  readonly incidentId?: IncidentId;
  readonly runId?: RunId;
}

export interface ReviewFacts {
  readonly from: number;
  readonly to: number;
  /** Names of shifts in it, and who had them. */
  readonly shifts: readonly { readonly name: string; readonly people: readonly string[] }[];
  /** Who did something in it. */
  readonly people: readonly string[];
  readonly figures: ShiftFigures;
  /** Slowest first. */
  readonly reactions: readonly Reaction[];
  readonly bars: readonly ReviewBar[];
  /** Stretches of it in which nobody watched, in order, without overlap: then nothing was told because nothing was seen. */
  readonly unwatched: readonly { readonly from: number; readonly to: number }[];
  /** Handed over in it. */
  readonly handoffs: readonly HandoffSummary[];
}

export interface HandoffInReview {
  readonly handoff: HandoffSummary;
  readonly aftermath: readonly HandoffAftermath[];
}
