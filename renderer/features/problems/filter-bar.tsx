// The filter: words, severities, in whose hands, site, tag. Everything by key, and every choice says how many it holds.
import { Search } from 'lucide-react';
import { type KeyboardEvent, type Ref, useMemo } from 'react';
import { figure } from '../../lib/number.ts';
import { HOLD_WORDS } from '../../store/problem-words.ts';
import { WORST_FIRST } from '../../store/roll-up.ts';
import { useWorld } from '../../store/world.ts';
import { GLYPH_WORDS, Glyph, glyphOf } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { countFacets, type Hand, type Notice } from './filter.ts';
import { setFilter, toggleSeverity, useProblems } from './problems-state.ts';

interface Props {
  readonly ref: Ref<HTMLInputElement>;
  readonly shown: number;
  readonly total: number;
}

export function FilterBar({ ref, shown, total }: Props) {
  const filter = useProblems((state) => state.filter);
  const problems = useWorld((world) => world.problems);
  const hosts = useWorld((world) => world.hosts);
  const facets = useMemo(() => countFacets(problems.values(), hosts), [problems, hosts]);
  return (
    <div className="pflt">
      <search className="srch">
        <Search className="ic" aria-hidden="true" />
        <input
          ref={ref}
          type="search"
          aria-label="Filter problems"
          placeholder="Host, check, words, site:, tag:"
          value={filter.text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setFilter({ text: event.target.value })}
          onKeyDown={leaveOn}
        />
        <u role="status">{shown === total ? figure(total) : `${figure(shown)} of ${figure(total)}`}</u>
        <Keycap keys="/" />
      </search>
      <fieldset className="chips">
        <legend className="vh">Severity</legend>
        {WORST_FIRST.map((status, at) => (
          <button
            key={status}
            type="button"
            className={facets.severities[status] === 0 ? 'chip zero' : 'chip'}
            aria-pressed={filter.severities.has(status)}
            aria-label={`${GLYPH_WORDS[glyphOf(status)]}, ${facets.severities[status]}`}
            title={`${GLYPH_WORDS[glyphOf(status)]}, key ${at + 1}`}
            onClick={() => toggleSeverity(status)}
          >
            <Glyph status={status} size={16} quiet />
            {figure(facets.severities[status])}
          </button>
        ))}
      </fieldset>
      <Segment<Hand>
        label="In whose hands"
        value={filter.hand}
        options={[
          ['all', 'All'],
          ['unhandled', 'Unhandled'],
          ['handled', 'Handled'],
          ['held', 'Held back'],
        ]}
        onChange={(hand) => setFilter({ hand })}
      />
      <Pick
        label="Told or held back"
        all="Told or held"
        value={filter.notice}
        options={facets.notices}
        nameOf={noticeWords}
        onPick={(notice) => setFilter({ notice: notice as Notice })}
      />
      <Pick
        label="Site"
        all="All sites"
        value={filter.site}
        options={facets.sites}
        onPick={(site) => setFilter({ site })}
      />
      <Pick label="Tag" all="All tags" value={filter.tag} options={facets.tags} onPick={(tag) => setFilter({ tag })} />
    </div>
  );
}

/** Enter and Escape go on to the list; Escape clears what was typed first. */
function leaveOn(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key === 'Escape' && event.currentTarget.value !== '') setFilter({ text: '' });
  else if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

interface PickProps {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly options: readonly (readonly [name: string, count: number])[];
  /** How a choice reads; without it, as it is. */
  readonly nameOf?: (value: string) => string;
  readonly onPick: (value: string) => void;
}

const noticeWords = (notice: string): string => {
  if (notice === 'told') return 'Told';
  return notice === 'held' ? 'Held back' : `Held: ${HOLD_WORDS[notice as keyof typeof HOLD_WORDS]}`;
};

function Pick({ label, all, value, options, nameOf = (name) => name, onPick }: PickProps) {
  // What was picked stays a choice when its last problem is over.
  const known = value === '' || options.some(([name]) => name === value);
  return (
    <select
      className={value === '' ? 'input pick' : 'input pick on'}
      aria-label={label}
      value={value}
      onChange={(event) => onPick(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    >
      <option value="">{all}</option>
      {!known && <option value={value}>{nameOf(value)} (0)</option>}
      {options.map(([name, count]) => (
        <option key={name} value={name}>
          {nameOf(name)} ({count})
        </option>
      ))}
    </select>
  );
}
