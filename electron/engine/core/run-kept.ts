// A run as it is kept: what screens see of it, and what the plan must remember besides, so that after a power cut nothing that
// a start needs was in memory only. And what one decision about it comes to.
import type { JsonObject } from '../../contract/model/check.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Attempt, CommandShown, Run, RunTarget } from '../../contract/model/run.ts';
import type { RunValue } from '../../contract/model/runbook.ts';

/** One thing that a `work` step does: steps/step.ts has the same as `Task`. */
export interface PlanTask {
  readonly target: RunTarget | null;
  readonly batch: number;
  readonly shown: CommandShown | null;
  /** Names of credentials, never a secret. */
  readonly secrets: readonly string[];
  readonly secretEnv?: Readonly<Record<string, string>>;
  /** As it is written down, where that is not `shown`: secrets that stand in its very text are masked. */
  readonly written?: CommandShown;
}

/** Someone signed, or is asked to, for a step: it goes only while what it does is what was signed. */
export interface Bound {
  /** Path of the `approve` step. */
  readonly by: string;
  readonly granted: boolean;
  readonly binds: JsonObject;
}

export interface RunMemory {
  /** Hashes of called runbooks by the path of their call. */
  readonly pins: Readonly<Record<string, string>>;
  /** Inputs of called runbooks by the path of their call; known once the run has come to it. */
  readonly inputs: Readonly<Record<string, Readonly<Record<string, RunValue>>>>;
  readonly ticks: Readonly<Record<string, Readonly<Record<number, { readonly by: string; readonly at: number }>>>>;
  /** Of the step that runs. `from`: number of its first attempt of this go; `waiting`: tasks of batches that have not begun. */
  readonly go: {
    readonly from: number;
    readonly waiting: readonly PlanTask[];
    readonly maxFailed: number;
    readonly stopped: boolean;
    readonly form: JsonObject;
    readonly role: Attempt['role'];
  } | null;
  /** Names of machines where a person said a step is done, by its path; of the visit that is under way. */
  readonly byHand: Readonly<Record<string, readonly string[]>>;
  /** By path of the step that is bound. */
  readonly bound: Readonly<Record<string, Bound>>;
  /** After a signature the run goes back to the step it is for: path of the approval → path of the step. */
  readonly resume: Readonly<Record<string, string>>;
  /** Steps that failed and were gone past: whatever comes, the run is not green. */
  readonly failed: readonly string[];
  /** Steps that changed something (or began to), in the order of when they last did. */
  readonly changed: readonly string[];
  readonly takenBack: readonly string[];
  /** Changes that have no way back, or whose way back was left out. */
  readonly notTakenBack: readonly string[];
  /** Taken back, and the proof of it failed or is missing. */
  readonly unproven: readonly string[];
  /** A proof that is looked for out of its order, and the change after which the run goes on. */
  readonly proof: { readonly path: string; readonly of: string } | null;
  /** The way back that is in front. */
  readonly wayBack: string | null;
  /** Whether read-only steps go by themselves: not after a surprise, until a person acts. */
  readonly flowing: boolean;
  readonly withChecks: boolean;
  /** The problem it was started from, as it was then: when it is over the world has forgotten it. */
  readonly problem: {
    readonly checkId: CheckId;
    readonly host: string;
    readonly check: string;
    readonly status: string;
    readonly summary: string;
  } | null;
  /** What was last said of the file under the run: a hash, 'gone', or '' for nothing. */
  readonly fileSaid: string;
}

export interface RunKept {
  readonly run: Run;
  readonly memory: RunMemory;
}

export const EMPTY_MEMORY: RunMemory = {
  pins: {},
  inputs: {},
  ticks: {},
  go: null,
  byHand: {},
  bound: {},
  resume: {},
  failed: [],
  changed: [],
  takenBack: [],
  notTakenBack: [],
  unproven: [],
  proof: null,
  wayBack: null,
  flowing: true,
  withChecks: false,
  problem: null,
  fileSaid: '',
};

/** What an entry of the journal will say. */
export interface RunNote {
  readonly kind: 'run' | 'step';
  /** 'began', 'ended', 'skipped' …; stands in the entry's data. */
  readonly event: string;
  readonly text: string;
  readonly path: string | null;
  readonly attemptId: string | null;
  readonly hostId: HostId | null;
  readonly data: JsonObject;
}

/** What one act or event comes to: everything of it is written in one transaction, and only then carried out. */
export interface Decision {
  readonly kept: RunKept;
  /** To be written, then started. */
  readonly begin: readonly { readonly attempt: Attempt; readonly task: PlanTask }[];
  /** To be written: how attempts ended. */
  readonly ended: readonly Attempt[];
  readonly notes: readonly RunNote[];
  /** What runs is to be cancelled. */
  readonly cancel: boolean;
}

/** Why an act is refused, and which field it is about ('' for none). Nothing happens. */
export interface Refused {
  readonly refused: string;
  readonly path: string;
}

export const refused = (message: string, path = ''): Refused => ({ refused: message, path });
export const isRefused = (one: object): one is Refused => 'refused' in one;
