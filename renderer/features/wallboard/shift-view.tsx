// Whose watch it is, who comes next and whom to ring; and what will be full before long, while there is time.

import type { OnCallNow } from '../../../electron/contract/model/on-call.ts';
import type { Shift } from '../../../electron/contract/model/shift.ts';
import { useNowEvery } from '../../lib/now.ts';
import { useWorld } from '../../store/world.ts';
import { dayAndTime, wallAge, wallZone } from './wall-words.ts';

const STEP_MS = 10_000;
/** Lines the wall has room for. */
const MOST_ROTAS = 6;
const MOST_FORECASTS = 3;
const MOST_WINDOWS = 3;

export function ShiftView({ zone }: { readonly zone: string }) {
  const { now: on, next, plans } = useWorld((world) => world.shifts);
  const rotas = useWorld((world) => world.onCall.now);
  const place = wallZone(zone);
  return (
    <div className="wb-main halves" data-view="shift">
      <section aria-label="On shift">
        <h2>On shift</h2>
        {on.map((shift) => (
          <Crew key={shift.key} shift={shift} zone={place} />
        ))}
        {on.length === 0 && (
          <p className="wb-none">{plans.length === 0 ? 'No shifts are planned.' : 'Nobody is planned to be on.'}</p>
        )}
        {next.length > 0 && <h2>Next</h2>}
        {next.slice(0, 2).map(({ key, name, people, from }) => (
          <p key={key} className="wb-next">
            <b>{people.join(', ') || 'nobody'}</b>
            <span>
              {name}, {dayAndTime(from, place)}
            </span>
          </p>
        ))}
      </section>
      <section aria-label="On call">
        <h2>On call</h2>
        {rotas.length === 0 && <p className="wb-none">No rota is set up.</p>}
        <ul className="wb-rotas">
          {rotas.slice(0, MOST_ROTAS).map((rota) => (
            <Rota key={rota.scheduleId} rota={rota} />
          ))}
        </ul>
        <Planned />
        <Forecasts />
      </section>
    </div>
  );
}

function Crew({ shift: { name, people, to }, zone }: { readonly shift: Shift; readonly zone: string }) {
  const now = useNowEvery(STEP_MS);
  return (
    <div className="wb-crew">
      {people.length === 0 && <b className="nobody">Nobody</b>}
      {people.slice(0, 4).map((person) => (
        <b key={person}>{person}</b>
      ))}
      <span>
        {name}, until {dayAndTime(to, zone)}, {wallAge(to - now)} left
      </span>
    </div>
  );
}

function Rota({ rota: { schedule, person, until } }: { readonly rota: OnCallNow }) {
  const now = useNowEvery(STEP_MS);
  return (
    <li>
      <span>{schedule}</span>
      {person ? <b>{person.name}</b> : <b className="nobody">nobody</b>}
      <u>{until === null ? '' : `${wallAge(until - now)} left`}</u>
    </li>
  );
}

/** Maintenance that is on: why something dark is dark. */
function Planned() {
  const now = useNowEvery(STEP_MS);
  const windows = useWorld((world) => world.windows);
  const on = windows.flatMap(({ window, current }) => (current ? [{ ...window, to: current.to }] : []));
  if (on.length === 0) return null;
  return (
    <>
      <h2>In maintenance</h2>
      <ul className="wb-rotas two">
        {on.slice(0, MOST_WINDOWS).map(({ id, name, to }) => (
          <li key={id}>
            <b>{name}</b>
            <u>{wallAge(to - now)} left</u>
          </li>
        ))}
      </ul>
    </>
  );
}

function Forecasts() {
  const now = useNowEvery(STEP_MS);
  const forecasts = useWorld((world) => world.forecasts);
  const dated = forecasts.filter(({ fullAt }) => fullAt !== null);
  if (dated.length === 0) return null;
  return (
    <>
      <h2>Will be full</h2>
      <ul className="wb-rotas two">
        {dated.slice(0, MOST_FORECASTS).map(({ checkId, metric, host, what, fullAt }) => (
          <li key={`${checkId} ${metric}`}>
            <b>
              {host} {what}
            </b>
            <u>{fullAt !== null && (fullAt <= now ? 'by now' : `in ${wallAge(fullAt - now)}`)}</u>
          </li>
        ))}
      </ul>
    </>
  );
}
