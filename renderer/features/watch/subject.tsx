// The selected thing, as the key bar names it.
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { isHandled } from '../../store/roll-up.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';

export function Subject({ problemId, chosen }: { readonly problemId: ProblemId; readonly chosen: number }) {
  const problem = useWorld((world) => world.problems.get(problemId));
  const host = useWorld((world) => (problem ? world.hosts.get(problem.hostId)?.name : undefined));
  const check = useWorld((world) => (problem ? world.checks.get(problem.checkId)?.name : undefined));
  if (chosen > 1) return <b>{chosen} problems</b>;
  if (!problem) return <span>it is over</span>;
  return (
    <>
      <Glyph status={problem.status} lit={!isHandled(problem)} />
      <b>{host}</b>
      <span>{check}</span>
    </>
  );
}
