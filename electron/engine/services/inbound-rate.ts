// How fast one address may ask: a bucket of tokens that fills again.
import type { Clock } from '../lib/clock.ts';

export interface RateLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/** Addresses remembered; whoever has more than these is a fleet, and has the connection limit before it. */
const MAX_ADDRESSES = 1_024;

/** Takes one request of `address`; says after how many seconds it may come again, 0: it may go on. */
export type TakeTurn = (address: string, cost?: number) => number;

export function createRate(clock: Pick<Clock, 'mono'>, { burst, perSecond }: RateLimit): TakeTurn {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (address, cost = 1) => {
    const now = clock.mono();
    const known = buckets.get(address);
    const before = known ? Math.min(burst, known.tokens + ((now - known.at) / 1_000) * perSecond) : burst;
    // The last that asked is the last in the map: what falls out has been quiet for longest.
    buckets.delete(address);
    if (buckets.size >= MAX_ADDRESSES) buckets.delete(buckets.keys().next().value ?? '');
    const passes = before >= cost;
    buckets.set(address, { tokens: passes ? before - cost : before, at: now });
    return passes ? 0 : Math.max(1, Math.ceil((cost - before) / perSecond));
  };
}
