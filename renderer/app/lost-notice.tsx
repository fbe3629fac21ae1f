// The engine is gone: what failed, what was kept, what to do, in this order. It lies over the foot of the screen and
// hides nothing that is still worth reading.
import { useWorld } from '../store/world.ts';
import { Ago, Clock } from '../ui/figures.tsx';
import { Glyph } from '../ui/glyph.tsx';

export function LostNotice() {
  const link = useWorld((world) => world.link);
  const reason = useWorld((world) => world.linkReason);
  const asOf = useWorld((world) => world.asOf);
  if (link !== 'lost') return null;
  return (
    <div className="err lost-notice" role="alert">
      <Glyph status="unknown" lit size={22} quiet />
      <p>
        <b>The monitor stopped. Nothing is being checked and nobody will be told.</b>
        <br />
        {reason ? `${reason} ` : ''}
        {asOf > 0 ? (
          <>
            What you see is as of <Clock at={asOf} /> UTC, <Ago at={asOf} /> old; everything on record is kept.
          </>
        ) : (
          'Nothing was received yet; everything on record is kept.'
        )}{' '}
        It is being started again by itself. If this stays for a minute, quit Watchfloor and start it once more.
      </p>
    </div>
  );
}
