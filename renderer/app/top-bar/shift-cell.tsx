// Whose watch it is: the shift that is on and how long it still lasts, and in whose name the keys of this desk act. Where nothing
// is planned: how much is being watched. It opens the sign-in.
import type { Shift } from '../../../electron/contract/model/shift.ts';
import { useNowEvery } from '../../lib/now.ts';
import { figure } from '../../lib/number.ts';
import { duration } from '../../lib/time.ts';
import { useAbout } from '../../store/about.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';

export function ShiftCell() {
  const isPlanned = useWorld((world) => world.shifts.plans.length > 0);
  const operator = useAbout((state) => state.about?.operator ?? null);
  const crew = useWorld((world) => crewWords(world.shifts.now));
  return (
    <button
      type="button"
      className={isPlanned ? 'tc shift' : 'tc watching'}
      title={crew}
      onClick={() => openDialog({ type: 'sign-in' })}
    >
      {isPlanned ? <Planned operator={operator} /> : <Watching operator={operator} />}
      <span className="vh">, sign in or out</span>
    </button>
  );
}

/** 'On now: Night A with M. Okafor and A. Brandt' */
function crewWords(now: readonly Shift[]): string {
  if (now.length === 0) return 'Nobody is planned to be on now';
  return `On now: ${now.map(({ name, people }) => `${name} with ${people.join(' and ') || 'nobody'}`).join('; ')}`;
}

function Planned({ operator }: { readonly operator: string | null }) {
  const { now, next } = useWorld((world) => world.shifts);
  // Of several at once the one that whoever sits here belongs to.
  const mine = now.find(({ people }) => operator !== null && people.includes(operator)) ?? now[0];
  const ahead = next[0];
  return (
    <>
      <span>
        {mine?.name ?? 'No shift'}
        {operator && (
          <>
            , <em>{operator}</em>
          </>
        )}
      </span>
      {mine ? (
        <Left at={mine.to} words="left" />
      ) : ahead ? (
        <Left at={ahead.from} words={`to ${ahead.name}`} />
      ) : (
        <b>–</b>
      )}
    </>
  );
}

const MINUTE = 60_000;

/** To the minute: a shift is not counted in seconds. */
function Left({ at, words }: { readonly at: number; readonly words: string }) {
  const now = useNowEvery(10_000);
  const minutes = Math.ceil((at - now) / MINUTE);
  return (
    <b>
      {minutes < 60 ? `${Math.max(0, minutes)} min` : duration(minutes * MINUTE)}
      <u>{words}</u>
    </b>
  );
}

function Watching({ operator }: { readonly operator: string | null }) {
  const hosts = useWorld((world) => world.hosts.size);
  const checks = useWorld((world) => world.checks.size);
  return (
    <>
      <span>
        {operator ? <em>{operator}</em> : null}
        {operator ? ', watching' : 'Watching'}
      </span>
      <b>
        {figure(hosts)}
        <u>{hosts === 1 ? 'host' : 'hosts'}</u> <span className="w-in"> {figure(checks)}</span>
        <u className="w-in">{checks === 1 ? 'check' : 'checks'}</u>
      </b>
    </>
  );
}
