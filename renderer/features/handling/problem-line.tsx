// Problems named in a dialog: the first few in words, the rest counted.
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { isHandled } from '../../store/roll-up.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';

const NAMED = 5;

export function ProblemLines({ ids }: { readonly ids: readonly ProblemId[] }) {
  return (
    <ul className="ack-list">
      {ids.slice(0, NAMED).map((id) => (
        <ProblemLine key={id} id={id} />
      ))}
      {ids.length > NAMED && <li className="sub">and {ids.length - NAMED} more</li>}
    </ul>
  );
}

function ProblemLine({ id }: { readonly id: ProblemId }) {
  const problem = useWorld((world) => world.problems.get(id));
  const host = useWorld((world) => (problem ? world.hosts.get(problem.hostId)?.name : undefined));
  const check = useWorld((world) => (problem ? world.checks.get(problem.checkId)?.name : undefined));
  const summary = useWorld((world) => (problem ? world.checkStates.get(problem.checkId)?.summary : undefined));
  if (!problem) return <li className="sub">recovered meanwhile</li>;
  return (
    <li>
      <Glyph status={problem.status} lit={!isHandled(problem)} size={18} />
      <b className="mono">{host}</b>
      <span>{check}</span>
      <span className="sub">{summary}</span>
    </li>
  );
}
