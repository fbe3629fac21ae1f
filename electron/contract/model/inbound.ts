// The receiver for alerts and heartbeats of other systems: off unless somebody turns it on, on loopback, behind a token.
export interface InboundFormat {
  readonly format: string;
  readonly title: string;
  /** Where it is posted, behind the base address: '/v1/alertmanager'. */
  readonly path: string;
  readonly about: string;
}

export interface InboundState {
  readonly enabled: boolean;
  /** 'http://127.0.0.1:8484' while it listens; null when it does not. */
  readonly address: string | null;
  /** Why it does not listen although it should; null otherwise. */
  readonly trouble: string | null;
  /** Whether a token was made. */
  readonly hasToken: boolean;
  readonly formats: readonly InboundFormat[];
  /** Since the engine started. */
  readonly accepted: number;
  readonly refused: number;
  /** The latest refusals, newest first: what was wrong. */
  readonly refusals: readonly { readonly at: number; readonly format: string; readonly why: string }[];
  readonly lastAt: number | null;
}
