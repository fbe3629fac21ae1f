// What a dependency story is told from: gathered by services/incidents/story.ts, judged by the rest of core/story*.ts.
import type { Check } from '../../contract/model/check.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { IncidentProblem } from '../../contract/model/incident.ts';
import type { ProblemStatus } from '../../contract/model/problem.ts';
import type { Graph } from './host-graph.ts';

/** How far before the first problem it is looked for changes, ms (the issue: "what changed in the hour before"). */
export const LOOK_BACK_MS = 3_600_000;
/** A bad stretch of a check, from its first bad result on, epoch ms; `to` null: it lasts. */
export interface Spell {
  readonly from: number;
  readonly to: number | null;
  /** Of an alive check its host's: 'down', 'unreachable'. */
  readonly status: ProblemStatus;
  /** Still being retried. */
  readonly soft: boolean;
}

export interface StoryHost {
  readonly id: HostId;
  readonly name: string;
  readonly site: string;
}

export const CHANGE_KINDS = [
  'inventory',
  'credential',
  'settings',
  'maintenance',
  'mute',
  'host-key',
  'clock-jump',
  'step',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** An entry of the journal that says that something was changed, or planned work began. */
export interface StoryChange {
  /** Null: it is known from what stands, not from one entry. */
  readonly seq: number | null;
  readonly kind: ChangeKind;
  readonly at: number;
  /** '' is the engine. */
  readonly who: string;
  readonly text: string;
  /** Hosts of the story that it is about. */
  readonly hostIds: readonly HostId[];
  readonly checkId: CheckId | null;
  /** How telling it is among its kind, 0..1: a note changed is not an address changed. */
  readonly telling: number;
  /** A host or template that was not there before. */
  readonly isNew?: boolean;
  /** Entries with the same are one act: what one run of a runbook did. Absent: as the kind and the moment tell. */
  readonly act?: string;
}

export interface StoryGap {
  readonly reason: 'engine-down' | 'asleep' | 'isolated' | 'overloaded';
  readonly from: number;
  readonly to: number | null;
}

export interface StoryFacts {
  /** Now, or when the incident ended, epoch ms. */
  readonly asOf: number;
  readonly impactAt: number;
  readonly symptoms: readonly IncidentProblem[];
  /** As the inventory is now; a host that is gone is not in it. */
  readonly hosts: ReadonlyMap<HostId, StoryHost>;
  readonly graph: Graph;
  readonly checksOf: (hostId: HostId) => readonly Check[];
  /** Bad stretches that touch the hour before impact and later; in any order. */
  readonly spells: ReadonlyMap<CheckId, readonly Spell[]>;
  /** The last result's words; '' where they are not known (any more). */
  readonly summaryOf: (checkId: CheckId) => string;
  /** Of the hour before impact, and until the last problem joined. */
  readonly changes: readonly StoryChange[];
  /** More changes than `changes` holds were made then. */
  readonly changesCut: boolean;
  readonly gaps: readonly StoryGap[];
  readonly inMaintenance: (hostId: HostId, at: number) => boolean;
  /** When the oldest entry of the journal was written, epoch ms; null: there is none. */
  readonly recordFrom: number | null;
  /** Hosts that were changed after it ended: what stands before them may have been different. */
  readonly changedSince: readonly HostId[];
  /** Where it was brought in from; '' is here. */
  readonly importedFrom: string;
}
