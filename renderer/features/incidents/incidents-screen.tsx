// Incidents: what stands, worst first, and below it everything that is over.
import { ArrowUp } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { figure } from '../../lib/number.ts';
import { useWide } from '../../lib/use-wide.ts';
import { openDialog } from '../../store/dialogs.ts';
import { goToIncident, isUnhandled, useStanding } from '../../store/incidents.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { FilterBar } from './list/filter-bar.tsx';
import { IncidentList } from './list/incident-list.tsx';
import { isFiltered, NO_FILTER } from './list/list-filter.ts';
import { pendingWords } from './list/list-order.ts';
import { listRows } from './list/list-rows.ts';
import { keepUp, setFilter, sortNow, useList } from './list/list-state.ts';
import { useEnded } from './list/use-ended.ts';
import { useFound } from './list/use-found.ts';
import { useListKeys } from './list/use-list-keys.tsx';
import './list/incidents.css';

/** Who comes back sooner finds the order as it was; later, it is old news. */
const ORDER_KEPT_MS = 5 * 60_000;

export function IncidentsScreen() {
  useOrder();
  const filter = useList((state) => state.filter);
  const order = useList((state) => state.order);
  const kept = useList((state) => state.front);
  const incidents = useWorld((world) => world.incidents);
  const waiting = useWorld((world) => world.asOf === 0);
  const text = filter.text.trim();
  const [ended, need] = useEnded(filter, text === '');
  const found = useFound(text);
  const { rows, endedFrom } = useMemo(
    () => listRows({ filter, order, incidents, ended, found }),
    [filter, order, incidents, ended, found],
  );
  const box = useRef<HTMLInputElement>(null);
  const first = rows.find(({ type }) => type === 'incident')?.key ?? null;
  const front = kept !== null && rows.some(({ key }) => key === kept) ? kept : first;
  const row = rows.find(({ key }) => key === front);
  // What the live world knows of it is newer than what was listed.
  const listed = row?.type === 'incident' ? row.incident : null;
  const incident = listed ? (incidents.get(listed.id) ?? listed) : null;
  useListKeys({ rows, front, incident, box });
  const failure = text === '' ? ended.failure : found.failure;
  return (
    <main className="incidents">
      <ListHead failure={failure} />
      <FilterBar ref={box} />
      {waiting || (rows.length === 0 && (text === '' ? ended.isLoading : found.text !== text)) ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <NoIncidents />
      ) : (
        <>
          <ColumnNames />
          <IncidentList
            rows={rows}
            endedFrom={endedFrom}
            front={front}
            need={need}
            onOpen={() => incident && goToIncident(incident.id)}
          />
        </>
      )}
    </main>
  );
}

function ListHead({ failure }: { readonly failure: string | null }) {
  const standing = useStanding();
  const pending = useList((state) =>
    pendingWords(
      state.order,
      standing.map(({ id }) => id),
    ),
  );
  const asOf = useWorld((world) => world.asOf);
  const lit = standing.filter((incident) => isUnhandled(incident, asOf)).length;
  return (
    <div className="ph">
      <h1>
        Incidents<em>{figure(standing.length)}</em>
      </h1>
      <span className="sub">
        {standing.length === 0
          ? 'none is open'
          : lit === 0
            ? 'open, all in hand'
            : `open, ${figure(lit)} need somebody`}
      </span>
      {failure !== null && (
        <span className="sub wrong" role="alert">
          Those that are over could not be read: {failure}
        </span>
      )}
      <div className="phr">
        <span role="status">
          {pending && (
            <button type="button" className="pend" onClick={sortNow}>
              <ArrowUp className="ic" aria-hidden="true" />
              {pending}
              <b>
                <Keycap keys="s" /> sort
              </b>
            </button>
          )}
        </span>
        <button type="button" onClick={() => openDialog({ type: 'incident-search' })}>
          <Keycap keys="S" /> search notes
        </button>
        <button type="button" onClick={() => openDialog({ type: 'incident-form', problemIds: [] })}>
          <Keycap keys="i" /> new incident
        </button>
      </div>
    </div>
  );
}

function ColumnNames() {
  const wide = useWide();
  return (
    <div className="icols" aria-hidden="true">
      <span>Sev</span>
      <span>Number</span>
      <span>What, and how it stands</span>
      <span>Lead</span>
      <span className="r">Since</span>
      {wide ? (
        <>
          <span>Acknowledge</span>
          <span>Resolve</span>
          <span>Update</span>
        </>
      ) : (
        <span>Promised next</span>
      )}
      <span className="r">Problems</span>
      <span className="r">Follow-ups</span>
    </div>
  );
}

/** The final layout in still blocks. */
function Waiting() {
  return (
    <div className="ilist-wait" role="status" aria-label="Waiting for the monitor">
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <div key={key} className="skel" />
      ))}
    </div>
  );
}

function NoIncidents() {
  const filtered = useList((state) => isFiltered(state.filter));
  return (
    <div className="empty">
      <b>{filtered ? 'No incident fits the filter.' : 'No incident yet.'}</b>
      <p>
        {filtered
          ? 'Words are looked for in numbers, titles, fields, notes and outputs.'
          : 'An incident gathers what people do about a problem, with its times and promises. It is opened from problems with i, by a policy, or from nothing: a phone call.'}
      </p>
      {filtered ? (
        <button type="button" className="btn" onClick={() => setFilter(NO_FILTER)}>
          <Keycap keys="Escape" />
          Clear the filter
        </button>
      ) : (
        <button type="button" className="btn pri" onClick={() => openDialog({ type: 'incident-form', problemIds: [] })}>
          <Keycap keys="i" />
          Open an incident
        </button>
      )}
    </div>
  );
}

/** Keeps the order true to the world while the screen is open. */
function useOrder(): void {
  const incidents = useWorld((world) => world.incidents);
  const ready = useWorld((world) => world.asOf > 0);
  const started = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the incidents are what the order is compared with
  useEffect(() => {
    if (!ready) return;
    const { leftAt } = useList.getState();
    if (started.current || (leftAt !== null && Date.now() - leftAt < ORDER_KEPT_MS)) keepUp();
    else sortNow();
    started.current = true;
  }, [ready, incidents]);
  useEffect(() => () => useList.setState({ leftAt: Date.now() }), []);
}
