// How the monitor itself is doing: shown on every screen, so that nobody trusts a dead instrument.
export interface EngineHealth {
  readonly at: number;
  readonly startedAt: number;
  /** Worst schedule lag (due to start) over the last 10 s, milliseconds. */
  readonly lagMs: number;
  readonly running: number;
  readonly queued: number;
  readonly resultsPerSecond: number;
  /** Bytes on disk. */
  readonly databaseBytes: number;
  readonly samplesBytes: number;
  /** What is wrong with the monitor itself, worst first; empty when healthy. */
  readonly troubles: readonly EngineTrouble[];
}

export interface EngineTrouble {
  readonly code:
    | 'lag'
    | 'storage'
    | 'samples'
    | 'backup'
    | 'restored'
    | 'internal'
    | 'isolated'
    | 'delivery'
    | 'inbound'
    | 'runbooks'
    | 'reports';
  /** What failed, what was kept, what to do, in this order. */
  readonly message: string;
  readonly since: number;
}

/** A host key nobody has vouched for yet, or one that is not what it was. */
export interface HostKeyQuestion {
  readonly address: string;
  readonly port: number;
  readonly algorithm: string;
  /** 'SHA256:…' as ssh-keygen prints it. */
  readonly fingerprint: string;
  /** Fingerprint on record when the key changed; null on first contact. */
  readonly known: string | null;
  readonly seenAt: number;
}
