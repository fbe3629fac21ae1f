// The words of runbooks and of their runs; without zod, so that pages can have them too.

/** What a step does to a host. */
export const RISKS = ['read-only', 'safe-write', 'destructive'] as const;
export type Risk = (typeof RISKS)[number];

export const CONFIRMS = ['none', 'click', 'type-target'] as const;
export type Confirm = (typeof CONFIRMS)[number];

/** 'retired' ones are listed and cannot be started; drafts can, and say so. */
export const RUNBOOK_STATES = ['draft', 'active', 'retired'] as const;
export type RunbookState = (typeof RUNBOOK_STATES)[number];

/** 'due' within 14 days of its review; 'stale' past it; 'expired' past twice that: read and accepted before each run. */
export const FRESHNESS = ['fresh', 'due', 'stale', 'expired'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** 'dry' executes nothing and counts nowhere; in 'instruct' a person does every step elsewhere and marks it done. */
export const RUN_MODES = ['live', 'dry', 'instruct'] as const;
export type RunMode = (typeof RUN_MODES)[number];

/** How a run ended. Green: every required step done and every change verified; nothing else is green. */
export const RUN_OUTCOMES = ['green', 'skips', 'unverified', 'failed', 'aborted', 'rolled-back'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/**
 * Where a step stands. 'passed': the run took another way. 'interrupted': it began, and nobody knows how it ended.
 * 'failed' stays failed whatever is done afterwards.
 */
export const STEP_STATES = [
  'ahead',
  'current',
  'running',
  'waiting',
  'done',
  'failed',
  'interrupted',
  'skipped',
  'passed',
  'rolled-back',
] as const; // prettier-ignore
export type StepState = (typeof STEP_STATES)[number];

/** Why an attempt failed (spec: runbooks, "A run"). 'output': what came is not what was expected. */
export const FAIL_REASONS = [
  'exit',
  'output',
  'timeout',
  'host-not-found',
  'refused',
  'auth',
  'host-key',
  'transfer',
  'cancelled',
  'interrupted',
] as const; // prettier-ignore
export type FailReason = (typeof FAIL_REASONS)[number];
