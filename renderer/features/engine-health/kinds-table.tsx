// Each probe kind: how many checks, what runs now, how fast, how long.
import type { KindFigures } from '../../../electron/contract/model/engine-details.ts';
import { figure, perTime } from '../../lib/number.ts';
import { shortDuration } from '../../lib/time.ts';

export function KindsTable({ kinds }: { readonly kinds: readonly KindFigures[] }) {
  return (
    <section className="eng-t" aria-label="Probe kinds">
      <div className="ph">
        <h2>
          Kinds<em>{kinds.length}</em>
        </h2>
      </div>
      <table className="tbl">
        <thead>
          <tr>
            <th>Kind</th>
            <th className="r">Checks</th>
            <th className="r">Running</th>
            <th className="r">Results</th>
            <th className="r">Mean</th>
            <th className="r">Longest</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => {
            const [value, unit] = perTime(kind.perSecond);
            return (
              <tr key={kind.kind}>
                <td className="mono">{kind.kind}</td>
                <td className="r">{figure(kind.checks)}</td>
                <td className="r">{figure(kind.running)}</td>
                <td className="r">
                  {value}
                  <u>/{unit}</u>
                </td>
                <td className="r">{kind.meanMs === null ? '–' : shortDuration(kind.meanMs)}</td>
                <td className="r">{kind.worstMs === null ? '–' : shortDuration(kind.worstMs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {kinds.length === 0 && <p className="eng-none">No check is enabled.</p>}
    </section>
  );
}
