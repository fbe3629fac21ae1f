// Values in named slots: counts as bars, levels as lines, parts of a whole as shares. The arrow keys walk along the slots.
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { figure } from '../../lib/number.ts';
import { CategoryMarks } from './category-marks.tsx';
import { type CategoryKind, type CategorySeries, categoryScale, namedSlots, slotWords } from './category-plan.ts';
import { type Scale, ticks } from './scale.ts';
import './category-chart.css';

export interface CategoryChartProps {
  readonly title: string;
  readonly kind: CategoryKind;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly series: readonly CategorySeries[];
}

/** About so many names find room below. */
const ROOM = 8;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };

export function CategoryChart({ title, kind, unit, labels, series }: CategoryChartProps) {
  const [slot, setSlot] = useState<number | null>(null);
  const shown = kind === 'share' ? '%' : unit;
  const scale = categoryScale(kind, series, shown);
  const last = labels.length - 1;
  const said = slot === null ? null : slotWords(labels, series, scale.unit, slot);
  const keys = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? last
          : step === undefined
            ? null
            : (slot ?? (step > 0 ? -1 : last + 1)) + step;
    if (to === null) return;
    setSlot(Math.min(last, Math.max(0, to)));
    event.preventDefault();
    event.stopPropagation();
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setSlot(Math.min(last, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * labels.length))));
  };
  return (
    <figure className="cc">
      <figcaption>
        <b>{title}</b>
        {said === null ? (
          <Legend kind={kind} unit={scale.unit.unit} series={series} />
        ) : (
          <span className="cc-read">{said}</span>
        )}
      </figcaption>
      <div className="cc-plot">
        <YTicks scale={scale} />
        <div
          className="cc-box"
          role="slider"
          tabIndex={last < 0 ? -1 : 0}
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, last)}
          aria-valuenow={slot ?? Math.max(0, last)}
          aria-valuetext={slotWords(labels, series, scale.unit, slot ?? last)}
          onKeyDown={keys}
          onPointerMove={point}
          onPointerLeave={() => setSlot(null)}
          onBlur={() => setSlot(null)}
        >
          <i className="cc-grid" />
          <Holes labels={labels} series={series} />
          {slot !== null && (
            <i
              className="cc-slot"
              style={{ left: `${(100 * slot) / labels.length}%`, width: `${100 / labels.length}%` }}
            />
          )}
          <CategoryMarks kind={kind} series={series} slots={labels.length} scale={scale} />
          {series.every(({ values }) => values.every((value) => value === null)) && (
            <span className="cc-none">nothing was measured</span>
          )}
        </div>
        <SlotNames labels={labels} />
      </div>
    </figure>
  );
}

export function Legend({ kind, unit, series }: Pick<CategoryChartProps, 'kind' | 'unit' | 'series'>) {
  return (
    <span className="cc-leg">
      {series.length > 1 &&
        series.map(({ name }, order) => (
          <span key={name}>
            <i className={`cc-key cc-${order % 5}${kind === 'line' ? ' cc-l' : ''}`} />
            {name}
          </span>
        ))}
      {unit !== '' && <u>{unit}</u>}
    </span>
  );
}

function YTicks({ scale }: { readonly scale: Scale }) {
  return (
    <div className="cc-y" aria-hidden="true">
      {ticks(scale).map((value) => (
        <span key={value}>{figure(value / scale.unit.divisor)}</span>
      ))}
    </div>
  );
}

/** Slots in which nothing was measured: hatched, never drawn as nought. */
function Holes({ labels, series }: Pick<CategoryChartProps, 'labels' | 'series'>) {
  return labels.map((label, at) =>
    series.length > 0 && series.every(({ values }) => (values[at] ?? null) === null) ? (
      <i
        // biome-ignore lint/suspicious/noArrayIndexKey: slots never change their order
        key={`${label} ${at}`}
        className="cc-hole"
        title={`${label}: no data`}
        style={{ left: `${(100 * at) / labels.length}%`, width: `${100 / labels.length}%` }}
      />
    ) : null,
  );
}

function SlotNames({ labels }: Pick<CategoryChartProps, 'labels'>) {
  return (
    <div className="cc-x" aria-hidden="true">
      {namedSlots(labels, ROOM).map((at) => (
        <span key={at} style={{ left: `${(100 * (at + 0.5)) / labels.length}%` }}>
          {labels[at]}
        </span>
      ))}
    </div>
  );
}
