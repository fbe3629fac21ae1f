// The problems of an incident: what is bad now, who has it, what hangs on it, what is over.
import { useMemo } from 'react';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { SuggestedRunbooks } from '../../forms/suggested-runbooks.tsx';
import { useNow, useNowEvery } from '../../lib/now.ts';
import { figure } from '../../lib/number.ts';
import { duration, when } from '../../lib/time.ts';
import { useSuggestions } from '../../link/suggested.ts';
import { toldOrHeld } from '../../store/problem-words.ts';
import { goTo } from '../../store/route.ts';
import { changeOf } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { ProblemsBehind } from './problems-pane-behind.tsx';
import { type ProblemLine, problemLines, useLead } from './problems-pane-rows.ts';
import './problems-pane.css';

/** More are counted: a pane is no list of a thousand. */
const MOST = 60;
const MOST_OVER = 12;

export function ProblemsPane({ incident }: { readonly incident: Incident }) {
  const problems = useWorld((world) => world.problems);
  const hosts = useWorld((world) => world.hosts);
  const lines = useMemo(() => problemLines(incident.problems, problems, hosts), [incident.problems, problems, hosts]);
  const standing = lines.open.length + lines.behindCount;
  return (
    <section className="iprobs" aria-label="Problems of this incident">
      <div className="ph">
        <h2>
          Problems<em>{figure(standing)}</em>
        </h2>
        {lines.over.length > 0 && <span className="sub">{figure(lines.over.length)} over</span>}
      </div>
      {incident.problems.length === 0 && (
        <div className="empty">
          <b>No problem belongs to it.</b>
          <p>It was opened from a call, or its problems were moved out.</p>
        </div>
      )}
      {incident.problems.length > 0 && standing === 0 && (
        <p className="ip-none">None of its {incident.problems.length} problems is open any more.</p>
      )}
      <Runbooks incident={incident} />
      <Lines lines={lines.open} most={MOST} label="Open" />
      {lines.behindCount > 0 && <ProblemsBehind groups={lines.behind} count={lines.behindCount} />}
      {lines.over.length > 0 && (
        <>
          <h3 className="ip-over">Over</h3>
          <Lines lines={lines.over} most={MOST_OVER} label="Over" />
        </>
      )}
    </section>
  );
}

/** What fits the worst of them; started from here, its steps land in this incident. */
function Runbooks({ incident }: { readonly incident: Incident }) {
  const problemId = useLead(incident);
  const asked = useSuggestions(problemId);
  if (problemId === null) return null;
  return (
    <div className="ip-fit">
      <SuggestedRunbooks
        problemId={problemId}
        incidentId={incident.id}
        suggestions={asked.type === 'ready' ? asked.value : null}
        failure={asked.type === 'failed' ? asked.reason : undefined}
        more={1}
      />
    </div>
  );
}

function Lines({ lines, most, label }: { lines: readonly ProblemLine[]; most: number; label: string }) {
  if (lines.length === 0) return null;
  return (
    <>
      <ul className="ip-list" aria-label={label}>
        {lines.slice(0, most).map((line) => (
          <Line key={line.own.problemId} line={line} />
        ))}
      </ul>
      {lines.length > most && <p className="ip-more">and {figure(lines.length - most)} more</p>}
    </>
  );
}

function Line({ line }: { readonly line: ProblemLine }) {
  const { own, problem, lit, behind } = line;
  return (
    <li className={problem ? undefined : 'over'}>
      <Glyph status={problem ? problem.status : 'ok'} lit={lit} size={18} />
      <HostName line={line} />
      <span className="ip-age">{problem ? <OpenFor since={own.openedAt} /> : <OverSince line={line} />}</span>
      <p>
        {behind > 0 && <b>{behind} behind it</b>}
        {problem ? <Standing line={line} /> : <>was {own.status}</>}
      </p>
    </li>
  );
}

function HostName({ line: { own } }: { readonly line: ProblemLine }) {
  const known = useWorld((world) => world.hosts.has(own.hostId));
  const words = (
    <>
      {own.host}
      {!own.alive && <em>{own.check}</em>}
    </>
  );
  if (!known) return <span className="st-name ip-name">{words}</span>;
  return (
    <button type="button" className="st-name ip-name" onClick={() => goTo({ screen: 'host', hostId: own.hostId })}>
      {words}
    </button>
  );
}

/** Only this leaf draws every second. */
function OpenFor({ since }: { readonly since: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(since).toISOString()} title={`${when(since, now)} UTC`}>
      {duration(now - since)}
    </time>
  );
}

function OverSince({ line: { own } }: { readonly line: ProblemLine }) {
  const now = useNowEvery(60_000);
  if (own.closedAt === null) return <>over</>;
  return (
    <>
      over {when(own.closedAt, now)}, lasted {duration(own.closedAt - own.openedAt)}
    </>
  );
}

/** What it says, and who has it or why nobody was told. */
function Standing({ line: { own, problem } }: { readonly line: ProblemLine }) {
  const now = useNowEvery(10_000);
  const summary = useWorld((world) => world.checkStates.get(own.checkId)?.summary ?? '');
  const change = useWorld((world) => changeOf(world, problem?.held ?? null));
  if (!problem) return null;
  return (
    <>
      {summary !== '' && <span>{summary}</span>}
      {problem.ack ? (
        <span className="hand">{problem.ack.by}</span>
      ) : (
        <span className="ip-told">{toldOrHeld(problem, now, change)}</span>
      )}
    </>
  );
}
