// The selected problem in full words at the foot of a narrow screen, where columns have to cut them.
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { useNow } from '../../lib/now.ts';
import { chooseRunbook, startBestFit, useSuggestions } from '../../link/suggested.ts';
import { openIncidentAbout, useIncidentNumber } from '../../store/incidents.ts';
import { ackWords, toldOrHeld } from '../../store/problem-words.ts';
import { changeOf, goToHolder, holderOf } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';

/** The best fit in a word, with its key. */
function BestFit({ problemId }: { readonly problemId: ProblemId }) {
  const asked = useSuggestions(problemId);
  const [best] = asked.type === 'ready' ? asked.value : [];
  if (!best) return null;
  return (
    <p className="pfit">
      <button type="button" className="pgo" onClick={() => void startBestFit(problemId)}>
        <Keycap keys="r" /> {best.title}
      </button>
      , {best.reasons.join(', ')}
      {asked.type === 'ready' && asked.value.length > 1 && (
        <button type="button" className="pgo" onClick={() => chooseRunbook(problemId)}>
          <Keycap keys="R" /> all {asked.value.length}
        </button>
      )}
    </p>
  );
}

export function DetailsStrip({ problemId }: { readonly problemId: ProblemId }) {
  const now = useNow();
  const problem = useWorld((world) => world.problems.get(problemId));
  const state = useWorld((world) => (problem ? world.checkStates.get(problem.checkId) : undefined));
  const change = useWorld((world) => changeOf(world, problem?.held ?? null));
  const cause = useWorld((world) => (problem?.because ? world.hosts.get(problem.because)?.name : undefined));
  const incident = useIncidentNumber(problemId);
  if (!problem) return null;
  const { ack, held } = problem;
  return (
    <section className="pfoot" aria-label="The selected problem">
      <p>
        <b>{state?.summary}</b> {state?.detail}
      </p>
      <p>
        {toldOrHeld(problem, now, change)}
        {holderOf(held) && (
          <button type="button" className="pgo" onClick={() => goToHolder(held)}>
            <Keycap keys="w" /> show it
          </button>
        )}
        {cause && <>, caused by {cause}</>}
        {incident && (
          <>
            , in
            <button type="button" className="pgo" onClick={() => openIncidentAbout([problemId])}>
              <Keycap keys="i" /> {incident}
            </button>
          </>
        )}
        {'. '}
        {ack ? (
          <>
            <b className="hand">{ack.by}</b> has it: {ackWords(ack, now)}.
          </>
        ) : (
          'Nobody has it.'
        )}
      </p>
      <BestFit problemId={problemId} />
    </section>
  );
}
