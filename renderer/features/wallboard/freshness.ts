// Whether what the wall shows is of now. The engine says something every second; one that hangs says nothing and ends nothing
// either, and its last figures would look alive for ever.
import { useNowEvery } from '../../lib/now.ts';
import { useWorld, type World } from '../../store/world.ts';

/** 'silent': the line stands, and nothing comes over it. */
export type Freshness = World['link'] | 'silent';

/** Longer than an engine at work is ever still, ms. */
const SILENT_AFTER_MS = 15_000;
const STEP_MS = 5_000;

/** At `now`, epoch ms; engine and wall go by the same clock. */
export const freshnessOf = ({ link, asOf }: Pick<World, 'link' | 'asOf'>, now: number): Freshness =>
  link === 'live' && now - asOf > SILENT_AFTER_MS ? 'silent' : link;

export function useFreshness(): Freshness {
  const now = useNowEvery(STEP_MS);
  return useWorld((world) => freshnessOf(world, now));
}
