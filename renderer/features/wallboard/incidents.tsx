// Open incidents, worst first, with the promise that is due next: three beside the map, or as many as the wall holds.
import { useRef } from 'react';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { useNowEvery } from '../../lib/now.ts';
import { figure } from '../../lib/number.ts';
import { CLOCK_NAMES, ownerWords, standingWords } from '../../store/incident-words.ts';
import { nextClock, useStanding } from '../../store/incidents.ts';
import { clockNow } from '../../store/sla.ts';
import { SeverityTag } from '../../ui/severity-tag.tsx';
import { SlaBar } from '../../ui/sla-bar.tsx';
import { None } from './none.tsx';
import { useFits } from './use-fits.ts';
import { promiseWords } from './wall-words.ts';

/** Promises are read to the minute, and begin with seconds. */
const STEP_MS = 1_000;
const BESIDE_MAP = 3;

export function SideIncidents() {
  const standing = useStanding();
  return (
    <section aria-label="Open incidents">
      <h2>
        Open incidents
        <More of={standing.length} shown={BESIDE_MAP} />
      </h2>
      {standing.length === 0 && <None>None is open.</None>}
      {standing.slice(0, BESIDE_MAP).map((incident) => (
        <Line key={incident.id} incident={incident} />
      ))}
    </section>
  );
}

const More = ({ of, shown }: { readonly of: number; readonly shown: number }) =>
  of > shown ? <em>{figure(of)}</em> : null;

const MARKS = { running: '', 'at-risk': ' risk', paused: '', kept: '', missed: ' missed' } as const;

function usePromise(incident: Incident) {
  const now = useNowEvery(STEP_MS);
  const clock = nextClock(incident);
  const stands = clock && clockNow(clock, now);
  return { now, clock, stands, words: promiseWords(clock, now), mark: stands ? MARKS[stands.state] : '' };
}

function Line({ incident }: { readonly incident: Incident }) {
  const { stands, words, mark } = usePromise(incident);
  return (
    <div className={`wi${mark}`}>
      <div>
        <SeverityTag severity={incident.severity} lit={incident.status === 'open'} />
        <b>{incident.title}</b>
      </div>
      <div>
        <span>{ownerWords(incident)}</span>
        <em>{words}</em>
      </div>
      {stands && <SlaBar share={stands.share} state={stands.state} />}
    </div>
  );
}

/** Of one incident on a wall of its own, u. */
const ROW_U = 17;

export function IncidentsView() {
  const standing = useStanding();
  const list = useRef<HTMLDivElement>(null);
  const fits = useFits(list, ROW_U);
  return (
    <section className="wb-main whole wb-list" data-view="incidents" aria-label="Open incidents">
      <h2>
        Open incidents
        <More of={standing.length} shown={0} />
        {standing.length > fits && <span>{figure(standing.length - fits)} more</span>}
      </h2>
      <div ref={list}>
        {standing.length === 0 && <None>No incident is open.</None>}
        {standing.slice(0, fits).map((incident) => (
          <WideLine key={incident.id} incident={incident} />
        ))}
      </div>
    </section>
  );
}

function WideLine({ incident }: { readonly incident: Incident }) {
  const { now, clock, stands, words, mark } = usePromise(incident);
  return (
    <div className={`wi wide${mark}`}>
      <SeverityTag severity={incident.severity} lit={incident.status === 'open'} />
      <div>
        <b>{incident.title}</b>
        <span>{[incident.number, incident.roles.lead, standingWords(incident, now)].filter(Boolean).join(', ')}</span>
      </div>
      <div>
        <em>
          {clock && `${CLOCK_NAMES[clock.kind]}: `}
          {words || 'nothing promised'}
        </em>
        {stands && <SlaBar share={stands.share} state={stands.state} />}
      </div>
    </div>
  );
}
