// A run of a runbook: where it stands, what was tried, and what a screen shows of the step in front. (spec: runbooks, "A run")
import type { JsonObject } from './check.ts';
import type { HostId, IncidentId, ProblemId, RunId, WindowId } from './ids.ts';
import type { InputSpec, RunValue } from './runbook.ts';
import type { Confirm, FailReason, Risk, RunMode, RunOutcome, StepState } from './runbook-words.ts';
import type { PayloadRef } from './timeline.ts';

/** One stream of what a command printed. */
export interface OutputRef {
  /** Bytes that came. */
  readonly bytes: number;
  /** Whether more came than is kept (1 MiB, head and tail). */
  readonly truncated: boolean;
  /** SHA-256, hex, of everything that came, as it came. */
  readonly sha256: string;
  /** The kept text, secrets masked; null: nothing came, or it was redacted. */
  readonly kept: PayloadRef | null;
}

/** Where a command goes. */
export interface RunTarget {
  /** Null: the machine of the monitor. */
  readonly hostId: HostId | null;
  /** Name of the host; 'this machine'. */
  readonly name: string;
  readonly address: string;
  /** Who logs in; '' on this machine. */
  readonly user: string;
}

/** A command exactly as it runs, secrets masked. */
export interface CommandShown {
  /** 'local', 'ssh'. */
  readonly via: 'local' | 'ssh';
  readonly argv: readonly string[];
  /** Goes over standard input to `sh -s -- args…`; '' when there is none. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** As one line for a terminal, quoted: what one copies. */
  readonly line: string;
  readonly timeoutMs: number;
}

/** One go at a step on one target. Written before anything is started; its end after. */
export interface Attempt {
  readonly id: string;
  readonly runId: RunId;
  /** Of the step: 'vacuum', or 'renew/vacuum' in a called runbook. */
  readonly path: string;
  /** 1, 2, 3 … of this step. */
  readonly n: number;
  /** Which of the batches of this go, from 1. */
  readonly batch: number;
  readonly role: 'do' | 'rollback';
  /** Null: no machine is concerned (a check, a message). */
  readonly target: RunTarget | null;
  readonly command: CommandShown | null;
  readonly startedAt: number;
  readonly startedBy: string;
  /** Fingerprint of the host key; '' where there is none. */
  readonly hostKey: string;
  /** Null: it runs. */
  readonly endedAt: number | null;
  /** On the monotonic clock; null after an interruption. */
  readonly durationMs: number | null;
  readonly end: 'ok' | 'failed' | 'interrupted' | null;
  readonly reason: FailReason | null;
  readonly exit: number | null;
  /** Without SIG. */
  readonly signal: string | null;
  /** One line: 'exit 1', 'critical, expected ok', 'told A. Brandt by e-mail'. */
  readonly summary: string;
  readonly stdout: OutputRef | null;
  readonly stderr: OutputRef | null;
}

export interface RunStep {
  readonly path: string;
  /** From 1, in the order of the track. */
  readonly n: number;
  readonly title: string;
  readonly kind: string;
  /** 0; 1 to 3 inside called runbooks. */
  readonly depth: number;
  readonly does: string;
  readonly risk: Risk;
  readonly state: StepState;
  /** Whether the way of the run goes around it (a rollback, an other branch). */
  readonly aside: boolean;
  readonly visits: number;
  /** Newest last. */
  readonly attempts: readonly Attempt[];
  /** What became of it, a few words: 'exit 0 in 1.8 s', 'answered Old logs'. '' for nothing yet. */
  readonly result: string;
  readonly by: string;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly skipped: { readonly by: string; readonly at: number; readonly reason: string } | null;
  /** Null: it changed nothing. 'no': its proof failed or was not looked for yet. */
  readonly verified: 'yes' | 'no' | null;
}

/** Someone was asked to sign. Any change of what it binds voids it. */
export interface Approval {
  readonly path: string;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly expiresAt: number;
  /** What was asked for: the hash of the runbook, the step, its commands and targets. */
  readonly binds: JsonObject;
  readonly from: readonly string[];
  readonly answer: {
    readonly by: string;
    readonly at: number;
    readonly granted: boolean;
    readonly reason: string;
  } | null;
}

/** What it waits for. 'ready': the next key starts the step in front; 'failed', 'interrupted': a person decides. */
export type RunPhase = 'ready' | 'running' | 'waiting' | 'approval' | 'failed' | 'interrupted' | 'ended';

/** A run as lists show it, and as it is in the live world while it goes on and for a day after. */
export interface RunSummary {
  readonly id: RunId;
  readonly runbookId: string;
  readonly title: string;
  readonly hash: string;
  readonly mode: RunMode;
  readonly startedAt: number;
  readonly startedBy: string;
  readonly endedAt: number | null;
  readonly outcome: RunOutcome | null;
  readonly phase: RunPhase;
  /** Title of the step in front, and its place: 5 of 9. */
  readonly step: { readonly n: number; readonly of: number; readonly title: string } | null;
  readonly pen: string;
  readonly problemId: ProblemId | null;
  readonly incidentId: IncidentId | null;
  readonly hostIds: readonly HostId[];
  readonly change: string;
  readonly windowId: WindowId | null;
  readonly skips: number;
}

export interface Run extends RunSummary {
  /** Rises with every change; an act says which one it saw. */
  readonly rev: number;
  readonly owner: string;
  readonly inputs: Readonly<Record<string, RunValue>>;
  /** By step path, then by name. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, RunValue>>>>;
  readonly at: string | null;
  readonly steps: readonly RunStep[];
  /** Why it ended so, one sentence. */
  readonly endReason: string;
  /** Started outside of its window, or without one: who said so and why. */
  readonly outside: { readonly by: string; readonly reason: string } | null;
  /** An expired runbook was read and accepted. */
  readonly accepted: { readonly by: string; readonly at: number } | null;
  readonly preconditions: readonly { readonly title: string; readonly ok: boolean; readonly found: string }[];
  readonly approval: Approval | null;
  /** Of a wait: the stored moment, epoch ms. */
  readonly waitsUntil: number | null;
  /** Being taken back: steps that are still to be taken back, newest first. */
  readonly rollback: { readonly by: string; readonly reason: string; readonly left: readonly string[] } | null;
}

/** The step in front as a screen shows it, whatever its kind: parts that a kind does not have are null or empty. */
export interface StepFace {
  readonly path: string;
  readonly title: string;
  /** Markdown, values put in as plain text. */
  readonly text: string;
  readonly risk: Risk;
  readonly confirm: Confirm;
  /** What must be typed where `confirm` is 'type-target': the name of the host, or 'N hosts'. */
  readonly typed: string;
  /** Exactly what will run, one per target; of the first batch and those behind it. */
  readonly commands: readonly { readonly target: RunTarget; readonly batch: number; readonly shown: CommandShown }[];
  /** Of several targets: so many may fail before no further batch begins. */
  readonly maxFailed?: number;
  /** 'ok 3 times, every 15 s, within 5 min'. */
  readonly expects: string;
  readonly checklist: readonly {
    readonly text: string;
    readonly required: boolean;
    readonly done: { readonly by: string; readonly at: number } | null;
  }[];
  readonly fields: readonly InputSpec[];
  readonly question: string;
  readonly options: readonly { readonly label: string; readonly about: string; readonly leadsTo: string }[];
  readonly defaultOption: number | null;
  /** A message that goes out, to be changed before it does. */
  readonly message: { readonly to: readonly string[]; readonly title: string; readonly text: string } | null;
  /** Values that are not known yet, by name: a dry run says so. */
  readonly unknown: readonly string[];
  /** Title of the step that proves it, and of the one that takes it back. '' for none. */
  readonly proof: string;
  readonly wayBack: string;
}

/** What an operator may do now; the pen is wanted for all but the first four. */
export const ACTS = [
  'approve',
  'refuse',
  'take-pen',
  'link',
  'go',
  'tick',
  'stop',
  'retry',
  'retry-failed',
  'mark-done',
  'go-on',
  'skip',
  'rollback',
  'abort',
  'pass-pen',
] as const; // prettier-ignore
export type ActType = (typeof ACTS)[number];

/** One run from near. */
export interface RunView {
  readonly run: Run;
  readonly face: StepFace | null;
  /** What comes after the step in front when all goes well. */
  readonly next: { readonly n: number; readonly title: string; readonly does: string } | null;
  readonly can: readonly ActType[];
  /** The file of the library since it was pinned. `difference`: unified diff of the text; '' when same or gone. */
  readonly file: { readonly state: 'same' | 'changed' | 'gone'; readonly difference: string };
}

export type RunLive =
  | { readonly type: 'view'; readonly view: RunView }
  /** As it comes, secrets masked; at most so much as is kept. */
  | {
      readonly type: 'output';
      readonly attemptId: string;
      readonly target: string;
      readonly stream: 'stdout' | 'stderr';
      readonly at: number;
      readonly text: string;
    };
