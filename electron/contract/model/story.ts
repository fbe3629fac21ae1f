// The dependency story of an incident: from what is noticed to what may have caused it, so that nobody starts at the symptom.
import type { CheckId, HostId } from './ids.ts';

/** A link of the chain from a symptom to its cause, symptom first. */
export interface StoryLink {
  readonly hostId: HostId;
  readonly host: string;
  /** Null: the host itself. */
  readonly checkId: CheckId | null;
  readonly check: string | null;
  /** 'down', 'critical', 'ok' … as it stands now, or stood when the incident ended. */
  readonly state: string;
  /** Since when, epoch ms. */
  readonly since: number;
  /** Why the next link stands behind this one: 'parent of web1', 'http needs dns'. '' for the last. */
  readonly because: string;
  readonly summary: string;
}

export interface StoryChain {
  readonly links: readonly StoryLink[];
  /** How many hosts of the incident stand behind the last link. */
  readonly behind: number;
}

/** Something that changed, or broke first, and may be the cause. Best first. */
export interface Suspect {
  /** 0..100, for the order; not a probability. */
  readonly weight: number;
  readonly at: number;
  readonly title: string;
  /** Why it is suspected, a sentence each: '4 min before the first problem', 'parent of all 38 hosts'. */
  readonly reasons: readonly string[];
  readonly hostId: HostId | null;
  readonly checkId: CheckId | null;
  /** Entry of the journal behind it; null for a state. */
  readonly seq: number | null;
}

export interface Story {
  readonly asOf: number;
  readonly chains: readonly StoryChain[];
  readonly suspects: readonly Suspect[];
  /** What could not be looked at: 'the journal before 12 Nov is of another database'. */
  readonly blind: readonly string[];
}
