// The charts of a host. All of them, and the state bar, share one time axis and one cursor.
import { memo, useMemo } from 'react';
import type { CheckState } from '../../../electron/contract/model/state.ts';
import { useNowEvery } from '../../lib/now.ts';
import { gapAfter } from '../../lib/slot-plan.ts';
import { duration } from '../../lib/time.ts';
import type { ChartChoice } from '../../store/chart-choice.ts';
import { lastValue, NO_SAMPLES, type SampleMap, sampleKey } from '../../store/chart-samples.ts';
import { fullWords } from '../../store/forecast-words.ts';
import { useWorld } from '../../store/world.ts';
import type { ChartEvent } from '../../ui/charts/chart-frame.tsx';
import { brokenBy, type Threshold, thresholdsOf } from '../../ui/charts/range.ts';
import type { Gap, Samples } from '../../ui/charts/slots.ts';
import { type CurrentValue, TimeChart } from '../../ui/charts/time-chart.tsx';
import { checkLook, isStale } from './check-words.ts';
import type { TimeWindow } from './time-window.ts';
import type { ChartHand, Charting } from './use-chart-view.ts';
import type { HostView } from './use-host.ts';

export interface ChartGridProps {
  readonly charts: readonly ChartChoice[];
  readonly view: HostView;
  readonly samples: SampleMap;
  /** The same axis a week before; empty while nobody compares. */
  readonly weekBefore: SampleMap;
  readonly loading: boolean;
  readonly charting: Charting;
  readonly gaps: readonly Gap[];
  readonly events: readonly ChartEvent[];
}

/** A grid of charts in the order given. */
export function ChartGrid({ charts, view, samples, weekBefore, loading, charting, gaps, events }: ChartGridProps) {
  const { axis, hand } = charting;
  return (
    <div className="cgrid">
      {charts.map((choice) => {
        const key = sampleKey(choice.check.id, choice.metric.name);
        const mine = samples.get(key);
        if (!mine && loading) return <SkeletonChart key={choice.key} title={choice.title} />;
        const second = choice.second && samples.get(sampleKey(choice.check.id, choice.second.metric.name));
        return (
          <HostChart
            key={choice.key}
            choice={choice}
            view={view}
            samples={mine ?? NO_SAMPLES}
            second={second ?? null}
            past={weekBefore.get(key) ?? null}
            axis={axis}
            hand={hand}
            gaps={gaps}
            events={events}
          />
        );
      })}
    </div>
  );
}

interface ChartProps {
  readonly choice: ChartChoice;
  readonly view: HostView;
  readonly samples: Samples;
  readonly second: Samples | null;
  readonly past: Samples | null;
  readonly axis: TimeWindow;
  readonly hand: ChartHand;
  readonly gaps: readonly Gap[];
  readonly events: readonly ChartEvent[];
}

const WEEK_BEFORE = 'a week before';

const HostChart = memo(function HostChart(props: ChartProps) {
  const { choice, view, samples, second, past, axis, hand, gaps, events } = props;
  const { check, metric: charted } = choice;
  const state = view.states.get(check.id);
  const { warn, crit } = state?.metrics.find((each) => each.name === charted.name) ?? charted;
  const thresholds = useMemo(() => thresholdsOf({ warn, crit }), [warn, crit]);
  const label = choice.second?.label;
  const other = useMemo(() => (second && label ? { label, samples: second } : undefined), [second, label]);
  const before = useMemo(() => (past ? { label: WEEK_BEFORE, samples: past } : undefined), [past]);
  return (
    <TimeChart
      title={choice.title}
      legend={useLegend(choice)}
      unit={charted.unit}
      samples={samples}
      second={other}
      past={before}
      thresholds={thresholds}
      gaps={gaps}
      events={events}
      from={axis.from}
      to={axis.to}
      gapAfterMs={gapAfter(axis.to - axis.from, check.policy.intervalMs)}
      now={useCurrent(props, thresholds)}
      syncKey={`host-${view.host.id}`}
      onPoint={hand.point}
      onSelect={hand.select}
      onReset={hand.reset}
    />
  );
});

/** What the chart is of, and when it will be full, where that can be said. */
function useLegend({ check, metric, legend }: ChartChoice): string {
  const now = useNowEvery(60_000);
  const forecast = useWorld(({ forecasts }) =>
    forecasts.find((one) => one.checkId === check.id && one.metric === metric.name),
  );
  return [legend, forecast ? fullWords(forecast, now) : ''].filter(Boolean).join(', ');
}

/** The figure beside the title. It comes from the state: it is there before the first sample of a chart is. */
function useCurrent({ choice, view, samples }: ChartProps, thresholds: readonly Threshold[]): CurrentValue {
  const now = useNowEvery(5_000);
  const { check } = choice;
  const state = view.states.get(check.id);
  const metric = state?.metrics.find((each) => each.name === choice.metric.name);
  if (!metric) {
    // No longer in the result: the last one that was, with its age.
    const last = lastValue(samples);
    const age = last ? duration(now - last.at) : null;
    return { value: last?.value ?? null, status: 'ok', lit: false, staleFor: age };
  }
  const status = brokenBy(thresholds, metric.value)?.level ?? blamed(state, metric.name);
  const look = checkLook(check, state, view.problems.get(check.id));
  const old = state?.resultAt != null && isStale(check, state, now) ? duration(now - state.resultAt) : null;
  return { value: metric.value, status, lit: status !== 'ok' && look.lit, staleFor: old };
}

/** A bad check without limits of its own speaks through its first figure. */
function blamed(state: CheckState | undefined, metric: string): string {
  if (!state || state.status === 'ok' || state.status === 'pending') return 'ok';
  const hasLimits = state.metrics.some((each) => thresholdsOf(each).length > 0);
  return !hasLimits && state.metrics[0]?.name === metric ? state.status : 'ok';
}

/** The final layout in a still block, while the samples are on their way. */
function SkeletonChart({ title }: { readonly title: string }) {
  return (
    <figure className="chart" aria-busy="true">
      <figcaption>
        <b>{title}</b>
      </figcaption>
      <div className="skel chart-skel" />
    </figure>
  );
}
