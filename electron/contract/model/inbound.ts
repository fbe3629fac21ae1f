// The receiver for alerts and heartbeats of other systems: off unless somebody turns it on, on loopback, behind a token.
import type { Check } from './check.ts';

/** The links that the latest alert of a check of kind 'inbound' brought; http and https only. None for other kinds. */
export function inboundLinks(
  check: Pick<Check, 'kind' | 'config'>,
): readonly { readonly title: string; readonly url: string }[] {
  const { links } = check.config;
  if (check.kind !== 'inbound' || typeof links !== 'object' || links === null) return [];
  return Object.entries(links).flatMap(([title, url]) =>
    typeof url === 'string' && /^https?:\/\//i.test(url) ? [{ title, url }] : [],
  );
}

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
  /** What to know while it listens: others on the network reach it, or nothing is accepted for want of a token. */
  readonly warning?: string;
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
