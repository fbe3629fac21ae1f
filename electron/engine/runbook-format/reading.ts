// What reading a runbook's file comes to: the runbook where it can be read, and what is wrong, with its places.
import type { Runbook, RunbookFinding } from '../../contract/model/runbook.ts';

export interface RunbookReading {
  /** As it was given; stands in the findings. */
  readonly file: string;
  /**
   * As far as it could be read; null: it could not. One with errors is listed and never run: parts of it that were wrong are
   * left out of it, so that the linter can judge the rest.
   */
  readonly runbook: Runbook | null;
  /** SHA-256, hex, of the canonical JSON of what was parsed; '' when it could not be, or not without errors. */
  readonly hash: string;
  /** In the order of the file. */
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
  /**
   * What a host, a check or a tag that is not there counts as; 'error' unless said otherwise. An inventory changes by night too,
   * and most steps of a runbook are right without that host: where an error keeps a runbook from being run, it is a warning.
   */
  readonly missing?: 'error' | 'warning';
  /** Other runbooks by id, for links and calls. */
  readonly runbooks?: ReadonlyMap<string, Runbook>;
}
