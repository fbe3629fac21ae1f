// What stands around and under the line of a chart: figures of the axes, limits, gaps, events. All DOM.
import { Glyph } from '../glyph.tsx';
import type { Threshold } from './range.ts';
import { position, type Scale, ticks } from './scale.ts';
import type { Gap } from './slots.ts';
import { axisLabels } from './time-axis.ts';
import { tickWord } from './unit.ts';

export interface ChartEvent {
  readonly at: number;
  readonly status: string;
  /** Unhandled: the shape is filled. */
  readonly lit: boolean;
  readonly label: string;
  /** Not a state but a moment on record: a quiet line without a shape, in the colour of the hand where a person set it. */
  readonly mark?: 'hand' | 'engine';
}

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`;
const HUE = { warning: 't-warn', critical: 't-crit' } as const;

export function YAxis({ scale }: { readonly scale: Scale }) {
  return (
    <div className="ch-y" aria-hidden="true">
      {ticks(scale).map((tick) => (
        <span key={tick} style={{ top: percent(1 - position(scale, tick)) }}>
          {tickWord(tick / scale.unit.divisor)}
        </span>
      ))}
    </div>
  );
}

export function XAxis({ from, to }: { readonly from: number; readonly to: number }) {
  const labels = axisLabels(from, to);
  return (
    <div className="ch-x" aria-hidden="true">
      {labels.map((label, index) => (
        <span key={label.at} style={{ left: percent(index / (labels.length - 1)) }}>
          {label.word}
        </span>
      ))}
    </div>
  );
}

interface GroundProps {
  readonly scale: Scale;
  readonly thresholds: readonly Threshold[];
  /** The one that is broken now: it alone gets a band. */
  readonly broken: Threshold | null;
}

/** Under the line: grid, dashed limits, and the band beyond the limit that is broken. */
export function ChartGround({ scale, thresholds, broken }: GroundProps) {
  return (
    <>
      {ticks(scale).map((tick) => (
        <i key={tick} className="cf-grid" style={{ top: percent(1 - position(scale, tick)) }} />
      ))}
      {broken && <i className={`cf-band ${HUE[broken.level]}`} style={bandStyle(scale, broken)} />}
      {thresholds.map((each) => (
        <i
          key={`${each.level}${each.value}`}
          className={`cf-limit ${HUE[each.level]}`}
          style={{ top: percent(1 - position(scale, each.value)) }}
        />
      ))}
    </>
  );
}

function bandStyle(scale: Scale, broken: Threshold) {
  const share = position(scale, broken.value);
  return broken.side === 'above' ? { top: 0, bottom: percent(share) } : { top: percent(1 - share), bottom: 0 };
}

interface OverlayProps {
  readonly scale: Scale;
  readonly thresholds: readonly Threshold[];
  readonly gaps: readonly Gap[];
  readonly events: readonly ChartEvent[];
  readonly from: number;
  readonly to: number;
  /** Height of the plot, CSS px: limits too near for two figures share one. */
  readonly height: number;
}

/** Over the line: gaps hatched and named, figures of the limits, events. */
export function ChartOverlay({ scale, thresholds, gaps, events, from, to, height }: OverlayProps) {
  const share = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)));
  return (
    <>
      {gaps.map((gap) => (
        <i
          key={gap.from}
          className="ch-gap"
          title={gap.name || 'no results'}
          style={{ left: percent(share(gap.from)), width: percent(share(gap.to) - share(gap.from)) }}
        />
      ))}
      {spaced(thresholds, scale, height).map((each) => (
        <span
          key={`${each.level}${each.value}`}
          className={`ch-tl left ${HUE[each.level]}`}
          style={{ top: percent(1 - position(scale, each.value)) }}
        >
          {tickWord(each.value / scale.unit.divisor)}
          {scale.unit.unit && `\u00a0${scale.unit.unit}`}
        </span>
      ))}
      {events.map((event) =>
        event.mark ? (
          <Mark key={`${event.at}${event.status}`} event={event} left={percent(share(event.at))} />
        ) : (
          <i
            key={`${event.at}${event.status}`}
            className={`cf-event e-${event.status}`}
            style={{ left: percent(share(event.at)) }}
          >
            <Glyph status={event.status} lit={event.lit} size={11} quiet />
          </i>
        ),
      )}
    </>
  );
}

function Mark({ event, left }: { readonly event: ChartEvent; readonly left: string }) {
  return <i className={`cf-mark ${event.mark}`} style={{ left }} title={event.label} />;
}

const LABEL_PX = 15;

/** Figures that would lie on each other: the worse limit keeps its own. */
function spaced(thresholds: readonly Threshold[], scale: Scale, height: number): readonly Threshold[] {
  const worstFirst = [...thresholds].sort((a, b) => (a.level === b.level ? 0 : a.level === 'critical' ? -1 : 1));
  const kept: Threshold[] = [];
  for (const each of worstFirst) {
    const y = position(scale, each.value) * height;
    if (kept.every((other) => Math.abs(position(scale, other.value) * height - y) >= LABEL_PX)) kept.push(each);
  }
  return kept;
}
