// The runbooks that fit a problem, best first, with the reason: one key starts the best, another shows all.
import type { IncidentId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Suggestion } from '../../electron/contract/model/runbook.ts';
import { durationText } from '../lib/duration-text.ts';
import { openDialog } from '../store/dialogs.ts';
import { goTo } from '../store/route.ts';
import { outcomeShort } from '../store/run-words.ts';
import { useWorld } from '../store/world.ts';
import { Keycap } from '../ui/keycap.tsx';
import './suggested-runbooks.css';

interface Props {
  readonly problemId: ProblemId;
  /** Where they are shown in an incident: a run belongs to it. */
  readonly incidentId?: IncidentId;
  /** As they were asked for; null: no answer yet. */
  readonly suggestions: readonly Suggestion[] | null;
  /** Why they could not be asked, in words. */
  readonly failure?: string | undefined;
  /** How many below the best are named. */
  readonly more?: number;
  /** Whether its keys act on this problem here. */
  readonly hasKeys?: boolean;
  readonly heading?: 'h2' | 'h3' | null;
}

export function SuggestedRunbooks(props: Props) {
  const { problemId, incidentId, suggestions, failure, more = 2, hasKeys = true, heading = 'h3' } = props;
  const [best, ...others] = suggestions ?? [];
  const Heading = heading;
  const start = (runbookId: string | null) =>
    openDialog({ type: 'start-run', runbookId, problemId, ...(incidentId === undefined ? {} : { incidentId }) });
  return (
    <section className="sug" aria-label="Runbooks that fit">
      {Heading && (
        <Heading>
          Runbook that fits
          {hasKeys && others.length > 0 && (
            <u>
              <Keycap keys="R" /> all {suggestions?.length}
            </u>
          )}
        </Heading>
      )}
      <RunsOfProblem problemId={problemId} />
      {failure !== undefined && <p className="sug-none">What fits could not be asked: {failure}</p>}
      {best ? (
        <Offer suggestion={best} keys={hasKeys ? 'r' : ''} onStart={start} />
      ) : (
        suggestions && (
          <p className="sug-none">
            None in the library says it is for this.{' '}
            <button type="button" className="pgo" onClick={() => start(null)}>
              {hasKeys && <Keycap keys="R" />} choose one
            </button>
          </p>
        )
      )}
      {others.slice(0, more).map((suggestion) => (
        <Offer key={suggestion.runbookId} suggestion={suggestion} keys="" onStart={start} />
      ))}
    </section>
  );
}

interface OfferProps {
  readonly suggestion: Suggestion;
  readonly keys: string;
  readonly onStart: (runbookId: string) => void;
}

function Offer({ suggestion, keys, onStart }: OfferProps) {
  const { title, reasons, freshness, estimateMs, runbookId } = suggestion;
  const old = freshness === 'stale' ? 'review over' : freshness === 'expired' ? 'read and accept' : null;
  return (
    <button type="button" className={keys === '' ? 'sug-one' : 'sug-one best'} onClick={() => onStart(runbookId)}>
      {keys !== '' && <Keycap keys={keys} />}
      <b>{title}</b>
      <u>
        {old && <em>{old}</em>}
        {estimateMs === null ? '' : durationText(estimateMs)}
      </u>
      <span>{reasons.join(', ')}</span>
    </button>
  );
}

/** Runs that were started for it: those that go on first. */
function RunsOfProblem({ problemId }: { readonly problemId: ProblemId }) {
  const runs = useWorld((world) => world.runs);
  const own = [...runs.values()]
    .filter((run) => run.problemId === problemId && run.mode !== 'dry')
    .toSorted((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null) || b.startedAt - a.startedAt);
  return own.slice(0, 2).map((run) => (
    <button key={run.id} type="button" className="sug-one run" onClick={() => goTo({ screen: 'run', runId: run.id })}>
      <b>{run.title}</b>
      <u>{run.endedAt === null ? 'goes on' : outcomeShort(run)}</u>
      <span>
        {run.step && run.endedAt === null ? `step ${run.step.n} of ${run.step.of}, ${run.step.title}, ` : ''}
        {run.pen}
      </span>
    </button>
  ));
}
