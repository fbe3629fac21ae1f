// What the keys act on, as the key bar names it.
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { count } from '../../lib/number.ts';
import { isHandled } from '../../store/roll-up.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';

interface Props {
  readonly problemId: ProblemId | null;
  readonly chosen: number;
}

export function KeySubject({ problemId, chosen }: Props) {
  const problem = useWorld((world) => (problemId ? world.problems.get(problemId) : undefined));
  const host = useWorld((world) => (problem ? world.hosts.get(problem.hostId)?.name : undefined));
  const check = useWorld((world) => (problem ? world.checks.get(problem.checkId)?.name : undefined));
  if (chosen > 0) return <b>{count(chosen, 'problem')} chosen</b>;
  if (!problem) return <span>it is over</span>;
  return (
    <>
      <Glyph status={problem.status} lit={!isHandled(problem)} />
      <b>{host ?? 'a removed host'}</b>
      <span>{check}</span>
    </>
  );
}
