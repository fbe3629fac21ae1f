// The filter of the list: words anywhere, severity, status, and for what is over the period.
import { Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { INCIDENT_STATUSES } from '../../../../electron/contract/model/incident-rules.ts';
import { SEVERITIES } from '../../../../electron/contract/model/severity-of.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { Segment } from '../../../ui/segment.tsx';
import { SeverityTag } from '../../../ui/severity-tag.tsx';
import type { Period } from './list-filter.ts';
import { setFilter, toggleSeverity, toggleStatus, useList } from './list-state.ts';
import './filter-bar.css';

export const PERIOD_WORDS: readonly (readonly [Period, string])[] = [
  ['all', 'Ever'],
  ['day', '24 h'],
  ['week', '7 d'],
  ['month', '30 d'],
  ['year', 'A year'],
];

export function FilterBar({ ref }: { readonly ref: Ref<HTMLInputElement> }) {
  const { text, statuses, severities, period } = useList((state) => state.filter);
  return (
    <div className="iflt">
      <search className="srch">
        <Search className="ic" aria-hidden="true" />
        <input
          ref={ref}
          type="search"
          aria-label="Filter incidents"
          placeholder="Number, title, host, person, words of a note"
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setFilter({ text: event.target.value })}
          onKeyDown={leaveOn}
        />
        <Keycap keys="/" />
      </search>
      <fieldset className="chips">
        <legend className="vh">Severity</legend>
        {SEVERITIES.map((severity) => (
          <button
            key={severity}
            type="button"
            className="chip"
            aria-pressed={severities.has(severity)}
            title={`SEV${severity}, key ${severity}`}
            onClick={() => toggleSeverity(severity)}
          >
            <SeverityTag severity={severity} />
          </button>
        ))}
      </fieldset>
      <fieldset className="chips">
        <legend className="vh">Status</legend>
        {INCIDENT_STATUSES.map((status) => (
          <button
            key={status}
            type="button"
            className="chip"
            aria-pressed={statuses.has(status)}
            onClick={() => toggleStatus(status)}
          >
            {status}
          </button>
        ))}
      </fieldset>
      <span className="iperiod">
        <span className="sub">Over, opened within</span>
        <Segment<Period>
          label="Opened within"
          value={period}
          options={PERIOD_WORDS}
          onChange={(next) => setFilter({ period: next })}
        />
      </span>
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
