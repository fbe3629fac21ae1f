// What reading a runbook's file comes to: the runbook where it can be read, and what is wrong, with its places.
import type { Runbook, RunbookFinding } from '../../contract/model/runbook.ts';

export interface RunbookReading {
  /** As far as it could be read; null: it could not. One with errors is listed and never run. */
  readonly runbook: Runbook | null;
  /** SHA-256, hex, of the canonical JSON of what was parsed; '' when it could not be. */
  readonly hash: string;
  readonly findings: readonly RunbookFinding[];
  /** Id and title as far as they could be read, for the list. */
  readonly id: string;
  readonly title: string;
}

/** What the linter may look up besides the file itself; what is absent is not judged. */
export interface LintFacts {
  /** Today, epoch ms: for stale reviews. */
  readonly now: number;
  /** Names in the inventory. */
  readonly hosts?: ReadonlySet<string>;
  readonly tags?: ReadonlySet<string>;
  /** Kinds of checks that exist. */
  readonly kinds?: ReadonlySet<string>;
  /** Config schema check of a probe kind: what is wrong with a made-up check; empty: nothing. */
  readonly probeFaults?: (
    kind: string,
    config: Readonly<Record<string, unknown>>,
  ) => readonly { path: string; message: string }[];
  /** Names of checks in the inventory, by host. */
  readonly checks?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Other runbooks by id, for links and calls. */
  readonly runbooks?: ReadonlyMap<string, Runbook>;
}
