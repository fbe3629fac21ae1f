// The charts of a host. All of them, and the state bar, share one time axis and one cursor.
import { memo, useMemo } from 'react';
import type { CheckState } from '../../../electron/contract/model/state.ts';
import { useNowEvery } from '../../lib/now.ts';
import { duration } from '../../lib/time.ts';
import type { ChartEvent } from '../../ui/charts/chart-frame.tsx';
import { brokenBy, thresholdsOf } from '../../ui/charts/range.ts';
import type { Gap, Samples } from '../../ui/charts/slots.ts';
import { TimeChart } from '../../ui/charts/time-chart.tsx';
import type { ChartChoice } from './chart-choice.ts';
import { checkLook, isStale } from './check-words.ts';
import { NO_SAMPLES, type SampleMap, sampleKey } from './samples.ts';
import { gapAfter, type TimeWindow } from './time-window.ts';
import type { HostView } from './use-host.ts';

interface Props {
  readonly charts: readonly ChartChoice[];
  readonly view: HostView;
  readonly samples: SampleMap;
  readonly loading: boolean;
  readonly axis: TimeWindow;
  readonly gaps: readonly Gap[];
  readonly events: readonly ChartEvent[];
}

/** A grid of charts in the order given. */
export function ChartGrid({ charts, view, samples, loading, axis, gaps, events }: Props) {
  return (
    <div className="cgrid">
      {charts.map((choice) => {
        const mine = samples.get(sampleKey(choice.check.id, choice.metric.name));
        if (!mine && loading) return <SkeletonChart key={choice.key} title={choice.title} />;
        const second = choice.second && samples.get(sampleKey(choice.check.id, choice.second.metric.name));
        return (
          <HostChart
            key={choice.key}
            choice={choice}
            view={view}
            samples={mine ?? NO_SAMPLES}
            second={second ?? null}
            axis={axis}
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
  readonly axis: TimeWindow;
  readonly gaps: readonly Gap[];
  readonly events: readonly ChartEvent[];
}

const HostChart = memo(function HostChart({ choice, view, samples, second, axis, gaps, events }: ChartProps) {
  const now = useNowEvery(5_000);
  const { check } = choice;
  const state = view.states.get(check.id);
  // The figure of now comes from the state: it is there before the first sample of a chart is.
  const metric = state?.metrics.find((each) => each.name === choice.metric.name) ?? choice.metric;
  const { warn, crit } = metric;
  const thresholds = useMemo(() => thresholdsOf({ warn, crit }), [warn, crit]);
  const broken = brokenBy(thresholds, metric.value);
  const status = broken?.level ?? blamed(state, metric.name);
  const look = checkLook(check, state, view.problems.get(check.id));
  const old = state?.resultAt != null && isStale(check, state, now) ? duration(now - state.resultAt) : null;
  const label = choice.second?.label;
  const other = useMemo(() => (second && label ? { label, samples: second } : undefined), [second, label]);
  return (
    <TimeChart
      title={choice.title}
      legend={choice.legend}
      unit={metric.unit}
      samples={samples}
      second={other}
      thresholds={thresholds}
      gaps={gaps}
      events={events}
      from={axis.from}
      to={axis.to}
      gapAfterMs={gapAfter(axis.to - axis.from, check.policy.intervalMs)}
      now={{ value: metric.value, status, lit: status !== 'ok' && look.lit, staleFor: old }}
      syncKey={`host-${view.host.id}`}
    />
  );
});

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
