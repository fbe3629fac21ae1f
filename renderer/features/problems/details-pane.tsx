// The selected problem from near, on wide screens: what is true, what it said, its last hour, its way to us, its record.
import type { Host } from '../../../electron/contract/model/host.ts';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import type { Entry } from '../../../electron/contract/model/journal.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { SuggestedRunbooks } from '../../forms/suggested-runbooks.tsx';
import { useNow, useNowEvery } from '../../lib/now.ts';
import { duration, shortDuration, when } from '../../lib/time.ts';
import { useSuggestions } from '../../link/suggested.ts';
import { openIncidentAbout, useIncidentNumber } from '../../store/incidents.ts';
import { ackWords, attemptWords, toldCell } from '../../store/problem-words.ts';
import { isHandled } from '../../store/roll-up.ts';
import { changeOf, goToHolder, holderOf } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { StateBar } from '../../ui/charts/state-bar.tsx';
import { GLYPH_WORDS, Glyph, glyphOf } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { ParentChain } from './parent-chain.tsx';
import { useProblems } from './problems-state.ts';
import { type Asked, useLastResult, usePast } from './use-past.ts';

export function DetailsPane({ problemId }: { readonly problemId: ProblemId | null }) {
  const now = useWorld((world) => (problemId ? world.problems.get(problemId) : undefined));
  const gone = useProblems((state) => (problemId ? state.board.gone.get(problemId) : undefined));
  const problem = now ?? gone;
  const host = useWorld((world) => (problem ? world.hosts.get(problem.hostId) : undefined));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the column scrolls, and has to without a mouse
    <aside className="pside" aria-label="The selected problem" tabIndex={0}>
      {problem && host ? (
        <Details problem={problem} host={host} over={now === undefined} />
      ) : (
        <p className="none">
          {problem ? 'Its host was removed.' : 'Choose a problem to see it from near:'} <Keycap keys="j" />
          <Keycap keys="k" /> move.
        </p>
      )}
    </aside>
  );
}

interface DetailsProps {
  readonly problem: Problem;
  readonly host: Host;
  readonly over: boolean;
}

function Details({ problem, host, over }: DetailsProps) {
  const check = useWorld((world) => world.checks.get(problem.checkId));
  const state = useWorld((world) => world.checkStates.get(problem.checkId));
  const version = `${state?.hardSince} ${state?.type} ${problem.toldAt} ${problem.ack?.at} ${over}`;
  const asked = usePast(problem.hostId, problem.checkId, version);
  const lit = !over && !isHandled(problem);
  return (
    <>
      <header className={`pd-head s-${glyphOf(problem.status)}`}>
        <Glyph status={problem.status} lit={lit} />
        <div>
          <h2 className="mono">{host.name}</h2>
          <span>
            {check?.name ?? 'a removed check'}
            <u>
              {host.role} {host.site}
            </u>
          </span>
        </div>
        <b>{over ? 'over' : GLYPH_WORDS[glyphOf(problem.status)].toLowerCase()}</b>
      </header>
      <section>
        <p className="pd-what">{over ? 'It recovered.' : state?.summary}</p>
        {state?.detail && !over && <p className="why">{state.detail}</p>}
        <Facts
          problem={problem}
          attempts={attemptWords(state, check?.policy.maxAttempts)}
          flapping={state?.flapping ? state.flapPercent : null}
        />
      </section>
      {!over && <Runbooks problem={problem} />}
      <LastOutput problem={problem} />
      <LastHour asked={asked} lit={lit} />
      <section>
        <h3>The way to it</h3>
        <ParentChain host={host} />
      </section>
      <Journal asked={asked} />
    </>
  );
}

interface FactsProps {
  readonly problem: Problem;
  readonly attempts: string;
  /** Percent of state change; null while it does not flap. */
  readonly flapping: number | null;
}

function Facts({ problem, attempts, flapping }: FactsProps) {
  const now = useNow();
  const cause = useWorld((world) => (problem.because ? world.hosts.get(problem.because)?.name : undefined));
  const change = useWorld((world) => changeOf(world, problem.held));
  const incident = useIncidentNumber(problem.id);
  const { ack, held } = problem;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Since', `${when(problem.openedAt, now)} UTC, ${duration(now - problem.openedAt)}`],
    ['Attempts', attempts],
    ['Flapping', flapping === null ? undefined : `yes, ${Math.round(flapping)} % of the last results changed`],
    ['Severity', `SEV${problem.severity}`],
    ['Told', toldCell(problem, now, change)],
    ['Caused by', cause],
    ['Incident', incident],
    ['In hand', ack ? `${ack.by}, since ${when(ack.at, now)}` : 'nobody'],
    ['Why', ack ? ackWords(ack, now) : undefined],
  ];
  return (
    <dl className="kv2">
      {rows
        .filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== '')
        .map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className={term === 'In hand' && ack ? 'hand' : undefined}>
              {words}
              {term === 'Incident' && (
                <button type="button" className="pgo" onClick={() => openIncidentAbout([problem.id])}>
                  <Keycap keys="i" /> show it
                </button>
              )}
              {term === 'Told' && holderOf(held) && (
                <button type="button" className="pgo" onClick={() => goToHolder(held)}>
                  <Keycap keys="w" /> show it
                </button>
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
}

function Runbooks({ problem }: { readonly problem: Problem }) {
  const asked = useSuggestions(problem.id);
  return (
    <SuggestedRunbooks
      problemId={problem.id}
      suggestions={asked.type === 'ready' ? asked.value : null}
      failure={asked.type === 'failed' ? asked.reason : undefined}
    />
  );
}

function LastOutput({ problem }: { readonly problem: Problem }) {
  const last = useLastResult(problem.hostId, problem.checkId);
  const now = useNowEvery(10_000);
  return (
    <section className="out">
      <h3>
        Last output
        {last && (
          <u>
            {when(last.at, now)}, took {shortDuration(last.durationMs)}
          </u>
        )}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long output scrolls, and has to without a mouse */}
      <pre tabIndex={0}>
        {last ? last.output?.trimEnd() || [last.summary, last.detail].filter(Boolean).join('\n') : 'No result yet.'}
      </pre>
    </section>
  );
}

function LastHour({ asked, lit }: { readonly asked: Asked; readonly lit: boolean }) {
  return (
    <section className="pd-hour">
      <h3>Last hour</h3>
      {asked.type === 'ready' ? (
        <StateBar label="State of the last hour" {...asked.past} lit={lit} />
      ) : asked.type === 'failed' ? (
        <p className="why">It could not be read: {asked.reason}</p>
      ) : (
        <div className="state-bar skel" />
      )}
    </section>
  );
}

function Journal({ asked }: { readonly asked: Asked }) {
  const now = useNowEvery(60_000);
  if (asked.type !== 'ready') return null;
  const { entries } = asked.past;
  return (
    <section>
      <h3>
        On record<u>newest first</u>
      </h3>
      {entries.length === 0 && <p className="why">Nothing yet.</p>}
      <ol className="pd-log">
        {entries.map((entry) => (
          <Line key={entry.uuid} entry={entry} now={now} />
        ))}
      </ol>
    </section>
  );
}

function Line({ entry, now }: { readonly entry: Entry; readonly now: number }) {
  return (
    <li>
      <time dateTime={new Date(entry.occurredAt).toISOString()}>{when(entry.occurredAt, now)}</time>
      <p>
        {entry.actor.type === 'operator' && <b className="hand">{entry.actor.name} </b>}
        {entry.text}
      </p>
    </li>
  );
}
