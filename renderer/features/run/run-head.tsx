// The head of a run: which runbook in which version, what mode, how far, who holds the pen, what it is for.
import { FlaskConical, Hand, PenLine } from 'lucide-react';
import type { Run } from '../../../electron/contract/model/run.ts';
import { useNow } from '../../lib/now.ts';
import { duration } from '../../lib/time.ts';
import { useAbout } from '../../store/about.ts';
import { goToIncident } from '../../store/incidents.ts';
import { goTo } from '../../store/route.ts';
import { MODE_SAYS, MODE_WORDS, OUTCOME_WORDS, PHASE_WORDS, placeWords, shortHash } from '../../store/run-words.ts';
import { useWorld } from '../../store/world.ts';

export function RunHead({ run }: { readonly run: Run }) {
  return (
    <header className="rhead">
      <div className="it">
        <div className="it1">
          <button type="button" className="mono" onClick={() => goTo({ screen: 'runbooks', runbookId: run.runbookId })}>
            {run.runbookId}
          </button>
          <span>{run.owner}</span>
          <span className="mono" title={`SHA-256 ${run.hash}`}>
            {shortHash(run.hash)}
          </span>
          <span>{run.outcome ? OUTCOME_WORDS[run.outcome].toLowerCase() : PHASE_WORDS[run.phase]}</span>
        </div>
        <h1 title={run.title}>{run.title}</h1>
      </div>
      <dl className="facts">
        {run.step && (
          <div>
            <dt>At</dt>
            <dd>{placeWords(run.step)}</dd>
          </div>
        )}
        <div>
          <dt>Pen</dt>
          <dd>
            <Pen run={run} />
          </dd>
        </div>
        <AboutWhat run={run} />
        <div>
          <dt>{run.endedAt === null ? 'Runs for' : 'Took'}</dt>
          <dd>
            <Elapsed run={run} />
          </dd>
        </div>
      </dl>
    </header>
  );
}

export function Elapsed({ run }: { readonly run: Run }) {
  const now = useNow();
  return <time>{duration((run.endedAt ?? now) - run.startedAt)}</time>;
}

/** Who may act: plain, because everybody else only watches. */
export function Pen({ run: { pen, endedAt } }: { readonly run: Run }) {
  const operator = useAbout((state) => state.about?.operator ?? '');
  return (
    <span className="hand">
      {endedAt === null && <PenLine className="ic" aria-hidden="true" />} {pen}
      {pen === operator && endedAt === null && <u>you</u>}
    </span>
  );
}

function AboutWhat({ run }: { readonly run: Run }) {
  const { incidentId, problemId, change } = run;
  const number = useWorld((world) => (incidentId ? (world.incidents.get(incidentId)?.number ?? 'on record') : null));
  const problem = useWorld((world) => (problemId ? world.problems.get(problemId) : undefined));
  const host = useWorld((world) => (problem ? (world.hosts.get(problem.hostId) ?? null) : null));
  const check = useWorld((world) => (problem ? (world.checks.get(problem.checkId)?.name ?? '') : ''));
  return (
    <>
      {incidentId && (
        <div>
          <dt>Incident</dt>
          <dd className="mono">
            <button type="button" onClick={() => goToIncident(incidentId)}>
              {number}
            </button>
          </dd>
        </div>
      )}
      {problemId && (
        <div className="long">
          <dt>Problem</dt>
          <dd>
            {host ? (
              <button type="button" className="mono" onClick={() => goTo({ screen: 'host', hostId: host.id })}>
                {host.name}
              </button>
            ) : (
              'over'
            )}{' '}
            {check}
          </dd>
        </div>
      )}
      {change !== '' && (
        <div>
          <dt>Change</dt>
          <dd className="mono">{change}</dd>
        </div>
      )}
    </>
  );
}

/** Across the whole head: nobody may take it for a real one. */
export function ModeBand({ mode }: Pick<Run, 'mode'>) {
  if (mode === 'live') return null;
  const Icon = mode === 'dry' ? FlaskConical : Hand;
  return (
    <p className="mband">
      <Icon className="ic" aria-hidden="true" />
      <b>{MODE_WORDS[mode]}</b>
      {MODE_SAYS[mode]}
    </p>
  );
}
