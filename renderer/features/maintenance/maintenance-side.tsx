// Beside the calendar: the occurrence in front in full words, what is active and what comes next, and who muted what.
import type { MuteId } from '../../../electron/contract/model/ids.ts';
import type { Occurrence, WindowConflict, WindowStatus } from '../../../electron/contract/model/maintenance.ts';
import { useNow } from '../../lib/now.ts';
import { count } from '../../lib/number.ts';
import { useWide } from '../../lib/use-wide.ts';
import { openDialog } from '../../store/dialogs.ts';
import { scopeWords } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { type CalendarData, occurrenceKey } from './calendar-layout.ts';
import { showOccurrence } from './maintenance-state.ts';
import { RunningMutes } from './running-mutes.tsx';
import { canEnd, canSkip, toggleSkip } from './use-maintenance-keys.tsx';
import { conflictWords, repeatWords, spanWords, stateWords, utcWords, windowName } from './window-words.ts';

interface Props {
  readonly occurrence: Occurrence | null;
  readonly data: CalendarData;
  readonly muteId: MuteId | undefined;
}

export function MaintenanceSide({ occurrence, data, muteId }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the column scrolls, and has to without a mouse
    <aside className="side mside" aria-label="Maintenance in words" tabIndex={0}>
      <section className="minfront" aria-label="In front">
        {occurrence ? <InFront occurrence={occurrence} data={data} /> : <Conflicts data={data} />}
      </section>
      <NowAndNext />
      <RunningMutes muteId={muteId} />
    </aside>
  );
}

function InFront({ occurrence, data }: { readonly occurrence: Occurrence; readonly data: CalendarData }) {
  const now = useNow();
  const window = data.windows.find(({ id }) => id === occurrence.windowId);
  const covers = useWorld((world) => (window ? scopeWords(window.scope, world) : ''));
  if (!window) return <p className="none">This window was removed.</p>;
  const key = occurrenceKey(occurrence);
  const conflicts = data.conflicts.filter(({ a, b }) => occurrenceKey(a) === key || occurrenceKey(b) === key);
  const otherOf = ({ a, b }: WindowConflict) => (occurrenceKey(a) === key ? b : a).windowId;
  return (
    <>
      <h2>
        <span className="mname">{window.name}</span>
        {window.change && <span className="mono unit">{window.change}</span>}
      </h2>
      <p className={`mstate is-${occurrence.state}`}>
        <Glyph status="maintenance" size={18} quiet />
        <b>{stateWords(occurrence, now)}</b>
      </p>
      <dl className="kv2">
        <Row term="Local">{spanWords(occurrence)}</Row>
        <Row term="UTC">{utcWords(occurrence)}</Row>
        <Row term="Covers">{covers}</Row>
        {window.rrule !== '' && <Row term="Repeats">{`${repeatWords(window.rrule)}, ${window.zone}`}</Row>}
        {window.flexibleMs !== null && (
          <Row term="Flexible">{`${window.flexibleMs / 60_000} min from its first problem on`}</Row>
        )}
        <Row term="By">
          <span className="hand">{window.by}</span>
          {window.declaredLate && ', declared afterwards'}
        </Row>
        {window.notes !== '' && <Row term="Notes">{window.notes}</Row>}
      </dl>
      {conflicts.map((conflict) => (
        <p key={`${otherOf(conflict)} ${conflict.from}`} className="mconflict">
          <Glyph status="warning" size={16} quiet />
          <span>
            {conflictWords(
              conflict,
              data.windows.find(({ id }) => id === otherOf(conflict)),
            )}
          </span>
        </p>
      ))}
      <Acts occurrence={occurrence} />
    </>
  );
}

function Acts({ occurrence }: { readonly occurrence: Occurrence }) {
  const { windowId } = occurrence;
  return (
    <p className="macts">
      <button type="button" className="btn" onClick={() => openDialog({ type: 'window-form', windowId })}>
        <Keycap keys="Enter" /> Open
      </button>
      {canEnd(occurrence) && (
        <button type="button" className="btn" onClick={() => openDialog({ type: 'end-window', windowId, how: 'end' })}>
          <Keycap keys="e" /> End now
        </button>
      )}
      {canSkip(occurrence) && (
        <button type="button" className="btn" onClick={() => void toggleSkip(occurrence)}>
          <Keycap keys="s" /> {occurrence.state === 'called-off' ? 'Take back' : 'Skip this one'}
        </button>
      )}
    </p>
  );
}

const Row = ({ term, children }: { readonly term: string; readonly children: React.ReactNode }) => (
  <div>
    <dt>{term}</dt>
    <dd className="wrap">{children}</dd>
  </div>
);

/** While nothing is in front: every collision of what is shown. */
function Conflicts({ data }: { readonly data: CalendarData }) {
  const nameOf = (id: string) => windowName(data.windows.find((window) => window.id === id));
  return (
    <>
      <h2>
        Conflicts<em>{data.conflicts.length}</em>
      </h2>
      {data.conflicts.length === 0 && (
        <p className="none">
          No two windows share hosts at the same time here.
          {data.occurrences.length > 0 && (
            <>
              {' '}
              <Keycap keys="j" /> <Keycap keys="k" /> go through them.
            </>
          )}
        </p>
      )}
      {data.conflicts.map((conflict) => (
        <button
          type="button"
          key={`${occurrenceKey(conflict.a)} ${occurrenceKey(conflict.b)}`}
          className="mconflict"
          onClick={() => showOccurrence(conflict.a)}
        >
          <Glyph status="warning" size={16} quiet />
          <span>
            <b>{nameOf(conflict.a.windowId)}</b>{' '}
            {conflictWords(
              conflict,
              data.windows.find(({ id }) => id === conflict.b.windowId),
            )}
          </span>
        </button>
      ))}
    </>
  );
}

/** Lines drawn, narrow and wide; the calendar has the rest. */
const NEXT = [4, 8] as const;

function NowAndNext() {
  const windows = useWorld((world) => world.windows);
  const active = windows
    .flatMap((status) => (status.current ? [{ status, one: status.current }] : []))
    .toSorted((a, b) => a.one.to - b.one.to);
  const next = windows
    .flatMap((status) => (status.next ? [{ status, one: status.next }] : []))
    .toSorted((a, b) => a.one.from - b.one.from)
    .slice(0, NEXT[useWide() ? 1 : 0]);
  return (
    <section aria-label="Now and next">
      <h2>
        Now<em>{active.length}</em>
      </h2>
      {active.length === 0 && <p className="none">Nothing is in maintenance.</p>}
      {active.map(({ status, one }) => (
        <Line key={occurrenceKey(one)} status={status} one={one} />
      ))}
      <h2>
        Next<em>{next.length}</em>
      </h2>
      {next.length === 0 && <p className="none">Nothing further is planned.</p>}
      {next.map(({ status, one }) => (
        <Line key={occurrenceKey(one)} status={status} one={one} />
      ))}
    </section>
  );
}

function Line({ status: { window }, one }: { readonly status: WindowStatus; readonly one: Occurrence }) {
  const now = useNow();
  const held = useWorld(({ problems }) =>
    one.state === 'active' ? [...problems.values()].filter(({ held }) => held?.ref === window.id).length : 0,
  );
  return (
    <button type="button" className={`mline-row is-${one.state}`} onClick={() => showOccurrence(one)}>
      <Glyph status="maintenance" size={16} quiet />
      <span>
        <b>{window.name}</b> <span className="mono unit">{window.change}</span>
        <span className="sub">
          {spanWords(one)}, {stateWords(one, now)}
          {held > 0 && `, holds ${count(held, 'problem')} back`}
        </span>
      </span>
    </button>
  );
}
