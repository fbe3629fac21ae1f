// The counts: D, C, U, ?, W always in the same place, zeros dimmed; what is handled stands apart, in outline.
import type { ProblemStatus } from '../../../electron/contract/model/problem.ts';
import { WORST_FIRST } from '../../store/roll-up.ts';
import { useCounts } from '../../store/select.ts';
import { Glyph, glyphOf } from '../../ui/glyph.tsx';

/** Of the handled ones these keep their place even at zero; the others come when there are any. */
const ALWAYS: ReadonlySet<string> = new Set(['critical', 'warning', 'maintenance']);
const HANDLED: readonly (ProblemStatus | 'maintenance')[] = [...WORST_FIRST, 'maintenance'];

export function CountGroups() {
  const { unhandled, handled } = useCounts();
  return (
    <div className="counts">
      <div className="cg">
        <span>Unhandled</span>
        <div>
          {WORST_FIRST.map((status) => (
            <Count key={status} status={status} value={unhandled[status]} lit />
          ))}
        </div>
      </div>
      <div className="cg hd">
        <span>Handled</span>
        <div>
          {HANDLED.filter((status) => handled[status] > 0 || ALWAYS.has(status)).map((status) => (
            <Count key={status} status={status} value={handled[status]} />
          ))}
        </div>
      </div>
    </div>
  );
}

function Count({
  status,
  value,
  lit = false,
}: {
  readonly status: string;
  readonly value: number;
  readonly lit?: boolean;
}) {
  return (
    <i className={`ct ct-${glyphOf(status)}${value === 0 ? ' zero' : ''}`}>
      <Glyph status={status} lit={lit && value > 0} />
      <b>{value}</b>
    </i>
  );
}
