// A runbook as it was read from its file, and what the library knows of it. The grammar itself (zod, JSON Schema) is put
// together in engine/runbook-format from the registry of step kinds. (spec: runbooks, "Format")
import type { JsonObject } from './check.ts';
import type { ProblemId } from './ids.ts';
import type { ProblemStatus } from './problem-status.ts';
import type { Confirm, Freshness, Risk, RunbookState } from './runbook-words.ts';

export * from './runbook-words.ts';

/** A value of an input or an output. A list is of texts: several hosts, several choices. */
export type RunValue = string | number | boolean | readonly string[];

/** 'host' and 'hosts' are names in the inventory; 'secret' is the NAME of a credential, never a secret. */
export const INPUT_TYPES = ['string', 'integer', 'number', 'boolean', 'choice', 'host', 'hosts', 'secret'] as const;
export type InputType = (typeof INPUT_TYPES)[number];

/** One thing a person is asked for: of the runbook (`inputs`) or of an `input` step. */
export interface InputSpec {
  readonly name: string;
  readonly type: InputType;
  readonly label: string;
  readonly about: string;
  /** 'problem': taken from the problem the run was started from. */
  readonly from: 'problem' | null;
  readonly required: boolean;
  /** May hold `${…}` in an `input` step. */
  readonly default: RunValue | null;
  /** Source of a regular expression that must fit the whole value. */
  readonly pattern: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly choices: readonly string[];
  readonly multiline: boolean;
  /** A leading '-' is refused unless this is set. */
  readonly allowDash: boolean;
}

/** When it is suggested: every part that is named must fit. */
export interface RunbookMatch {
  /** Kind of the check; null: any. */
  readonly kind: string | null;
  /** Name, or beginning, of a metric that is out of its range: 'disk.used'. */
  readonly metric: string | null;
  /** Empty: any. */
  readonly status: readonly ProblemStatus[];
  /** The host must carry all of them. */
  readonly tags: readonly string[];
  /** Glob over the name of the check; null: any. */
  readonly check: string | null;
  /** Part of the summary of the last result (regular expression); null: any. */
  readonly summary: string | null;
}

export type OnFailure =
  | { readonly do: 'stop' | 'ask' | 'continue' | 'rollback' }
  | { readonly do: 'goto'; readonly step: string };

/** What counts as success of a command or a check besides what its kind says. */
export interface Success {
  /** Exit codes. */
  readonly exit: readonly number[];
  /** Sources of regular expressions; null: not asked. */
  readonly stdoutMatches: string | null;
  readonly stdoutNotMatches: string | null;
  readonly stderrMatches: string | null;
  readonly stderrNotMatches: string | null;
}

/** A value taken from what a step printed or was answered. */
export interface OutputSpec {
  readonly from: 'stdout' | 'stderr' | 'exit';
  /** The first group, or the whole match; null: the whole output, trimmed. */
  readonly regex: string | null;
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
}

export interface RunbookStep {
  readonly id: string;
  readonly title: string;
  /** Markdown under the title. */
  readonly about: string;
  /** Of the registry of step kinds: 'run', 'check', 'manual' …; `body` is what the kind's schema made of it. */
  readonly kind: string;
  readonly body: JsonObject;
  readonly risk: Risk;
  readonly confirm: Confirm;
  readonly idempotent: boolean;
  /** Step that proves it; null: none named. */
  readonly verify: string | null;
  /** Step that takes it back; 'none': said outright; null: left out. */
  readonly rollback: string | 'none' | null;
  readonly onFailure: OnFailure;
  readonly success: Success | null;
  readonly outputs: Readonly<Record<string, OutputSpec>>;
  /** Comparison over the same values; null: always. Not so: the step is passed. */
  readonly when: string | null;
  /** Goes through without a key; read-only steps only. */
  readonly auto: boolean;
  /** May be left out without a reason and does not count against green. */
  readonly optional: boolean;
  /** Reached only by a jump, as a rollback or as a proof: the way of the run goes around it. */
  readonly aside: boolean;
  /** Where the run goes after it; null: to the next. 'end' ends it. */
  readonly then: string | 'end' | null;
  /** How often it may be entered in one run. */
  readonly maxVisits: number;
}

export interface Precondition {
  readonly title: string;
  /** Body of a `check` step. */
  readonly check: JsonObject;
  readonly onFail: 'block' | 'warn';
}

export interface Runbook {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly state: RunbookState;
  readonly tags: readonly string[];
  /** `last` ISO date. */
  readonly review: { readonly last: string; readonly everyMs: number } | null;
  readonly estimateMs: number | null;
  readonly meaning: string;
  readonly impact: string;
  readonly match: readonly RunbookMatch[];
  readonly limits: { readonly maxTargets: number; readonly maxRunsPerHour: number };
  /** Whether a run must be tied to a change reference and a maintenance window. */
  readonly change: 'none' | 'asked' | 'required';
  readonly auto: boolean;
  readonly inputs: readonly InputSpec[];
  readonly preconditions: readonly Precondition[];
  readonly steps: readonly RunbookStep[];
}

/** A place in a file, what is wrong there and what would be right. */
export interface RunbookFinding {
  /** As it was given or found; relative to its folder in the library. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** 'steps[3].verify'. */
  readonly path: string;
  readonly severity: 'error' | 'warning';
  /** Short stable name of the rule: 'unknown-key', 'no-verify'. */
  readonly rule: string;
  readonly message: string;
}

/** A step as the library shows it. */
export interface StepOutline {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** One line: 'reruns the ping, expects critical'. */
  readonly does: string;
  readonly risk: Risk;
  readonly confirm: Confirm;
  readonly verify: string | null;
  readonly rollback: string | null;
  /** Of a command, as in the file, `${…}` and all; '' for other kinds. */
  readonly command: string;
  readonly on: string;
}

/** A row of the library. A file that cannot be read is a row too: `hash` is '' and `findings` say why. */
export interface RunbookSummary {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly state: RunbookState;
  readonly tags: readonly string[];
  /** SHA-256, hex, of the canonical JSON of what was parsed. */
  readonly hash: string;
  readonly file: string;
  /** Folder it came from: 'shipped' for the library of the program. */
  readonly folder: string;
  readonly steps: number;
  readonly estimateMs: number | null;
  readonly freshness: Freshness;
  /** Days until its review; below 0: over. Null: it names none. */
  readonly reviewInDays: number | null;
  /** As its file says; left out where it was not read. */
  readonly review?: Runbook['review'];
  readonly match: readonly RunbookMatch[];
  readonly findings: readonly RunbookFinding[];
  /** Of the last 90 days, dry runs not counted. */
  readonly runs: { readonly total: number; readonly green: number; readonly medianMs: number | null };
}

export interface RunbookDetail extends RunbookSummary {
  readonly meaning: string;
  readonly impact: string;
  readonly inputs: readonly InputSpec[];
  readonly limits: Runbook['limits'];
  readonly change: Runbook['change'];
  readonly outline: readonly StepOutline[];
  /** As it stands in the file. */
  readonly source: string;
}

/** A runbook that fits a problem, best first, with the reasons: 'for disk.used of remote-system', '14 runs, 13 green'. */
export interface Suggestion {
  readonly runbookId: string;
  readonly title: string;
  readonly hash: string;
  readonly problemId: ProblemId;
  /** For the order only. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly freshness: Freshness;
  readonly estimateMs: number | null;
}

/** What an importer made of a file. */
export interface RunbookImport {
  readonly file: string;
  /** YAML of the draft; '' when nothing could be made. */
  readonly draft: string;
  /** Proposed name of its file. */
  readonly name: string;
  readonly title: string;
  readonly steps: number;
  readonly commands: number;
  readonly inputs: readonly string[];
  /** What was not carried over, or wants a look; in the order of the file. */
  readonly findings: readonly { readonly line: number; readonly what: string }[];
}
