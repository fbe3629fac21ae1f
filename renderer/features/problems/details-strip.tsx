// The selected problem in full words at the foot of a narrow screen, where columns have to cut them.
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { useNow } from '../../lib/now.ts';
import { ackWords, toldOrHeld } from '../../store/problem-words.ts';
import { useWorld } from '../../store/world.ts';

export function DetailsStrip({ problemId }: { readonly problemId: ProblemId }) {
  const now = useNow();
  const problem = useWorld((world) => world.problems.get(problemId));
  const state = useWorld((world) => (problem ? world.checkStates.get(problem.checkId) : undefined));
  const cause = useWorld((world) => (problem?.because ? world.hosts.get(problem.because)?.name : undefined));
  if (!problem) return null;
  const { ack } = problem;
  return (
    <section className="pfoot" aria-label="The selected problem">
      <p>
        <b>{state?.summary}</b> {state?.detail}
      </p>
      <p>
        {toldOrHeld(problem, now)}
        {cause && <>, caused by {cause}</>}
        {'. '}
        {ack ? (
          <>
            <b className="hand">{ack.by}</b> has it: {ackWords(ack, now)}.
          </>
        ) : (
          'Nobody has it.'
        )}
      </p>
    </section>
  );
}
