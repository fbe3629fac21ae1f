// The filter of a review: words, kinds, people, a host. Everything by keyboard.
import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import type { ReviewFilter } from '../../../../electron/contract/model/review.ts';
import { figure } from '../../../lib/number.ts';
import { useWorld } from '../../../store/world.ts';
import { KIND_GROUPS } from '../../../ui/entry-kinds.ts';
import { Keycap } from '../../../ui/keycap.tsx';

export const NO_FILTER: ReviewFilter = { kinds: [], people: [], hostIds: [], text: '' };

export const isFiltered = (filter: ReviewFilter): boolean => JSON.stringify(filter) !== JSON.stringify(NO_FILTER);

/** Words are looked for when the fingers rest, milliseconds. */
const REST_MS = 200;

interface Props {
  readonly filter: ReviewFilter;
  readonly total: number;
  /** Who did something in the stretch. */
  readonly people: readonly string[];
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onChange: (part: Partial<ReviewFilter>) => void;
}

export function FilterBar({ filter, total, people, box, onChange }: Props) {
  const [typed, setTyped] = useState(filter.text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed has to rest
  useEffect(() => {
    if (typed === filter.text) return;
    const timer = setTimeout(() => onChange({ text: typed }), REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const { text } = filter;
  useEffect(() => setTyped(text), [text]);
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    if (event.key === 'Escape' && event.target === box.current && typed !== '') setTyped('');
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc and Enter go back to the stream from any of its fields
    <div className="rv-flt" onKeyDown={(event) => event.target === box.current && leave(event)}>
      <search className="srch">
        <Search className="ic" aria-hidden="true" />
        <input
          ref={box}
          type="search"
          aria-label="Words in the stream"
          placeholder="Words"
          maxLength={256}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Keycap keys="/" />
      </search>
      <KindChips filter={filter} onChange={onChange} />
      <select
        className="input"
        aria-label="Person"
        value={filter.people[0] ?? ''}
        onChange={({ target }) => onChange({ people: target.value === '' ? [] : [target.value] })}
      >
        <option value="">Anybody</option>
        {people.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <HostChoice filter={filter} onChange={onChange} />
      <span className="sub" role="status">
        {figure(total)} {total === 1 ? 'entry' : 'entries'}
      </span>
    </div>
  );
}

type PartProps = Pick<Props, 'filter' | 'onChange'>;

function KindChips({ filter, onChange }: PartProps) {
  const chosen = new Set(filter.kinds);
  return (
    <fieldset className="chips">
      <legend className="vh">Kinds</legend>
      {KIND_GROUPS.map(([label, kinds]) => {
        const on = kinds.every((kind) => chosen.has(kind));
        const next = on ? filter.kinds.filter((kind) => !kinds.includes(kind)) : [...new Set([...chosen, ...kinds])];
        return (
          <button
            key={label}
            type="button"
            className="chip"
            aria-pressed={on}
            onClick={() => onChange({ kinds: next })}
          >
            {label}
          </button>
        );
      })}
    </fieldset>
  );
}

/** A host is typed by its name: thousands fit into no list. */
function HostChoice({ filter, onChange }: PartProps) {
  const hosts = useWorld((world) => world.hosts);
  const known = filter.hostIds[0] === undefined ? '' : (hosts.get(filter.hostIds[0])?.name ?? '');
  const [typed, setTyped] = useState(known);
  useEffect(() => setTyped(known), [known]);
  const choose = (name: string) => {
    setTyped(name);
    const host = [...hosts.values()].find((one) => one.name === name.trim());
    if (host) onChange({ hostIds: [host.id] });
    else if (name.trim() === '') onChange({ hostIds: [] });
  };
  const offers =
    typed.trim().length < 2 ? [] : [...hosts.values()].filter(({ name }) => name.includes(typed.trim())).slice(0, 12);
  return (
    <>
      <input
        className="input mono rv-host"
        aria-label="Host"
        placeholder="Any host"
        list="review-hosts"
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => choose(target.value)}
      />
      <datalist id="review-hosts">
        {offers.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
    </>
  );
}
