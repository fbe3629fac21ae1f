// Whose watch it is, who comes next and whom to ring; and what will be full before long, while there is time.
import { type CSSProperties, useRef } from 'react';
import type { OnCallNow } from '../../../electron/contract/model/on-call.ts';
import type { Shift } from '../../../electron/contract/model/shift.ts';
import { useNowEvery } from '../../lib/now.ts';
import { figure } from '../../lib/number.ts';
import { useWorld } from '../../store/world.ts';
import { None } from './none.tsx';
import { crewLines, crewRoom, HEAD, sharedRoom } from './shift-room.ts';
import { useFits } from './use-fits.ts';
import { dayAndTime, wallAge, wallZone } from './wall-words.ts';

const STEP_MS = 10_000;
/** Of one line, u: the style sheet draws them so. */
const ROTA_U = 8.6;
const PAIR_U = 7.6;

export function ShiftView({ zone }: { readonly zone: string }) {
  const place = wallZone(zone);
  return (
    <div className="wb-main halves" data-view="shift">
      <OnShift zone={place} />
      <Beside />
    </div>
  );
}

function OnShift({ zone }: { readonly zone: string }) {
  const { now: on, next, plans } = useWorld((world) => world.shifts);
  const column = useRef<HTMLElement>(null);
  const room = crewRoom(
    useFits(column, 1),
    on.map(({ people }) => people.length),
    next.length,
  );
  return (
    <section ref={column} aria-label="On shift">
      <h2>On shift</h2>
      {on.map((shift, index) => (
        <Crew key={shift.key} shift={shift} zone={zone} lines={room.people[index] ?? 0} letters={room.letters} />
      ))}
      {on.length === 0 && <None>{plans.length === 0 ? 'No shifts are planned.' : 'Nobody is planned to be on.'}</None>}
      {room.next > 0 && <h2>Next</h2>}
      {next.slice(0, room.next).map(({ key, name, people, from }) => (
        <p key={key} className="wb-next">
          <b>{people.join(', ') || 'nobody'}</b>
          <span>
            {name}, {dayAndTime(from, zone)}
          </span>
        </p>
      ))}
    </section>
  );
}

interface CrewProps {
  readonly shift: Shift;
  readonly zone: string;
  /** How many lines of people there is room for, and how large their letters are, u. */
  readonly lines: number;
  readonly letters: number;
}

function Crew({ shift: { name, people, to }, zone, lines, letters }: CrewProps) {
  const now = useNowEvery(STEP_MS);
  if (lines === 0) return null;
  return (
    <div className="wb-crew" style={{ '--letters': letters } as CSSProperties}>
      {people.length === 0 && <b className="nobody">Nobody</b>}
      {crewLines(people, lines).map((line) => (
        <b key={line}>{line}</b>
      ))}
      <span>
        {name}, until {dayAndTime(to, zone)}, {wallAge(to - now)} left
      </span>
    </div>
  );
}

/** Whom to ring; maintenance that is on (why something dark is dark); what will be full before long. */
function Beside() {
  const now = useNowEvery(STEP_MS);
  const rotas = useWorld((world) => world.onCall.now);
  const windows = useWorld((world) => world.windows);
  const forecasts = useWorld((world) => world.forecasts);
  const column = useRef<HTMLElement>(null);
  const on = windows.flatMap(({ window, current }) => (current ? [{ ...window, to: current.to }] : []));
  const dated = forecasts.flatMap((one) => (one.fullAt === null ? [] : [{ ...one, fullAt: one.fullAt }]));
  const [forRotas = 0, forWindows = 0, forForecasts = 0] = sharedRoom(useFits(column, 1), [
    { count: Math.max(1, rotas.length), line: ROTA_U, head: HEAD },
    { count: on.length, line: PAIR_U, head: HEAD },
    { count: dated.length, line: PAIR_U, head: HEAD },
  ]);
  return (
    <section ref={column} aria-label="On call">
      <Head words="On call" left={rotas.length - forRotas} />
      {rotas.length === 0 && <None>No rota is set up.</None>}
      <ul className="wb-rotas">
        {rotas.slice(0, forRotas).map((rota) => (
          <Rota key={rota.scheduleId} rota={rota} now={now} />
        ))}
      </ul>
      {forWindows > 0 && <Head words="In maintenance" left={on.length - forWindows} />}
      <ul className="wb-rotas two">
        {on.slice(0, forWindows).map(({ id, name, to }) => (
          <li key={id}>
            <b>{name}</b>
            <u>{wallAge(to - now)} left</u>
          </li>
        ))}
      </ul>
      {forForecasts > 0 && <Head words="Will be full" left={dated.length - forForecasts} />}
      <ul className="wb-rotas two">
        {dated.slice(0, forForecasts).map(({ checkId, metric, host, what, fullAt }) => (
          <li key={`${checkId} ${metric}`}>
            <b>
              {host} {what}
            </b>
            <u>{fullAt <= now ? 'by now' : `in ${wallAge(fullAt - now)}`}</u>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Head = ({ words, left }: { readonly words: string; readonly left: number }) => (
  <h2>
    {words}
    {left > 0 && <span>{figure(left)} more</span>}
  </h2>
);

interface RotaProps {
  readonly rota: OnCallNow;
  readonly now: number;
}

const Rota = ({ rota: { schedule, person, until }, now }: RotaProps) => (
  <li>
    <span>{schedule}</span>
    {person ? <b>{person.name}</b> : <b className="nobody">nobody</b>}
    <u>{until === null ? '' : `${wallAge(until - now)} left`}</u>
  </li>
);
