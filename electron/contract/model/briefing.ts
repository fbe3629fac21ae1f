// The briefing of a shift: what whoever comes must know, made from the data. Each fact stands in it once, under the first
// section that wants it. People add judgement to it, never facts. (spec: incidents, "Shift and handoff")

import type { Kept, Spread } from './figures.ts';
import type { CapacityForecast } from './forecast.ts';
import type { CheckId, HostId, IncidentId, MuteId, ProblemId, RunId, WindowId } from './ids.ts';
import type { ProblemStatus } from './problem-status.ts';
import type { Severity } from './severity.ts';
import type { SlaClock } from './sla.ts';

/** In this order, always all of them. */
export const BRIEFING_SECTIONS = [
  /** Open incidents, with their problems in them. */
  'incidents',
  /** Hosts and checks in a bad state that nobody has in hand and nothing holds. */
  'states',
  /** Runs that go on, were interrupted, ended without proof, or in which steps were skipped. */
  'runs',
  /** Acknowledgements and mutes with their ends, problems that are held back, and by what. */
  'held',
  /** Maintenance and changes, now and until the next shift is over. */
  'maintenance',
  /** Flapping and noisy checks, and what the monitor cannot see. */
  'noisy',
  /** Capacity near its limit, failed backups, messages that did not arrive. */
  'capacity',
  /** Incidents and problems that ended in this shift. */
  'resolved',
  /** What somebody was promised: call-backs. */
  'promises',
  /** Who is reached how, where that changed: rotas, policies, people. */
  'contacts',
  'figures',
] as const; // prettier-ignore
export type BriefingSectionId = (typeof BRIEFING_SECTIONS)[number];

/** Unstable: a person must act. Watch: a person must look. Stable: for their knowledge. */
export const STANCES = ['unstable', 'watch', 'stable'] as const;
export type Stance = (typeof STANCES)[number];

/** What an item is about, to open it. */
export interface BriefingRef {
  readonly incidentId?: IncidentId;
  readonly problemId?: ProblemId;
  readonly hostId?: HostId;
  readonly checkId?: CheckId;
  readonly runId?: RunId;
  readonly windowId?: WindowId;
  readonly muteId?: MuteId;
  readonly deliveryId?: string;
}

export interface BriefingItem {
  /** The same for the same matter in each briefing: 'incident:…', 'problem:…', 'capacity:CHECK:METRIC'. */
  readonly key: string;
  readonly section: BriefingSectionId;
  readonly stance: Stance;
  readonly ref: BriefingRef;
  readonly severity: Severity | null;
  /** For its glyph; null: none. */
  readonly status: ProblemStatus | 'maintenance' | null;
  /** What it is called: 'INC-2026-0412', 'fra2-db-07 replication', 'CHG-20931'. */
  readonly subject: string;
  /** What is so, in a line: 'ams1-dist-sw02 down, 38 hosts behind'. */
  readonly title: string;
  /** Where it stands: 'open, nobody has it', 'critical, unhandled'. */
  readonly state: string;
  /** '' is nobody. */
  readonly owner: string;
  /** Since when, epoch ms. */
  readonly since: number | null;
  /** When it ends, begins or fills up by itself, epoch ms. */
  readonly until: number | null;
  /** Further facts, a sentence each. */
  readonly facts: readonly string[];
  /** What was tried, newest first; at most 10. */
  readonly tried: readonly { readonly at: number; readonly who: string; readonly text: string }[];
  /** The clock that is missed first. */
  readonly sla: SlaClock | null;
  /** When somebody last wrote about it, epoch ms. */
  readonly lastNoteAt: number | null;
}

export interface BriefingSection {
  readonly id: BriefingSectionId;
  readonly title: string;
  /** Unstable first, then watch, then stable; the worst of each first. Empty: 'none'. */
  readonly items: readonly BriefingItem[];
}

/** How the shift went, in figures. */
export interface ShiftFigures {
  readonly from: number;
  readonly to: number;
  readonly alerts: number;
  readonly operators: number;
  /** Alerts an hour for one operator; the most that is good is 6, that can be managed 12. */
  readonly perHour: number;
  readonly peakTenMinutes: number;
  /** From being told first to the first acknowledgement, of problems that people were first told of in this time. */
  readonly timeToAcknowledge: Spread;
  /** Of those: nobody acknowledged; they are in no average. */
  readonly unacknowledged: number;
  readonly timeToResolve: Spread;
  readonly incidentsOpened: number;
  readonly incidentsClosed: number;
  readonly sla: Kept;
  /** Alerts per 10 minutes: start of each slot and count. */
  readonly slots: { readonly startsAt: readonly number[]; readonly alerts: readonly number[] };
}

export interface Briefing {
  readonly asOf: number;
  /** Since when it tells what happened: the beginning of the shift, epoch ms. */
  readonly from: number;
  /** Until when it looks ahead: the end of the next shift, epoch ms. */
  readonly until: number;
  /** All of them, in their order. */
  readonly sections: readonly BriefingSection[];
  readonly figures: ShiftFigures;
  readonly forecasts: readonly CapacityForecast[];
  /** Of the journal as it was then. */
  readonly head: { readonly seq: number; readonly hash: string };
}
