// What a probe kind is. The caller owns timeout, cancellation, concurrency, times, and the cleaning of output:
// a kind only measures its target and says what it found.
import type { z } from 'zod';
import type { MetricInfo } from '../../contract/model/kind.ts';
import type { ProbeOutcome, Status } from '../../contract/model/result.ts';
import type { Clock } from '../lib/clock.ts';

export interface HostKeyCheck {
  /** 'trusted': go on. 'unknown': first contact, somebody must say yes. 'changed': stop, this is not the host we knew. */
  verify(address: string, port: number, key: Buffer): 'trusted' | 'unknown' | 'changed';
  /** Key algorithms on record for a server; asked for first, so that the key it shows can be compared. */
  knownAlgorithms?(address: string, port: number): readonly string[];
}

/** A sign of life from outside, for kinds that wait instead of asking. */
export interface Beat {
  /** Epoch ms. */
  readonly at: number;
  readonly status: Status;
  readonly message: string;
  /** Long text it brought; absent: none. */
  readonly detail?: string;
}

/** What a probe may use besides its own sockets and child processes. */
export interface ProbeContext {
  /** Address of the host the check belongs to. */
  readonly address: string;
  readonly hostName: string;
  /** Aborted at the timeout, on removal and at shutdown: close everything you opened, then reject or return. */
  readonly signal: AbortSignal;
  /** The caller's limit, milliseconds: for libraries that want to be told. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly hostKeys: HostKeyCheck;
  /** The last sign of life sent for this check; null when there was none, and on a trial. */
  readonly lastBeat: Beat | null;
  /** When this check began to be watched by this engine, epoch ms: before it nothing could be missed. */
  readonly watchedSince: number;
  /** How long nobody could be heard since then (epoch ms): the engine was down, the machine slept. Absent: never. */
  readonly deafMs?: (since: number) => number;
}

/** One run of many checks of a kind at once, where that is cheaper than one by one. */
export interface ProbeBatch<Config> {
  /** Whether it can be used on this machine; asked at start and now and then. */
  available(): Promise<boolean>;
  /** Measures every item and reports each exactly once, in any order. Resolves after the last report. */
  run(
    items: readonly { readonly address: string; readonly config: Config; readonly timeoutMs: number }[],
    report: (index: number, outcome: ProbeOutcome) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

export interface ProbeKind<Schema extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly title: string;
  readonly about: string;
  readonly config: Schema;
  readonly metrics: readonly MetricInfo[];
  readonly defaults: { readonly intervalMs: number; readonly timeoutMs: number };
  readonly canBeAlive: boolean;
  /** At most so many of this kind at once. */
  readonly concurrency: number;
  run(config: z.output<Schema>, context: ProbeContext): Promise<ProbeOutcome>;
  readonly batch?: ProbeBatch<z.output<Schema>>;
  /** Closes what is kept between runs (connections); called once at shutdown. */
  close?(): Promise<void>;
}

/** Gives a kind its types: the config that `run` sees is what the schema parsed. */
export function defineProbe<Schema extends z.ZodType>(kind: ProbeKind<Schema>): ProbeKind<Schema> {
  return kind;
}
