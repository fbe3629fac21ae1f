// A metric at a glance: no axis, same hues as a chart, and its end point in the shape of the status.
import { extent, segments } from './line.ts';

export type SparklineStatus = 'ok' | 'warning' | 'critical' | 'down' | 'unreachable' | 'unknown' | 'pending';

const WIDTH = 120;
const HEIGHT = 20;
const TOP = 2;
const BOTTOM = 18;

const END: Partial<Record<SparklineStatus, string>> = {
  down: 'sp-down',
  critical: 'sp-crit',
  warning: 'sp-warn',
  unknown: 'sp-unkn',
};

interface Props {
  /** Oldest first, evenly spaced; null where nothing was measured. */
  readonly values: readonly (number | null)[];
  readonly status: SparklineStatus;
  /** A limit drawn as a dashed line. */
  readonly threshold?: number | undefined;
}

/** Decoration beside a row that says the same in words: hidden from screen readers. */
export function Sparkline({ values, status, threshold }: Props) {
  const range = extent(threshold === undefined ? values : [...values, threshold]);
  if (!range || values.length < 2) return <span className="spark" aria-hidden="true" />;
  const { min, max } = range;
  const y = (value: number) => (max === min ? HEIGHT / 2 : BOTTOM - ((value - min) / (max - min)) * (BOTTOM - TOP));
  const x = (index: number) => (index / (values.length - 1)) * WIDTH;
  const runs = segments(values).map((run) => run.map(({ index, value }) => `${round(x(index))} ${round(y(value))}`));
  const last = values.at(-1) ?? null;
  return (
    <span className={`spark ${END[status] ?? ''}`} aria-hidden="true">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {threshold !== undefined && <path className="sp-thr" d={`M0 ${round(y(threshold))}H${WIDTH}`} />}
        {runs.map((run) => (
          <path key={`a${run[0]}`} className="sp-area" d={area(run)} />
        ))}
        {runs.map((run) => (
          <path key={`l${run[0]}`} className="sp-line" d={`M${run.length === 1 ? `${run[0]}h.01` : run.join('L')}`} />
        ))}
      </svg>
      {last !== null && <i style={{ top: `${round((y(last) / HEIGHT) * 100)}%` }} />}
    </span>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

function area(run: readonly string[]): string {
  const [firstX] = (run[0] ?? '').split(' ');
  const [lastX] = (run.at(-1) ?? '').split(' ');
  return `M${firstX} ${HEIGHT}L${run.join('L')}L${lastX} ${HEIGHT}Z`;
}
