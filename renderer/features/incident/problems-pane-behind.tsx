// What hangs on something that is down: a row of cells for each role, hatched, as on the fleet map; their names on demand.
import { useState } from 'react';
import { figure } from '../../lib/number.ts';
import { goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import type { Hidden } from './problems-pane-rows.ts';

const MOST_CELLS = 240;
const MOST_NAMES = 120;

export function ProblemsBehind({ groups, count }: { readonly groups: readonly Hidden[]; readonly count: number }) {
  const [shown, setShown] = useState(false);
  return (
    <div className="ip-behind">
      <div className="ph">
        <h2>
          Behind it<em>{figure(count)}</em>
        </h2>
        <span className="sub">told nobody</span>
        <span className="phr">
          <button type="button" className="btn" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Cells' : 'Names'}
          </button>
        </span>
      </div>
      {groups.map((group) => (
        <div key={group.role} className="ip-role">
          <b>{group.role || 'no role'}</b>
          {shown ? <Names group={group} /> : <Cells group={group} />}
          <u>{figure(group.lines.length)}</u>
        </div>
      ))}
    </div>
  );
}

function Cells({ group: { lines } }: { readonly group: Hidden }) {
  return (
    <span className="ip-cells" role="img" aria-label={`${lines.length} hidden behind it`}>
      {lines.slice(0, MOST_CELLS).map(({ own }) => (
        <i key={own.problemId} title={own.alive ? own.host : `${own.host} ${own.check}`} />
      ))}
    </span>
  );
}

function Names({ group: { lines } }: { readonly group: Hidden }) {
  const hosts = useWorld((world) => world.hosts);
  return (
    <span className="ip-names">
      {lines.slice(0, MOST_NAMES).map(({ own }) => (
        <button
          key={own.problemId}
          type="button"
          className="st-name"
          disabled={!hosts.has(own.hostId)}
          onClick={() => goTo({ screen: 'host', hostId: own.hostId })}
        >
          {own.host}
          {!own.alive && <em>{own.check}</em>}
        </button>
      ))}
      {lines.length > MOST_NAMES && <span>and {figure(lines.length - MOST_NAMES)} more</span>}
    </span>
  );
}
