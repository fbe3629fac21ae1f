// What is drawn in the box of a category chart: bars, lines or shares, in one hue told apart by lightness and stroke.
import { type CategoryKind, type CategorySeries, sharesOf } from './category-plan.ts';
import { segments } from './line.ts';
import { position, type Scale } from './scale.ts';

interface Props {
  readonly kind: CategoryKind;
  readonly series: readonly CategorySeries[];
  readonly slots: number;
  readonly scale: Scale;
}

/** Of a slot, how much its bars leave free in all. */
const GAP = 0.18;
const height = (scale: Scale, value: number): number => 100 * Math.min(1, Math.max(0, position(scale, value)));

export function CategoryMarks(props: Props) {
  return (
    <svg viewBox={`0 0 ${Math.max(1, props.slots)} 100`} preserveAspectRatio="none" aria-hidden="true">
      {props.kind === 'bars' && <Bars {...props} />}
      {props.kind === 'line' && <Lines {...props} />}
      {props.kind === 'share' && <Shares {...props} />}
    </svg>
  );
}

function Bars({ series, scale }: Props) {
  const width = (1 - GAP) / series.length;
  return series.map(({ name, values }, order) =>
    values.map((value, slot) =>
      value === null || value === 0 ? null : (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: slots never change their order
          key={`${name} ${slot}`}
          className={`cc-${order % 5}`}
          x={slot + GAP / 2 + order * width}
          width={width * (series.length > 1 ? 0.92 : 1)}
          y={100 - height(scale, value)}
          height={height(scale, value)}
        />
      ),
    ),
  );
}

function Lines({ series, scale }: Props) {
  return series.map(({ name, values }, order) =>
    segments(values).map((run) => (
      <polyline
        key={`${name} ${run[0]?.index}`}
        className={`cc-l cc-${order % 5}`}
        points={
          run.length === 1
            ? [-0.3, 0.3]
                .map((by) => `${(run[0]?.index ?? 0) + 0.5 + by},${100 - height(scale, run[0]?.value ?? 0)}`)
                .join(' ')
            : run.map(({ index, value }) => `${index + 0.5},${100 - height(scale, value)}`).join(' ')
        }
      />
    )),
  );
}

function Shares({ series, slots }: Props) {
  return Array.from({ length: slots }, (_, slot) => {
    let below = 0;
    return sharesOf(series, slot)?.map((share, order) => {
      const from = below;
      below += share;
      return share === 0 ? null : (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: slots never change their order
          key={`${slot} ${series[order]?.name}`}
          className={`cc-${order % 5}`}
          x={slot + GAP / 2}
          width={1 - GAP}
          y={100 - below}
          height={below - from}
        />
      );
    });
  });
}
