// What a kind of runbook step is. The run engine owns the plan, the record, time limits, cancelling and who may do what: a
// kind reads its part of the YAML, says what a screen shows, and carries it out.
//
//   mode 'person'    a person does it and says so (manual, input, ask): `answer`
//   mode 'work'      the engine does it (run, check, notify, escalate): `tasks`, then `work` for each
//   mode 'clock'     time does it (wait): `until`
//   mode 'approval'  somebody else does it (approve): `approval`
//   mode 'call'      another runbook does it (call): `calls`
import type { z } from 'zod';
import type { JsonObject } from '../../contract/model/check.ts';
import type { HostId } from '../../contract/model/ids.ts';
import type { Result } from '../../contract/model/result.ts';
import type { CommandShown, RunTarget, StepFace } from '../../contract/model/run.ts';
import type { FailReason, InputSpec, RunbookStep, RunValue } from '../../contract/model/runbook.ts';
import type { RunScope } from '../core/run-values.ts';
import type { Clock } from '../lib/clock.ts';

/** A text of a body in which `${…}` may stand. */
export interface TextPlace {
  /** Inside the body: ['argv', 0]. */
  readonly path: readonly (string | number)[];
  readonly text: string;
  /** 'code' must hold no `${…}` at all (a script); 'value' becomes an argument; 'prose' is only read. */
  readonly use: 'code' | 'value' | 'prose';
}

/** Where a body sends the run. */
export interface Jump {
  readonly path: readonly (string | number)[];
  /** Id of a step, or 'end'. */
  readonly step: string;
}

/** What a kind may know of the run it stands in. */
export interface StepView {
  readonly step: RunbookStep;
  readonly scope: RunScope;
  /**
   * What the runbook asks for: of these values alone a line break (`multiline`) or a leading dash (`allowDash`) may be
   * allowed where they become arguments. Absent: of none.
   */
  readonly inputs?: readonly InputSpec[];
  /** Hosts as `on` names them, with how one logs in to each; `missing`: names that are not in the inventory. */
  targetsOf(on: string | readonly string[]): {
    readonly targets: readonly RunTarget[];
    readonly missing: readonly string[];
  };
  /** Title of a step by its id; the id where there is none. */
  titleOf(stepId: string): string;
  /** The problem the run was started from, in words; null: from none. */
  readonly problem: {
    readonly host: string;
    readonly check: string;
    readonly status: string;
    readonly summary: string;
  } | null;
  /** Whom a name of `notify` or `escalate` reaches: 'on-call', a person, a rota, a channel. Empty: nobody. */
  reach(to: string): readonly string[];
}

/** One thing to be done: a command on one target, or a check, or a message. */
export interface Task {
  readonly target: RunTarget | null;
  /** From 1: those of one batch go together, the next batch when it is through. */
  readonly batch: number;
  readonly shown: CommandShown | null;
  /** Names of credentials whose secrets it gets; by environment or standard input, never as an argument. */
  readonly secrets: readonly string[];
  /** In which variable of its environment it finds which credential's secret; `shown.env` holds dots in its place. */
  readonly secretEnv?: Readonly<Record<string, string>>;
}

export interface TaskPlan {
  readonly tasks: readonly Task[];
  /** So many may fail before no further batch begins. */
  readonly maxFailed: number;
  /** Why it cannot be carried out: 'no host ams9', 'inputs.mount is not known'. Null: it can. */
  readonly refusal: string | null;
}

/** What came over one stream. */
export interface StreamEnd {
  readonly bytes: number;
  readonly truncated: boolean;
  /** SHA-256, hex, of everything that came. */
  readonly sha256: string;
  /** What is kept of it (1 MiB, head and tail), as text, cleaned, secrets masked. */
  readonly text: string;
}

/** How one task ended. */
export interface WorkEnd {
  readonly ok: boolean;
  /** Null exactly when `ok`. */
  readonly reason: FailReason | null;
  /** One line. */
  readonly summary: string;
  readonly exit: number | null;
  /** Without SIG. */
  readonly signal: string | null;
  readonly durationMs: number;
  /** Fingerprint of the host key; '' where there is none. */
  readonly hostKey: string;
  readonly stdout: StreamEnd | null;
  readonly stderr: StreamEnd | null;
  readonly outputs: Readonly<Record<string, RunValue>>;
}

/** A command as the executor takes it. Values are in their places already; each argument arrives byte for byte. */
export interface ExecRequest {
  readonly target: RunTarget;
  readonly shown: CommandShown;
  readonly secrets: readonly string[];
  readonly secretEnv?: Readonly<Record<string, string>>;
}

export interface ProbeRequest {
  /** The check of the problem, or one of the inventory by host and name … */
  readonly rerun: 'problem' | { readonly host: string; readonly check: string } | null;
  /** … or one made up for the step. */
  readonly probe: { readonly kind: string; readonly host: string; readonly config: JsonObject } | null;
  readonly timeoutMs: number;
}

/** What the engine lends a kind while it works. */
export interface WorkContext {
  /** Aborted by 'stop', at shutdown and by nothing else: kinds with a limit of their own keep it themselves. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly view: StepView;
  /** Of `go`: an edited message. */
  readonly form: JsonObject;
  /** Local without a shell, or over SSH. Never rejects: what stood in the way is in the end. */
  execute(request: ExecRequest): Promise<Omit<WorkEnd, 'outputs'>>;
  /** Runs a check now. Rejects in words when there is no such check or host. */
  probe(
    request: ProbeRequest,
  ): Promise<{ readonly result: Result; readonly hostId: HostId | null; readonly name: string }>;
  /** Sends a message on its way; answers with whom it is for. Rejects in words when it reaches nobody. */
  tell(message: {
    readonly to: readonly string[];
    readonly title: string;
    readonly text: string;
    /** Escalates: with the context package of the problem or incident, for somebody to take it. */
    readonly escalates: boolean;
  }): Promise<readonly string[]>;
  /** Says something to the screens while it goes on: 'critical, 2 of 3 so far'. */
  say(text: string): void;
}

/** What a person's answer comes to. */
export interface Answer {
  /** A few words for track and timeline: 'answered Old logs', '4 of 4 ticked'. */
  readonly result: string;
  readonly outputs: Readonly<Record<string, RunValue>>;
  /** Id of the step it leads to, or 'end'; null: the usual way. */
  readonly goTo: string | 'end' | null;
}

/** Ticks of a checklist, by item. */
export type Ticks = Readonly<Record<number, { readonly by: string; readonly at: number }>>;

export interface StepKind<Schema extends z.ZodType = z.ZodType> {
  /** The key in the YAML: 'run'. */
  readonly kind: string;
  readonly title: string;
  /** One sentence, for the JSON Schema and the grammar. */
  readonly about: string;
  readonly body: Schema;
  readonly mode: 'person' | 'work' | 'clock' | 'approval' | 'call';
  /** Whether it can change a host: then `risk`, `verify` and `rollback` are asked for. */
  readonly mayChange: boolean;
  texts(body: z.output<Schema>): readonly TextPlace[];
  jumps(body: z.output<Schema>): readonly Jump[];
  /** Whether each of its ends is a jump, so that the run never goes on in order after it. Absent: no. */
  onlyJumps?(body: z.output<Schema>): boolean;
  /** Outputs of its own, besides those that the step takes from what was printed. Absent: none. */
  outputNames?(body: z.output<Schema>): readonly string[];
  /** One line with `${…}` left as it is: 'reruns the ping, expects critical'. */
  does(body: z.output<Schema>): string;
  /** Parts of the face beyond title, text, risk and confirmation. */
  face(body: z.output<Schema>, view: StepView, ticks: Ticks): Partial<StepFace>;
  /** What a person said; `form` comes from the screen and is parsed here. Throws a Refusal with the field. */
  answer?(body: z.output<Schema>, form: JsonObject, view: StepView, ticks: Ticks): Answer;
  tasks?(body: z.output<Schema>, view: StepView): TaskPlan;
  work?(body: z.output<Schema>, task: Task, context: WorkContext): Promise<WorkEnd>;
  /** Epoch ms at which it is over. */
  until?(body: z.output<Schema>, startedAt: number, view: StepView): number;
  /** Who may sign what: `for` is the id of the step it binds, null: the next that changes something. */
  approval?(
    body: z.output<Schema>,
    view: StepView,
  ): { readonly for: string | null; readonly from: readonly string[]; readonly withinMs: number };
  calls?(body: z.output<Schema>): {
    readonly runbook: string;
    readonly hash: string | null;
    readonly inputs: Readonly<Record<string, string>>;
  };
}

/** Gives a kind its types: the body that its functions see is what the schema parsed. */
export function defineStep<Schema extends z.ZodType>(kind: StepKind<Schema>): StepKind<Schema> {
  return kind;
}
