// The engine is gone: it is being started again by itself, and until then everything here is as old as it says.
import { useNow } from '../../lib/now.ts';
import { when } from '../../lib/time.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { wallAge } from './wall-words.ts';

export function LostBanner() {
  const link = useWorld((world) => world.link);
  const asOf = useWorld((world) => world.asOf);
  if (link === 'live') return null;
  if (link === 'waiting') {
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
      <b>Engine restarting</b>
      <span>{asOf > 0 ? <AsOf at={asOf} /> : 'Nothing was known yet. Nothing is being checked.'}</span>
    </section>
  );
}

function AsOf({ at }: { readonly at: number }) {
  const now = useNow();
  return (
    <>
      as of {when(at, now)} UTC, {wallAge(now - at)} old. Nothing is being checked.
    </>
  );
}
