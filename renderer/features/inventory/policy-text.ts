// Pure: when somebody is told, as it is typed and as it goes to the engine.
import type { Policy } from '../../../electron/contract/model/check.ts';
import { durationText, parseDuration } from '../../lib/duration-text.ts';

export interface PolicyText {
  readonly interval: string;
  readonly retry: string;
  readonly maxAttempts: string;
  readonly recoverAfter: string;
  readonly timeout: string;
  readonly timeoutStatus: Policy['timeoutStatus'];
  readonly flapDetection: boolean;
}

export const policyText = (given: Policy): PolicyText => ({
  interval: durationText(given.intervalMs),
  retry: durationText(given.retryIntervalMs),
  maxAttempts: String(given.maxAttempts),
  recoverAfter: String(given.recoverAfter),
  timeout: durationText(given.timeoutMs),
  timeoutStatus: given.timeoutStatus,
  flapDetection: given.flapDetection,
});

/** The contract's defaults, as values alone: its schemas would bring the whole schema library into this screen. */
export const DEFAULT_POLICY: Policy = {
  intervalMs: 60_000,
  retryIntervalMs: 15_000,
  maxAttempts: 3,
  recoverAfter: 1,
  timeoutMs: 10_000,
  timeoutStatus: 'critical',
  flapDetection: true,
};

/** The policy of a kind before anybody changed it. */
export const policyOf = (
  defaults: { readonly intervalMs: number; readonly timeoutMs: number } | undefined,
): Policy => ({
  ...DEFAULT_POLICY,
  ...defaults,
});

/** What is typed, as the contract wants it; a span that is none becomes null, which names no value. */
export function toPolicy(text: PolicyText) {
  return {
    intervalMs: parseDuration(text.interval),
    retryIntervalMs: parseDuration(text.retry),
    maxAttempts: Number(text.maxAttempts.trim() || Number.NaN),
    recoverAfter: Number(text.recoverAfter.trim() || Number.NaN),
    timeoutMs: parseDuration(text.timeout),
    timeoutStatus: text.timeoutStatus,
    flapDetection: text.flapDetection,
  };
}

/** Fields that hold no value at all, said before the engine is asked: it would only say "expected a number". */
export function unreadable(text: PolicyText): readonly { path: string; message: string }[] {
  const read = toPolicy(text);
  const spans = (['intervalMs', 'retryIntervalMs', 'timeoutMs'] as const)
    .filter((field) => read[field] === null)
    .map((field) => ({ path: `policy.${field}`, message: 'must be a span of time, e.g. 15 s, 5 min, 1 h' }));
  const counts = (['maxAttempts', 'recoverAfter'] as const)
    .filter((field) => !Number.isInteger(read[field]))
    .map((field) => ({ path: `policy.${field}`, message: 'must be a whole number' }));
  return [...spans, ...counts];
}

/** What it comes to: how long after the first bad result somebody is told, at the earliest. */
export function toldAfter(text: PolicyText): string | null {
  const { retryIntervalMs, maxAttempts } = toPolicy(text);
  if (retryIntervalMs === null || !Number.isInteger(maxAttempts) || maxAttempts < 1) return null;
  const ms = (maxAttempts - 1) * retryIntervalMs;
  return ms === 0
    ? 'Somebody is told at the first bad result.'
    : `Somebody is told ${durationText(ms)} after the first bad result.`;
}
