// The engine is gone, or says nothing any more: until it is back everything here is as old as it says.
import { useNow } from '../../lib/now.ts';
import { when } from '../../lib/time.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { useFreshness } from './freshness.ts';
import { wallAge } from './wall-words.ts';

export function LostBanner() {
  const freshness = useFreshness();
  const asOf = useWorld((world) => world.asOf);
  const reason = useWorld((world) => world.linkReason);
  if (freshness === 'live') return null;
  if (freshness === 'waiting') {
    return (
      <section className="wb-lost" role="status">
        <Glyph status="pending" quiet />
        <b>Waiting for the engine</b>
        <span>Nothing is known yet.</span>
      </section>
    );
  }
  return (
    <section className="wb-lost" role="alert">
      <Glyph status="unknown" lit quiet />
      <b>{freshness === 'silent' ? 'Engine silent' : 'Engine restarting'}</b>
      <span>
        {asOf > 0 ? <AsOf at={asOf} /> : 'Nothing was known yet.'}{' '}
        {freshness === 'silent' ? 'Perhaps nothing is being checked.' : 'Nothing is being checked.'} {reason}
      </span>
    </section>
  );
}

function AsOf({ at }: { readonly at: number }) {
  const now = useNow();
  return (
    <>
      as of {when(at, now)} UTC, {wallAge(now - at)} old.
    </>
  );
}
