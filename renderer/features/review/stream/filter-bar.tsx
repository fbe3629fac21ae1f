// The filter of a review: words, kinds, people, hosts. Everything by keyboard.
import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import type { ReviewFilter } from '../../../../electron/contract/model/review.ts';
import { figure } from '../../../lib/number.ts';
import { KIND_GROUPS } from '../../../ui/entry-kinds.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { HostChoice, PersonChoice } from './any-of.tsx';

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
    const isBox = event.target === box.current;
    if (!(event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)) return;
    if (event.key !== 'Escape' && !(isBox && event.key === 'Enter')) return;
    if (event.key === 'Escape' && isBox && typed !== '') setTyped('');
    else event.target.blur();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc goes back to the stream from any of its fields, Enter from the words
    <div className="rv-flt" onKeyDown={leave}>
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
      <PersonChoice people={people} chosen={filter.people} onChange={(next) => onChange({ people: next })} />
      <HostChoice chosen={filter.hostIds} onChange={(next) => onChange({ hostIds: next })} />
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
