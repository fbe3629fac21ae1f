// Runbooks and their runs. A screen sends ids and values, never what is executed: the engine holds the text.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { jsonObject } from '../model/check.ts';
import { givenName } from '../model/host.ts';
import { incidentId, type ProblemId, problemId, runId, windowId } from '../model/ids.ts';
import type { Attempt, Run, RunSummary, RunView } from '../model/run.ts';
import type { RunbookDetail, RunbookImport, RunbookSummary, Suggestion } from '../model/runbook.ts';
import { RUN_MODES, RUN_OUTCOMES } from '../model/runbook-words.ts';
import { typedPin } from '../model/shift.ts';
import { procedure } from './base.ts';

const runbook = z.string().trim().min(1).max(128);
const value = z.union([z.string().max(100_000), z.number(), z.boolean(), z.array(z.string().max(1_000)).max(1_000)]);
const values = z.record(z.string().max(64), value);
const why = z.string().trim().min(1, 'say why: it stands in the record').max(2_000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');

/** What an operator does in a run. What belongs to the kind of the step (ticks, answers, a text) goes in `form`. */
export const runAct = z.discriminatedUnion('type', [
  /** Carries out the step in front, or finishes it where a person does it. */
  z.strictObject({
    type: z.literal('go'),
    /** For confirm 'type-target': what was typed. */
    typed: z.string().max(253).default(''),
    form: jsonObject.default({}),
  }),
  /** A tick of a checklist, stamped with who and when. */
  z.strictObject({ type: z.literal('tick'), item: z.number().int().min(0).max(1_000), done: z.boolean() }),
  /** Cancels what runs; the whole process group ends. */
  z.strictObject({ type: z.literal('stop') }),
  /** Once more, after a failure or an interruption; what is not idempotent wants the target typed. */
  z.strictObject({ type: z.literal('retry'), typed: z.string().max(253).default('') }),
  /** On those hosts only where it failed. */
  z.strictObject({ type: z.literal('retry-failed'), typed: z.string().max(253).default('') }),
  /**
   * Done elsewhere, or found done: the evidence in words. `targets`: names of the machines where it is; what is left can be
   * tried again there alone. Empty: all of it.
   */
  z.strictObject({
    type: z.literal('mark-done'),
    evidence: why,
    targets: z.array(z.string().max(253)).max(1_000).default([]),
  }),
  /** On, although it failed: it stays failed. */
  z.strictObject({ type: z.literal('go-on'), reason: why }),
  z.strictObject({ type: z.literal('skip'), reason: z.string().trim().max(2_000).default('') }),
  z.strictObject({ type: z.literal('rollback'), reason: why }),
  z.strictObject({ type: z.literal('abort'), reason: why }),
  z.strictObject({ type: z.literal('pass-pen'), to: givenName }),
  /** From somebody who is gone. */
  z.strictObject({ type: z.literal('take-pen'), reason: why }),
  /** `signer`: who signs, where that is not whoever sits at this desk; '' is they. */
  z.strictObject({
    type: z.literal('approve'),
    signer: z.union([z.literal(''), givenName]).default(''),
    /** Of the signer, where they have one. */
    pin: typedPin,
    reason: why,
  }),
  z.strictObject({ type: z.literal('refuse'), signer: z.union([z.literal(''), givenName]).default(''), reason: why }),
  /** From now on its steps land in this incident's timeline too. */
  z.strictObject({ type: z.literal('link'), incidentId }),
]);
export type RunAct = z.infer<typeof runAct>;
export type RunActDraft = z.input<typeof runAct>;

export const runStart = z.strictObject({
  runbookId: runbook,
  /** As it was read; null: as it is now. Another hash than now is refused: somebody changed it meanwhile. */
  hash: sha256.nullable().default(null),
  mode: z.enum(RUN_MODES).default('live'),
  inputs: values.default({}),
  problemId: problemId.nullable().default(null),
  incidentId: incidentId.nullable().default(null),
  change: z.string().trim().max(64).default(''),
  windowId: windowId.nullable().default(null),
  /** Why it starts outside of its window, or against a failed precondition that only warns; '' does not. */
  outsideReason: z.string().trim().max(2_000).default(''),
  /** An expired runbook was read. */
  accepted: z.boolean().default(false),
  /** In a dry run: whether checks are run for real. */
  withChecks: z.boolean().default(false),
});
export type RunStart = z.infer<typeof runStart>;

/** What stands between an operator and a run, before it begins. */
export interface StartLook {
  readonly detail: RunbookDetail;
  /** Inputs as far as they are known: of the problem, or defaults. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Must be put right first: 'INC…' 'runs on 9 hosts, at most 5'. */
  readonly blocks: readonly string[];
  /** Wants a word: 'outside of window CHG-1', 'a draft', 'a run of it is under way by A. Brandt'. */
  readonly warns: readonly string[];
  /** Why a start now is outside of its window, or without one: it wants `outsideReason`. Stands among `warns` too. Null: it is not. */
  readonly outside: string | null;
  /** An expired runbook: it wants `accepted`. Stands among `warns` too. */
  readonly mustAccept: boolean;
  /** Maintenance windows that are active or begin within a day and cover its hosts. */
  readonly windows: readonly {
    readonly windowId: string;
    readonly name: string;
    readonly change: string;
    readonly active: boolean;
  }[];
}

export const runbooks = {
  /** The library, as it is on disk now; files that cannot be read are listed with what is wrong. */
  list: procedure.output(type<readonly RunbookSummary[]>()),
  get: procedure.input(z.strictObject({ runbookId: runbook })).output(type<RunbookDetail>()),
  /** Best first; at most 20. */
  suggest: procedure.input(z.strictObject({ problemId })).output(type<readonly Suggestion[]>()),
  /** Which open problems each runbook fits. */
  fitting: procedure.output(
    type<
      readonly { readonly runbookId: string; readonly problemIds: readonly ProblemId[]; readonly count: number }[]
    >(),
  ),
  /** Drafts of other formats' files. Nothing is kept: `keepDraft` does that. */
  importFiles: procedure
    .input(
      z.strictObject({
        files: z
          .array(z.strictObject({ name: z.string().max(255), text: z.string().max(2_000_000) }))
          .min(1)
          .max(32),
      }),
    )
    .output(type<readonly RunbookImport[]>()),
  /** Writes a draft into the first folder of the user's own that is set up; never over a file that is there. */
  keepDraft: procedure
    .input(z.strictObject({ name: z.string().trim().min(1).max(128), draft: z.string().max(2_000_000) }))
    .output(type<{ readonly file: string }>()),

  /** Before a start: what is known, what is missing, what forbids it. Changes nothing, runs nothing. */
  look: procedure
    .input(
      runStart.pick({ runbookId: true, problemId: true, incidentId: true, inputs: true, change: true, windowId: true }),
    )
    .output(type<StartLook>()),
  /** Starts a run, pinned to the text as it is now. Preconditions are checked first; one that blocks refuses it. */
  start: procedure.input(runStart).output(type<RunView>()),
  view: procedure.input(z.strictObject({ runId })).output(type<RunView>()),
  /** `rev`: the state that was seen; when the run has moved on since, it is refused and nothing happens twice. */
  act: procedure.input(z.strictObject({ runId, rev: z.number().int().min(0), act: runAct })).output(type<RunView>()),
  /** Newest first. */
  runs: procedure
    .input(
      z.strictObject({
        runbookId: runbook.nullable().default(null),
        incidentId: incidentId.nullable().default(null),
        outcomes: z.array(z.enum(RUN_OUTCOMES)).default([]),
        active: z.boolean().nullable().default(null),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(50),
      }),
    )
    .output(type<{ readonly total: number; readonly runs: readonly RunSummary[] }>()),
  /** What an attempt printed, as it is kept; null where nothing came or it was redacted. */
  output: procedure
    .input(z.strictObject({ runId, attemptId: z.string().min(1).max(64) }))
    .output(type<{ readonly attempt: Attempt; readonly stdout: string | null; readonly stderr: string | null }>()),
  /** The pinned text of a run, as it was in its file. */
  pinned: procedure.input(z.strictObject({ runId })).output(type<{ readonly run: Run; readonly source: string }>()),
};
