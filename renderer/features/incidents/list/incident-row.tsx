// One incident in two lines: severity | number | title, how it stands | lead | age | its promises | problems | follow-ups.
import { memo } from 'react';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import type { ClockKind } from '../../../../electron/contract/model/sla.ts';
import { IncidentClock } from '../../../forms/incident-clock.tsx';
import { useNow, useNowEvery } from '../../../lib/now.ts';
import { figure } from '../../../lib/number.ts';
import { duration } from '../../../lib/time.ts';
import { CLOCK_NAMES, detectedAt, followUpsDue, openProblems, standingWords } from '../../../store/incident-words.ts';
import { isStanding, isUnhandled, nextClock } from '../../../store/incidents.ts';
import { Clock } from '../../../ui/figures.tsx';
import { SeverityTag } from '../../../ui/severity-tag.tsx';

/** Side by side, where there is room for all of them. */
const CLOCKS = ['acknowledge', 'resolve', 'update'] as const satisfies readonly ClockKind[];

type One = { readonly incident: Incident };

interface Props extends One {
  readonly fresh: boolean;
  readonly selected: boolean;
  readonly wide: boolean;
}

export const IncidentRow = memo(function IncidentRow({ incident, fresh, selected, wide }: Props) {
  const over = !isStanding(incident);
  return (
    <div className={`irow${over ? ' over' : ''}${selected ? ' sel' : ''}`}>
      <Severity incident={incident} />
      <span className="mono inum">{incident.number}</span>
      <span className="ititle">
        <b>
          <span>{incident.title}</span>
          {fresh && !over && <em className="tag">new</em>}
          {over && <em className="tag quiet">{incident.mergedInto ? 'merged' : incident.status}</em>}
        </b>
        <Standing incident={incident} />
      </span>
      <span className={incident.roles.lead === '' ? 'ilead none' : 'ilead'}>{incident.roles.lead || 'nobody'}</span>
      <Age incident={incident} over={over} />
      {wide ? (
        CLOCKS.map((kind) => <Promised key={kind} incident={incident} kind={kind} />)
      ) : (
        <Next incident={incident} />
      )}
      <Problems incident={incident} />
      <FollowUps incident={incident} />
    </div>
  );
});

/** Filled while nobody has it or a promise is broken. */
function Severity({ incident }: One) {
  const now = useNow();
  return (
    <span className="isev">
      <SeverityTag severity={incident.severity} lit={isUnhandled(incident, now)} />
    </span>
  );
}

function Standing({ incident }: One) {
  const now = useNowEvery(10_000);
  return (
    <span className="istand">
      {standingWords(incident, now)}
      {incident.customerImpact !== '' && <i className="w-in">{incident.customerImpact}</i>}
    </span>
  );
}

function Age({ incident, over }: One & { readonly over: boolean }) {
  const now = useNow();
  const at = detectedAt(incident);
  return <span className="r iage">{over ? <Clock at={at} /> : duration(now - at)}</span>;
}

/** The promise to look at, with its name. */
function Next({ incident }: One) {
  const clock = nextClock(incident);
  if (!clock) return <span className="iclock none">nothing promised</span>;
  return (
    <span className="iclock">
      <span>{CLOCK_NAMES[clock.kind]}</span>
      <IncidentClock incident={incident} clock={clock} />
    </span>
  );
}

function Promised({ incident, kind }: One & { readonly kind: ClockKind }) {
  const clock = incident.clocks.find((one) => one.kind === kind);
  return (
    <span className="iclock">
      {clock ? <IncidentClock incident={incident} clock={clock} /> : <i className="none">–</i>}
    </span>
  );
}

/** How many of its problems are open, of how many. */
function Problems({ incident }: One) {
  const open = openProblems(incident);
  const all = incident.problems.length;
  if (all === 0) return <span className="r inone">none</span>;
  return (
    <span className="r iprob" title={`${figure(open)} of ${figure(all)} still open`}>
      <b>{figure(open)}</b>
      <u>of {figure(all)}</u>
    </span>
  );
}

function FollowUps({ incident }: One) {
  const day = useNowEvery(60_000);
  const { open, late } = followUpsDue(incident, new Date(day).toISOString().slice(0, 10));
  if (open === 0) return <span className="r inone">{incident.followUps.length === 0 ? 'none' : 'all done'}</span>;
  return (
    <span className={late > 0 ? 'r ifol late' : 'r ifol'}>
      <b>{figure(open)}</b>
      <u>{late > 0 ? `${figure(late)} late` : 'due'}</u>
    </span>
  );
}
