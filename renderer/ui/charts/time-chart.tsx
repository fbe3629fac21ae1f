// One metric over time. All charts with one `syncKey` share their time axis and their cursor.
import { useMemo } from 'react';
import { figure } from '../../lib/number.ts';
import { Glyph, glyphOf } from '../glyph.tsx';
import { type ChartEvent, ChartGround, ChartOverlay, XAxis, YAxis } from './chart-frame.tsx';
import type { PlotView } from './plot.ts';
import { brokenBy, type Threshold } from './range.ts';
import { readout } from './readout.ts';
import { type Scale, scaleFor } from './scale.ts';
import { findGaps, type Gap, hasBand, joinGaps, type Samples, toColumns } from './slots.ts';
import { displayUnit, limitWord, withUnit } from './unit.ts';
import { usePlot } from './use-plot.ts';
import './time-chart.css';

export interface CurrentValue {
  readonly value: number | null;
  readonly status: string;
  /** Unhandled: the shape is filled. */
  readonly lit: boolean;
  /** Age in words when the figure is old; null while it is fresh. */
  readonly staleFor: string | null;
}

export interface Labelled {
  readonly label: string;
  readonly samples: Samples;
}

export interface TimeChartProps {
  readonly title: string;
  readonly legend?: string | undefined;
  readonly unit: string;
  readonly samples: Samples;
  /** A second line in the same unit, e.g. what goes out beside what comes in. */
  readonly second?: Labelled | undefined;
  /** The same figure in an earlier period, moved onto this axis: a thin dashed line. */
  readonly past?: Labelled | undefined;
  readonly thresholds: readonly Threshold[];
  /** Stretches nobody measured, with their reason; holes in the samples are found besides. */
  readonly gaps: readonly Gap[];
  readonly events: readonly ChartEvent[];
  /** Ends of the time axis, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Results further apart than this have a gap between them, ms. */
  readonly gapAfterMs: number;
  readonly now: CurrentValue;
  readonly syncKey: string;
  /** The moment under the cursor, epoch ms; null when it has left. */
  readonly onPoint?: ((at: number | null) => void) | undefined;
  /** A stretch was drawn out with the pointer. */
  readonly onSelect?: ((from: number, to: number) => void) | undefined;
  /** Pressed twice. */
  readonly onReset?: (() => void) | undefined;
}

/** Draws the chart; arrow keys move the cursor over its results, and their values are said. */
export function TimeChart(props: TimeChartProps) {
  const { unit, thresholds, events, from, to, now } = props;
  const { measured, scale, view, gaps } = usePrepared(props);
  const broken = brokenBy(thresholds, now.value);
  const drawn = thresholds.filter((each) => isOn(scale, each.value));
  const shape = {
    band: hasBand(props.samples),
    second: props.second !== undefined,
    past: props.past !== undefined,
    zoom: props.onSelect !== undefined,
  };
  const names = { unit, second: props.second?.label, past: props.past?.label };
  const say = (index: number) => readout(view, shape, names, index);
  const { syncKey, onPoint, onSelect, onReset } = props;
  const plot = usePlot({ view, shape, syncKey, say, onPoint, onSelect, onReset });
  return (
    <figure className="chart">
      <figcaption>
        <b>{props.title}</b>
        <span className="ch-read" ref={plot.readout} aria-hidden="true" />
        <span className="ch-leg">
          {legendOf(props, scale)}
          {props.second && (
            <>
              <i className="ch-key" /> {props.second.label}
            </>
          )}
          {props.past && (
            <>
              <i className="ch-key past" /> {props.past.label}
            </>
          )}
        </span>
        <NowFigure now={now} unit={unit} />
      </figcaption>
      <div className="ch-plot">
        <YAxis scale={scale} />
        <div
          className="ch-box live"
          ref={plot.box}
          role="slider"
          tabIndex={0}
          aria-label={`${props.title} over time`}
          aria-valuemin={from}
          aria-valuemax={to}
          aria-valuenow={to}
          aria-valuetext={now.value === null ? 'no result' : `now ${withUnit(now.value, unit)}`}
          onKeyDown={plot.onKeyDown}
          onBlur={plot.onBlur}
        >
          <ChartGround scale={scale} thresholds={drawn} broken={broken} />
          <div className="cf-canvas" />
          <ChartOverlay {...{ scale, gaps, events, from, to }} thresholds={drawn} height={plot.height} />
          {measured.every((value) => value === null) && <span className="ch-none">no result in this period</span>}
        </div>
        <XAxis from={from} to={to} />
      </div>
    </figure>
  );
}

function usePrepared(props: TimeChartProps) {
  const { samples, second, past, unit, thresholds, gaps, from, to, gapAfterMs } = props;
  const measured = useMemo(
    () => [
      ...inSight(samples, from - gapAfterMs, to),
      ...inSight(second?.samples, from - gapAfterMs, to),
      ...inSight(past?.samples, from - gapAfterMs, to),
    ],
    [samples, second, past, from, to, gapAfterMs],
  );
  const scale = useMemo(() => scaleFor(measured, unit, thresholds), [measured, unit, thresholds]);
  const columns = useMemo(
    () => toColumns(samples, second?.samples ?? null, gapAfterMs, to, past?.samples ?? null),
    [samples, second, past, gapAfterMs, to],
  );
  const view = useMemo<PlotView>(() => ({ columns, from, to, scale }), [columns, from, to, scale]);
  const all = useMemo(
    () => joinGaps([...gaps, ...findGaps(samples, gapAfterMs, to)], from, to),
    [gaps, samples, gapAfterMs, from, to],
  );
  return { measured, scale, view, gaps: all };
}

/** What can be seen decides the scale: what lies off the axis must not press the line flat. */
function inSight(samples: Samples | undefined, from: number, to: number): readonly (number | null)[] {
  if (!samples) return [];
  const shown = (_: unknown, index: number) => {
    const at = samples.at[index] ?? 0;
    return at >= from && at <= to;
  };
  return [...samples.avg.filter(shown), ...(samples.max ?? []).filter(shown)];
}

const isOn = (scale: Scale, value: number) => value >= scale.low && value <= scale.high;

function legendOf({ legend, thresholds, unit }: TimeChartProps, scale: Scale): string {
  const far = thresholds.find((each) => !isOn(scale, each.value));
  const words = [legend, far && `limit ${limitWord(far.value, unit)}, off the scale`];
  return words.filter(Boolean).join(', ');
}

function NowFigure({ now, unit }: { readonly now: CurrentValue; readonly unit: string }) {
  if (now.value === null) return <span className="ch-now">no data</span>;
  const shown = displayUnit(unit, now.value);
  const text = figure(now.value / shown.divisor);
  if (now.staleFor !== null) {
    return (
      <span className="ch-now">
        <b className="stale">{text}</b>
        <u>{now.staleFor} old</u>
      </span>
    );
  }
  const bad = now.status !== 'ok';
  return (
    <span className={`ch-now ${bad ? `t-${glyphOf(now.status)}` : ''}`}>
      {bad && <Glyph status={now.status} lit={now.lit} />}
      <b>{text}</b>
      {shown.unit && <u>{shown.unit}</u>}
    </span>
  );
}
