// Suspects, best first, each with why. Enter goes to the entry that tells of it, or to the host.
import { CalendarClock, KeyRound, PenLine, Unplug } from 'lucide-react';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import type { Suspect } from '../../../electron/contract/model/story.ts';
import { useNowEvery } from '../../lib/now.ts';
import { when } from '../../lib/time.ts';
import { goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';

interface Props {
  readonly incident: Incident;
  readonly suspects: readonly Suspect[];
}

export function StorySuspects({ incident, suspects }: Props) {
  return (
    <div className="st-suspects">
      <div className="ph">
        <h2>
          Suspects<em>{suspects.length}</em>
        </h2>
        {suspects.length > 1 && <span className="sub">the likeliest first</span>}
      </div>
      {suspects.length === 0 ? (
        <div className="empty">
          <b>Nothing points to a cause.</b>
          <p>
            No parent and no check it needs was bad before it, and in the hour before impact nothing was changed on the
            way to it.
          </p>
        </div>
      ) : (
        <ol>
          {suspects.map((suspect, place) => (
            <Line key={`${suspect.seq} ${suspect.title} ${suspect.at}`} {...{ incident, suspect, place }} />
          ))}
        </ol>
      )}
    </div>
  );
}

/** To its entry where the timeline has it, that is, where the incident has the host; else to the host. Null: nowhere. */
function wayTo({ seq, hostId }: Suspect, incident: Incident, known: boolean): (() => void) | null {
  const { problems, hostIds, rootHostId } = incident;
  const own = new Set([...problems.map((problem) => problem.hostId), ...hostIds, rootHostId]);
  if (seq !== null && (hostId === null || own.has(hostId) || !known)) {
    return () => goTo({ screen: 'incident', incidentId: incident.id, seq });
  }
  return known && hostId !== null ? () => goTo({ screen: 'host', hostId }) : null;
}

function Line({ incident, suspect, place }: { incident: Incident; suspect: Suspect; place: number }) {
  const now = useNowEvery(60_000);
  const { title, reasons, at, hostId, weight } = suspect;
  const known = useWorld((world) => hostId !== null && world.hosts.has(hostId));
  const show = wayTo(suspect, incident, known);
  const head = (
    <>
      <Mark suspect={suspect} />
      <b>{title}</b>
      <time dateTime={new Date(at).toISOString()}>{when(at, now)}</time>
    </>
  );
  return (
    <li className={weight < 25 ? 'faint' : undefined}>
      <span className="st-rank">{place + 1}</span>
      {show ? (
        <button type="button" className="st-head" onClick={show}>
          {head}
        </button>
      ) : (
        <div className="st-head">{head}</div>
      )}
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </li>
  );
}

const STATES: readonly (readonly [RegExp, string])[] = [
  [/ went down/, 'down'],
  [/ went critical/, 'critical'],
  [/ went out of reach/, 'unreachable'],
  [/ went unknown/, 'unknown'],
  [/ went to warning/, 'warning'],
];

/** What kind of thing it is, beside its words: a state has its shape, what people did is drawn as a hand's work. */
function Mark({ suspect: { title, seq, hostId } }: { readonly suspect: Suspect }) {
  const state = seq === null ? STATES.find(([pattern]) => pattern.test(title))?.[1] : undefined;
  if (state) return <Glyph status={state} size={15} quiet />;
  if (hostId === null && seq === null) return <Unplug className="ic" aria-hidden="true" />;
  if (title.startsWith('Maintenance')) return <CalendarClock className="ic" aria-hidden="true" />;
  if (/[Cc]redential|[Kk]ey/.test(title)) return <KeyRound className="ic" aria-hidden="true" />;
  return seq === null ? <Glyph status="ok" size={15} quiet /> : <PenLine className="ic" aria-hidden="true" />;
}
