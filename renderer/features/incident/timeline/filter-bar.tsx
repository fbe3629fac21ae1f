// The filter of a timeline: words, kinds, a person, a host, what is pinned. Everything by keyboard.
import { Search } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import type { EntryKind } from '../../../../electron/contract/model/journal.ts';
import type { TimelineFilter } from '../../../../electron/contract/model/timeline.ts';
import { useWorld } from '../../../store/world.ts';
import { KIND_GROUPS } from '../../../ui/entry-kinds.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { isFiltered, NO_FILTER, setFilter, setView } from '../incident-view.ts';
import { useSettled } from './use-settled.ts';

/** Words are looked for when the fingers rest, milliseconds. */
const REST_MS = 200;

interface Props {
  readonly incident: Incident;
  readonly filter: TimelineFilter;
  readonly box: RefObject<HTMLInputElement | null>;
}

export function FilterBar({ incident, filter, box }: Props) {
  const { id } = incident;
  const [text, setText] = useSettled(filter.text, REST_MS, (settled) => setFilter(id, { text: settled }));
  const leave = () => {
    if (!isFiltered(filter)) setView(id, { isFilterOpen: false });
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    if (event.key === 'Enter' && event.target !== box.current) return;
    if (event.key === 'Escape' && event.target === box.current && text !== '') setText('');
    else leave();
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc and Enter go back to the list from any of its fields
    <div className="tflt" onKeyDown={keys}>
      <search className="srch">
        <Search className="ic" aria-hidden="true" />
        <input
          ref={box}
          type="search"
          aria-label="Words in the timeline"
          placeholder="Words"
          maxLength={256}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
        <Keycap keys="/" />
      </search>
      <KindChips chosen={filter.kinds} onChange={(kinds) => setFilter(id, { kinds })} />
      <People incident={incident} filter={filter} />
      <Hosts incident={incident} filter={filter} />
      <button
        type="button"
        className="chip"
        aria-pressed={filter.pinned}
        onClick={() => setFilter(id, { pinned: !filter.pinned })}
      >
        Pinned
      </button>
      {isFiltered(filter) && (
        <button type="button" className="btn" onClick={() => setFilter(id, NO_FILTER)}>
          <Keycap keys="Escape" />
          Clear
        </button>
      )}
    </div>
  );
}

function KindChips(props: { readonly chosen: readonly EntryKind[]; readonly onChange: (kinds: EntryKind[]) => void }) {
  const chosen = new Set(props.chosen);
  return (
    <fieldset className="chips">
      <legend className="vh">Kinds</legend>
      {KIND_GROUPS.map(([label, kinds]) => {
        const on = kinds.every((kind) => chosen.has(kind));
        const toggle = () =>
          props.onChange(
            on ? [...chosen].filter((kind) => !kinds.includes(kind)) : [...new Set([...chosen, ...kinds])],
          );
        return (
          <button key={label} type="button" className="chip" aria-pressed={on} onClick={toggle}>
            {label}
          </button>
        );
      })}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly incident: Incident;
  readonly filter: TimelineFilter;
}

/** Those with a role, those who are known to be called, and whoever is chosen already. */
function People({ incident, filter }: ChoiceProps) {
  const people = useWorld((world) => world.onCall.people);
  const names = new Set([
    ...Object.values(incident.roles),
    incident.openedBy,
    ...people.map(({ name }) => name),
    filter.person,
  ]);
  names.delete('');
  names.delete('the engine');
  return (
    <select
      className="input"
      aria-label="Person"
      value={filter.person}
      onChange={(event) => setFilter(incident.id, { person: event.target.value })}
    >
      <option value="">Anybody</option>
      {[...names].toSorted().map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Hosts({ incident, filter }: ChoiceProps) {
  const known = useWorld((world) => world.hosts);
  const hosts = new Map<HostId, string>(incident.problems.map(({ hostId, host }) => [hostId, host]));
  for (const id of [incident.rootHostId, ...incident.hostIds]) {
    const host = id === null ? undefined : known.get(id);
    if (host) hosts.set(host.id, host.name);
  }
  const sorted = [...hosts].toSorted(([, a], [, b]) => (a < b ? -1 : 1));
  return (
    <select
      className="input"
      aria-label="Host"
      value={filter.hostId ?? ''}
      onChange={({ target }) =>
        setFilter(incident.id, { hostId: sorted.find(([id]) => id === target.value)?.[0] ?? null })
      }
    >
      <option value="">Any host</option>
      {sorted.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
