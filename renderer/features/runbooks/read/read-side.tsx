// Beside the text: what it is suggested for and what it fits now, its last runs, what it needs.
import { Check, CircleX, SkipForward, Undo2 } from 'lucide-react';
import type { ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { RunSummary } from '../../../../electron/contract/model/run.ts';
import type { RunbookDetail, RunbookMatch } from '../../../../electron/contract/model/runbook.ts';
import { useNow, useNowEvery } from '../../../lib/now.ts';
import { figure } from '../../../lib/number.ts';
import { day, duration } from '../../../lib/time.ts';
import type { Loaded } from '../../../link/use-asked.ts';
import { openDialog } from '../../../store/dialogs.ts';
import type { Fit } from '../../../store/library.ts';
import { isHandled } from '../../../store/roll-up.ts';
import { goTo } from '../../../store/route.ts';
import { matchFacts, runWords } from '../../../store/runbook-words.ts';
import { useWorld } from '../../../store/world.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { needsOf } from './needs.ts';
import type { RunPage } from './use-runs.ts';

/** More problems are counted. */
const SHOWN = 6;
const RUNS = 8;

interface Props {
  readonly detail: RunbookDetail;
  readonly fit: Fit | undefined;
  readonly problemIds: readonly ProblemId[];
  readonly runs: Loaded<RunPage>;
}

export function ReadSide({ detail, fit, problemIds, runs }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the column scrolls, and has to without a mouse
    <aside className="rb-side" aria-label="Beside the runbook" tabIndex={0}>
      <h2>Fits</h2>
      {detail.match.length === 0 && <p className="rb-none">No alarm: it is started by hand.</p>}
      {detail.match.map((match) => (
        <Match key={JSON.stringify(match)} match={match} />
      ))}
      {problemIds.slice(0, SHOWN).map((id) => (
        <FitNow key={id} problemId={id} runbookId={detail.id} />
      ))}
      {fit && fit.count > SHOWN && <p className="rb-none">and {figure(fit.count - SHOWN)} more</p>}
      <h2>Last runs</h2>
      <LastRuns runs={runs} />
      <h2>Needs</h2>
      <ul className="rb-needs">
        {needsOf(detail).map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
    </aside>
  );
}

function Match({ match }: { readonly match: RunbookMatch }) {
  return (
    <dl className="rb-match">
      {matchFacts(match).map(([name, value]) => (
        <div key={name}>
          <dt className="mono">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {match.status.length > 0 && (
        <div>
          <dt className="mono">status</dt>
          <dd>
            {match.status.map((status) => (
              <span key={status}>
                <Glyph status={status} quiet /> {status}
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

function FitNow({ problemId, runbookId }: { readonly problemId: ProblemId; readonly runbookId: string }) {
  const now = useNow();
  const problem = useWorld((world) => world.problems.get(problemId));
  const host = useWorld((world) => (problem ? world.hosts.get(problem.hostId)?.name : undefined));
  if (!problem) return null;
  return (
    <button
      type="button"
      className="rb-fit"
      title="Start it for this problem"
      onClick={() => openDialog({ type: 'start-run', runbookId, problemId })}
    >
      <Glyph status={problem.status} lit={!isHandled(problem)} size={20} />
      <b className="mono">{host ?? 'a removed host'}</b>
      <u>open {duration(now - problem.openedAt)}</u>
    </button>
  );
}

function LastRuns({ runs }: { readonly runs: Loaded<RunPage> }) {
  if (runs.type === 'loading') return <div className="skel" aria-busy="true" />;
  if (runs.type === 'failed') return <p className="rb-none">They could not be read: {runs.reason}</p>;
  if (runs.value.runs.length === 0) return <p className="rb-none">None yet.</p>;
  return (
    <ul className="rb-last">
      {runs.value.runs.slice(0, RUNS).map((run) => (
        <li key={run.id}>
          <button type="button" onClick={() => goTo({ screen: 'run', runId: run.id })}>
            <RunLine run={run} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** To the minute: '9 min', '1 h 12 min'. */
const tookWords = (ms: number): string => duration(ms).replace(/(min) \S+$/, '$1');

/** One run: when, where, how long, how it ended. */
export function RunLine({ run }: { readonly run: RunSummary }) {
  const now = useNowEvery(60_000);
  const hosts = useWorld((world) => world.hosts);
  const names = run.hostIds.map((id) => hosts.get(id)?.name ?? 'a removed host');
  return (
    <>
      <time dateTime={new Date(run.startedAt).toISOString()}>{day(run.startedAt).replace(/^\S+ /, '')}</time>
      <b className="mono">{names.length > 1 ? `${names.length} hosts` : (names[0] ?? 'no host')}</b>
      <span className="rb-took">{tookWords((run.endedAt ?? now) - run.startedAt)}</span>
      <em className={`o-${run.mode === 'dry' ? 'dry' : (run.outcome ?? 'on')}`}>
        <OutcomeIcon run={run} />
        {runWords(run)}
      </em>
    </>
  );
}

function OutcomeIcon({ run: { mode, outcome } }: { readonly run: RunSummary }) {
  if (mode === 'dry' || outcome === null) return null;
  const Icon =
    outcome === 'green' ? Check : outcome === 'skips' ? SkipForward : outcome === 'rolled-back' ? Undo2 : CircleX;
  return <Icon className="ic" aria-hidden="true" />;
}
