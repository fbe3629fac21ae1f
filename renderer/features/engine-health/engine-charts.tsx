// Four figures of the last hour, on one time axis.
import type { EngineDetails, EngineMoment } from '../../../electron/contract/model/engine-details.ts';
import { TimeChart } from '../../ui/charts/time-chart.tsx';
import { samplesOf } from './engine-words.ts';

interface Lane {
  readonly title: string;
  readonly legend: string;
  readonly unit: string;
  readonly value: (moment: EngineMoment) => number;
}

const LANES: readonly Lane[] = [
  { title: 'Schedule lag', legend: 'worst, due to start', unit: 'ms', value: (moment) => moment.lagMs },
  { title: 'Results', legend: 'all kinds', unit: '/s', value: (moment) => moment.resultsPerSecond },
  { title: 'CPU', legend: 'of one core', unit: '%', value: (moment) => moment.cpuPercent },
  { title: 'Memory', legend: 'resident', unit: 'B', value: (moment) => moment.rssBytes },
];

const HOUR_MS = 3_600_000;
const GAP_AFTER_MS = 25_000;

export function EngineCharts({ details, stale }: { readonly details: EngineDetails; readonly stale: string | null }) {
  const { past, at } = details;
  const last = past.at(-1);
  return (
    <div className="cgrid">
      {LANES.map(({ title, legend, unit, value }) => (
        <TimeChart
          key={title}
          title={title}
          legend={legend}
          unit={unit}
          samples={samplesOf(past, value)}
          thresholds={[]}
          gaps={[]}
          events={[]}
          from={at - HOUR_MS}
          to={at}
          gapAfterMs={GAP_AFTER_MS}
          now={{ value: last ? value(last) : null, status: 'ok', lit: false, staleFor: stale }}
          syncKey="engine"
        />
      ))}
    </div>
  );
}
