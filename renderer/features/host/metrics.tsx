// The metrics of a host: the telling charts first, then what the page puts between, then all the others, check by check.
import { type ReactNode, type Ref, useMemo, useState } from 'react';
import type { StateSpan } from '../../../electron/contract/api/history.ts';
import { useWide } from '../../lib/use-wide.ts';
import { useKinds } from '../../link/kinds.ts';
import { type ChartChoice, chooseCharts, findCharts } from '../../store/chart-choice.ts';
import type { SampleMap } from '../../store/chart-samples.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { ChartGrid } from './charts-section.tsx';
import { MetricsHead } from './metrics-head.tsx';
import { MoreMetrics } from './more-metrics.tsx';
import { eventsOf, gapsOf } from './span-marks.ts';
import type { Charting } from './use-chart-view.ts';
import type { HostView } from './use-host.ts';
import type { LiveResults } from './use-samples.ts';
import { useSteadyOrder } from './use-steady-order.ts';

interface Props {
  readonly view: HostView;
  readonly charting: Charting;
  readonly spans: readonly StateSpan[] | null;
  readonly lit: boolean;
  readonly live: LiveResults;
  /** The same axis a week before; empty while nobody compares. */
  readonly weekBefore: SampleMap;
  /** Counts the times somebody asked for "worst first". */
  readonly sorted: number;
  readonly find: Ref<HTMLInputElement>;
  readonly children: ReactNode;
}

const NO_SPANS: readonly StateSpan[] = [];

export function Metrics({ view, charting, spans, lit, live, weekBefore, sorted, find, children }: Props) {
  const kinds = useKinds().byKind;
  const [typed, setTyped] = useState('');
  const choices = useMemo(
    () => chooseCharts(view.checks, view.states, kinds, live.seen),
    [view.checks, view.states, kinds, live.seen],
  );
  const all = useSteadyOrder(choices, byKey, sorted).items;
  const charts = useMemo(() => findCharts(all, typed), [all, typed]);
  const telling = useWide() ? 8 : 4;
  const gaps = useMemo(() => gapsOf(spans ?? NO_SPANS), [spans]);
  const events = useMemo(() => eventsOf(spans ?? NO_SPANS, lit), [spans, lit]);
  const loading = live.history.type === 'loading';
  const shared = { view, samples: live.samples, weekBefore, loading, charting, gaps, events };
  return (
    <>
      <section className="charts" aria-label="Metrics">
        <MetricsHead
          {...{ view, charting, gaps, find, typed }}
          shown={charts.length}
          total={all.length}
          onType={setTyped}
        />
        {live.history.type === 'failed' && <HistoryFailure reason={live.history.reason} onRetry={live.retry} />}
        {all.length === 0 && !loading && <NoMetrics view={view} />}
        {all.length > 0 && charts.length === 0 && <NoneFound typed={typed} />}
        <ChartGrid charts={charts.slice(0, telling)} {...shared} />
      </section>
      {children}
      {charts.length > telling && <MoreMetrics charts={charts.slice(telling)} {...shared} />}
    </>
  );
}

const byKey = (choice: ChartChoice) => choice.key;

function NoneFound({ typed }: { readonly typed: string }) {
  return (
    <div className="empty">
      <b>No metric of this host is called "{typed}".</b>
      <p>
        <Keycap keys="/" /> goes to the field, <Keycap keys="Escape" /> there shows all of them.
      </p>
    </div>
  );
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
