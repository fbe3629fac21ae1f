// The metrics of a host: the telling charts first, then what the page puts between, then all the others.
import { type ReactNode, useMemo } from 'react';
import type { StateSpan } from '../../../electron/contract/api/history.ts';
import { useWide } from '../../lib/use-wide.ts';
import { useKinds } from '../../link/kinds.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { type ChartChoice, chooseCharts } from './chart-choice.ts';
import { ChartGrid } from './charts-section.tsx';
import { everyWord } from './check-words.ts';
import { eventsOf, gapsOf } from './span-marks.ts';
import { lengthOf, RANGES, type RangeName, slotPlan, type TimeWindow } from './time-window.ts';
import type { HostView } from './use-host.ts';
import type { LiveResults } from './use-host-data.ts';
import { useSteadyOrder } from './use-steady-order.ts';

interface Props {
  readonly view: HostView;
  readonly range: RangeName;
  readonly setRange: (range: RangeName) => void;
  readonly axis: TimeWindow;
  readonly spans: readonly StateSpan[] | null;
  readonly lit: boolean;
  readonly live: LiveResults;
  /** Counts the times somebody asked for "worst first". */
  readonly sorted: number;
  readonly children: ReactNode;
}

const NO_SPANS: readonly StateSpan[] = [];

export function Metrics({ view, range, setRange, axis, spans, lit, live, sorted, children }: Props) {
  const kinds = useKinds().byKind;
  const choices = useMemo(() => chooseCharts(view.checks, view.states, kinds), [view.checks, view.states, kinds]);
  const charts = useSteadyOrder(choices, byKey, sorted).items;
  const telling = useWide() ? 8 : 4;
  const gaps = useMemo(() => gapsOf(spans ?? NO_SPANS), [spans]);
  const events = useMemo(() => eventsOf(spans ?? NO_SPANS, lit), [spans, lit]);
  const shared = { view, samples: live.samples, loading: live.history.type === 'loading', axis, gaps, events };
  return (
    <>
      <section className="charts" aria-label="Metrics">
        <div className="ph">
          <h2>Metrics</h2>
          <span className="sub">{pace(view, range)}</span>
          <div className="phr">
            {gaps.length > 0 && (
              <span className="lgd">
                <i className="lg-g" />
                {gaps.length === 1 ? gaps[0]?.name : `not monitored, ${gaps.length} times`}
              </span>
            )}
            <Segment label="Range" value={range} options={RANGES.map((each) => [each, each])} onChange={setRange} />
          </div>
        </div>
        {live.history.type === 'failed' && <HistoryFailure reason={live.history.reason} onRetry={live.retry} />}
        {charts.length === 0 && <NoMetrics view={view} />}
        <ChartGrid charts={charts.slice(0, telling)} {...shared} />
      </section>
      {children}
      {charts.length > telling && (
        <section className="charts more" aria-label="More metrics">
          <div className="ph">
            <h2>
              More metrics<em>{charts.length - telling}</em>
            </h2>
          </div>
          <ChartGrid charts={charts.slice(telling)} {...shared} />
        </section>
      )}
    </>
  );
}

const byKey = (choice: ChartChoice) => choice.key;

/** '6 h, a point every 60 s': how fine the lines are. */
function pace({ checks }: HostView, range: RangeName): string {
  const intervals = checks.map((check) => slotPlan(lengthOf(range), check.policy.intervalMs).slotMs);
  const usual = intervals.toSorted((a, b) => a - b)[Math.floor(intervals.length / 2)];
  return usual === undefined ? range : `${range}, a point every ${everyWord(usual)}`;
}

function NoMetrics({ view }: { readonly view: HostView }) {
  const none = view.checks.length === 0;
  const waiting = [...view.states.values()].every((state) => state.status === 'pending');
  return (
    <div className="empty">
      <b>{none ? 'Nothing is measured here yet.' : waiting ? 'No result yet.' : 'These checks bring no figures.'}</b>
      <p>
        {none ? (
          <>
            <Keycap keys="+" /> adds a check.
          </>
        ) : (
          <>
            Each check runs within its interval. <Keycap keys="x" /> runs the selected one now.
          </>
        )}
      </p>
    </div>
  );
}

function HistoryFailure({ reason, onRetry }: { readonly reason: string; readonly onRetry: () => void }) {
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <div>
        <b>The past of these metrics could not be read.</b>
        <p>{reason} New results still come in below.</p>
      </div>
      <button type="button" className="btn" onClick={onRetry}>
        Read again
      </button>
    </div>
  );
}
