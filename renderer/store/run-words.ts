// Pure: what a run and its steps are called, the same on every screen that names them. Types alone from the contract.
import type { RunPhase, RunSummary } from '../../electron/contract/model/run.ts';
import type { FailReason, Risk, RunMode, RunOutcome, StepState } from '../../electron/contract/model/runbook-words.ts';
import { bytes } from '../lib/number.ts';
import { clock, duration } from '../lib/time.ts';

const NBSP = '\u00a0';

/** '' for a real one: only what is not real is marked. */
export const MODE_WORDS: Readonly<Record<RunMode, string>> = {
  live: '',
  dry: 'Dry run',
  instruct: 'Instruction',
};

export const MODE_SAYS: Readonly<Record<RunMode, string>> = {
  live: '',
  dry: 'Nothing is executed, nothing counts: this is what would happen.',
  instruct: 'Watchfloor executes nothing: copy the command, do it elsewhere, mark it done.',
};

export const OUTCOME_WORDS: Readonly<Record<RunOutcome, string>> = {
  green: 'Green',
  skips: 'Completed with skips',
  unverified: 'Unverified',
  failed: 'Failed',
  aborted: 'Aborted',
  'rolled-back': 'Rolled back',
};

/** Few words for lists: 'green', '1 skip', 'failed'. */
export const outcomeShort = ({ outcome, skips }: Pick<RunSummary, 'outcome' | 'skips'>): string =>
  outcome === null
    ? ''
    : outcome === 'skips'
      ? `${skips} ${skips === 1 ? 'skip' : 'skips'}`
      : outcome.replace('-', ' ');

/** Why an attempt failed, as a sentence goes on: "It failed: the command ended with another exit code than was wanted." */
export const REASON_WORDS: Readonly<Record<FailReason, string>> = {
  exit: 'the command ended with an exit code that is not success',
  output: 'what came is not what was expected',
  timeout: 'it took too long and was ended, with everything it had started',
  'host-not-found': 'the name of the host led nowhere',
  refused: 'the host refused the connection',
  auth: 'the host did not accept the log-in',
  'host-key': 'the host showed another key than the one on record: nothing was sent to it',
  transfer: 'the connection broke while it ran',
  cancelled: 'somebody stopped it',
  interrupted: 'the monitor stopped while it ran; nobody knows how it ended',
};

export const STEP_WORDS: Readonly<Record<StepState, string>> = {
  ahead: 'ahead',
  current: 'in front',
  running: 'running',
  waiting: 'waiting',
  done: 'done',
  failed: 'failed',
  interrupted: 'interrupted, outcome unknown',
  skipped: 'skipped',
  passed: 'passed by',
  'rolled-back': 'taken back',
};

export const RISK_WORDS: Readonly<Record<Risk, string>> = {
  'read-only': 'read-only',
  'safe-write': 'changes a host',
  destructive: 'changes a host',
};

/** What it waits for, in two or three words. */
export const PHASE_WORDS: Readonly<Record<RunPhase, string>> = {
  ready: 'next step waits',
  running: 'running',
  waiting: 'waits for a moment',
  approval: 'waits for a signature',
  failed: 'failed, decide',
  interrupted: 'interrupted, decide',
  ended: 'ended',
};

/** 1 840 → "1.84 s", 12 000 → "12.0 s", 430 → "0.43 s", then "2 min 54 s". */
export function took(ms: number): string {
  if (ms < 10_000) return `${(ms / 1_000).toFixed(2)}${NBSP}s`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)}${NBSP}s`;
  return duration(ms);
}

/** 1 229 → "1.2 KiB". */
export const sizeText = (count: number): string => bytes(count).join(NBSP);

/** The first letters of a hash: enough to tell two versions apart. */
export const shortHash = (hash: string): string => hash.slice(0, 7);

/** "1b7e…90aa". */
export const shortSha = (sha256: string): string =>
  sha256.length <= 9 ? sha256 : `${sha256.slice(0, 4)}…${sha256.slice(-4)}`;

/** "02:47:16.204", UTC. */
export const stamp = (at: number): string =>
  `${clock(at)}.${String(Math.floor(((at % 1_000) + 1_000) % 1_000)).padStart(3, '0')}`;

/** "step 5 of 9". */
export const placeWords = (step: RunSummary['step']): string => (step === null ? '' : `step ${step.n} of ${step.of}`);
