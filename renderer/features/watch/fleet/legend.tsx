// The legend of the fleet map: every shape with its word.
import { Glyph } from '../../../ui/glyph.tsx';

export function Legend() {
  return (
    <span className="legend" aria-hidden="true">
      <Shape status="down" word="down" />
      <Shape status="critical" word="critical" />
      <i>
        <i className="c c-unre" />
        unreachable
      </i>
      <Shape status="unknown" word="unknown" />
      <Shape status="warning" word="warning" />
      <Shape status="warning" word="handled" outline />
      <i className="lg-ok">
        <span className="c k1" />
        <span className="c k2" />
        <span className="c k3" />
        load
      </i>
    </span>
  );
}

function Shape({
  status,
  word,
  outline = false,
}: {
  readonly status: string;
  readonly word: string;
  readonly outline?: boolean;
}) {
  return (
    <i>
      <i className="c">
        <Glyph status={status} lit={!outline} quiet />
      </i>
      {word}
    </i>
  );
}
