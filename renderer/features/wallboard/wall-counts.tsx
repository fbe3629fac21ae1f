// Unhandled problems by status: D, C, U, ?, W in their places always, zeros dimmed.
import { figure } from '../../lib/number.ts';
import { WORST_FIRST } from '../../store/roll-up.ts';
import { useCounts } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { GLYPH_WORDS, Glyph, glyphOf } from '../../ui/glyph.tsx';

export function WallCounts() {
  const { unhandled } = useCounts();
  const isKnown = useWorld((world) => world.asOf > 0);
  return (
    <div className="wb-c">
      {WORST_FIRST.map((status) => {
        const value = unhandled[status];
        const name = glyphOf(status);
        return (
          <div key={status} className={`ct-${name}${value === 0 ? ' zero' : ''}`}>
            <Glyph status={status} lit={value > 0} quiet />
            <b>{isKnown ? figure(value) : '–'}</b>
            <span>{GLYPH_WORDS[name]}</span>
          </div>
        );
      })}
    </div>
  );
}
