// Over the charts: how long and how fine they are, the field that finds one, last week beside them, the ranges.
import { Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { figure } from '../../lib/number.ts';
import { slotPlan } from '../../lib/slot-plan.ts';
import { duration } from '../../lib/time.ts';
import type { Gap } from '../../ui/charts/slots.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { RANGES, spanOf, viewWord } from './time-window.ts';
import type { Charting } from './use-chart-view.ts';
import type { HostView } from './use-host.ts';

interface Props {
  readonly view: HostView;
  readonly charting: Charting;
  readonly gaps: readonly Gap[];
  readonly find: Ref<HTMLInputElement>;
  readonly typed: string;
  readonly shown: number;
  readonly total: number;
  readonly onType: (typed: string) => void;
}

export function MetricsHead({ view, charting, gaps, find, typed, shown, total, onType }: Props) {
  const { view: shownView, compares, hand } = charting;
  const follows = shownView.type === 'follow';
  return (
    <div className="ph">
      <h2>Metrics{total > 0 && <em>{typed === '' ? figure(total) : `${figure(shown)} of ${figure(total)}`}</em>}</h2>
      {follows ? (
        <span className="sub">{pace(view, charting)}</span>
      ) : (
        <button type="button" className="sub free" onClick={hand.reset}>
          {viewWord(shownView)} <Keycap keys="0" /> follow
        </button>
      )}
      <div className="phr">
        {gaps.length > 0 && (
          <span className="lgd gapl">
            <i className="lg-g" />
            {gaps.length === 1 ? gaps[0]?.name : `not monitored, ${gaps.length} times`}
          </span>
        )}
        {total > 0 && (
          <>
            <search className="find">
              <Search className="ic" aria-hidden="true" />
              <input
                ref={find}
                type="search"
                aria-label="Find a metric"
                placeholder="Find a metric"
                value={typed}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => onType(event.target.value)}
                onKeyDown={(event) => leave(event, onType)}
              />
              <Keycap keys="/" />
            </search>
            <button type="button" className="cmp" aria-pressed={compares} onClick={hand.compare}>
              <Keycap keys="c" /> last week
            </button>
          </>
        )}
        <Segment
          label="Range"
          value={follows ? shownView.range : ''}
          options={RANGES.map((each) => [each as string, each as string])}
          onChange={(value) => {
            const range = RANGES.find((each) => each === value);
            if (range) hand.show({ type: 'follow', range });
          }}
        />
      </div>
    </div>
  );
}

/** Escape shows everything again, Enter goes on with what was found. */
function leave(event: KeyboardEvent<HTMLInputElement>, onType: (typed: string) => void): void {
  if (event.key === 'Escape' && event.currentTarget.value !== '') onType('');
  else if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** '6 h, a point every 1 min': how fine the lines are. */
function pace({ checks }: HostView, { view }: Charting): string {
  const intervals = checks.map((check) => slotPlan(spanOf(view), check.policy.intervalMs).slotMs);
  const usual = intervals.toSorted((a, b) => a - b)[Math.floor(intervals.length / 2)];
  if (usual === undefined) return viewWord(view);
  return `${viewWord(view)}, a point every ${duration(usual).replace(/\s00\s\S+$/, '')}`;
}
