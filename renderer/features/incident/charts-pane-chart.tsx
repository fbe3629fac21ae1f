// One chart of an incident: its line, limits, where it broke, the milestones.
import { memo, useMemo } from 'react';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import type { CheckState } from '../../../electron/contract/model/state.ts';
import { gapAfter } from '../../lib/slot-plan.ts';
import { duration } from '../../lib/time.ts';
import type { ChartChoice } from '../../store/chart-choice.ts';
import { lastValue, NO_SAMPLES, type SampleMap, sampleKey } from '../../store/chart-samples.ts';
import { isHandled } from '../../store/roll-up.ts';
import { useWorld } from '../../store/world.ts';
import { brokenBy, thresholdsOf } from '../../ui/charts/range.ts';
import type { Gap, Samples } from '../../ui/charts/slots.ts';
import { type CurrentValue, TimeChart } from '../../ui/charts/time-chart.tsx';
import { type Axis, eventsOf } from './charts-pane-choice.ts';

interface Props {
  readonly choice: ChartChoice;
  readonly host: string;
  readonly state: CheckState;
  readonly samples: SampleMap;
  readonly incident: Incident;
  readonly axis: Axis;
}

const NO_GAPS: readonly Gap[] = [];

export const IncidentChart = memo(function IncidentChart(props: Props) {
  const { choice, host, samples, incident, axis } = props;
  const { check, metric } = choice;
  const mine = samples.get(sampleKey(check.id, metric.name)) ?? NO_SAMPLES;
  const other = choice.second && samples.get(sampleKey(check.id, choice.second.metric.name));
  const label = choice.second?.label;
  const second = useMemo(() => (other && label ? { label, samples: other } : undefined), [other, label]);
  const thresholds = useMemo(() => thresholdsOf(metric), [metric]);
  const isLit = useWorld((world) =>
    [...world.problems.values()].some((problem) => problem.checkId === check.id && !isHandled(problem)),
  );
  const events = useMemo(() => eventsOf(incident, check.id, isLit), [incident, check.id, isLit]);
  const { now, ended } = currentOf(props, mine, isLit);
  return (
    <TimeChart
      title={`${host} ${choice.title}`}
      legend={ended ? [choice.legend, 'at its end'].filter(Boolean).join(', ') : choice.legend}
      unit={metric.unit}
      samples={mine}
      second={second}
      thresholds={thresholds}
      gaps={NO_GAPS}
      events={events.filter(({ at }) => at >= axis.from && at <= axis.to)}
      from={axis.from}
      to={axis.to}
      gapAfterMs={gapAfter(axis.to - axis.from, check.policy.intervalMs)}
      now={now}
      syncKey={`incident-${incident.id}`}
    />
  );
});

/** The last result while it lasts; of an incident that is over the last figure on its axis. */
function currentOf(
  { choice, state, axis }: Props,
  samples: Samples,
  lit: boolean,
): { now: CurrentValue; ended: boolean } {
  const last = lastValue(samples);
  const live = axis.follows ? choice.metric.value : null;
  if (live === null) {
    const staleFor = axis.follows && last ? duration(axis.to - last.at) : null;
    return { now: { value: last?.value ?? null, status: 'ok', lit: false, staleFor }, ended: !axis.follows };
  }
  const hasLimits = state.metrics.some((each) => thresholdsOf(each).length > 0);
  const blamed = !hasLimits && state.metrics[0]?.name === choice.metric.name && state.status !== 'pending';
  const status = brokenBy(thresholdsOf(choice.metric), live)?.level ?? (blamed ? state.status : 'ok');
  return { now: { value: live, status, lit: lit && status !== 'ok', staleFor: null }, ended: false };
}
