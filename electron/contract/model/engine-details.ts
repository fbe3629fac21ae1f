// The monitor looked at closely: what the Engine screen and `watchfloor doctor` show.
import type { CheckId } from './ids.ts';
import type { Status } from './result.ts';

export interface KindFigures {
  readonly kind: string;
  /** Enabled checks of this kind. */
  readonly checks: number;
  readonly running: number;
  /** Results of the last minute, a second. */
  readonly perSecond: number;
  /** Over the last results of its checks, milliseconds. */
  readonly meanMs: number | null;
  readonly worstMs: number | null;
}

/** A check whose runs take long, the longest first. */
export interface SlowCheck {
  readonly checkId: CheckId;
  readonly durationMs: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly status: Status;
  readonly at: number;
}

/** The engine's own figures at one moment. */
export interface EngineMoment {
  readonly at: number;
  readonly lagMs: number;
  readonly resultsPerSecond: number;
  readonly running: number;
  readonly queued: number;
  /** Of one core, percent. */
  readonly cpuPercent: number;
  readonly rssBytes: number;
}

export interface BackupFile {
  readonly file: string;
  readonly at: number;
  readonly bytes: number;
}

export interface EngineDetails {
  readonly at: number;
  readonly startedAt: number;
  readonly pid: number;
  /** The last hour in steps of ten seconds, oldest first. */
  readonly past: readonly EngineMoment[];
  readonly kinds: readonly KindFigures[];
  readonly slow: readonly SlowCheck[];
  readonly databaseBytes: number;
  readonly samplesBytes: number;
  readonly journalEntries: number;
  readonly diskFreeBytes: number | null;
  readonly backups: readonly BackupFile[];
}

export interface LogLine {
  readonly seq: number;
  readonly at: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}
