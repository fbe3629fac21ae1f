// The ground of a chart with slots from left to right: level lines with their figures, the names of slots below.
import type { ReportChart } from '../../../contract/model/report.ts';
import { at, GRID, labelStride, type Scale, shortened, text, WIDTH } from './chart-ground.ts';

export const LEFT = 52;
const RIGHT = 6;
export const PLOT_HEIGHT = 112;
const LABEL_ROOM = 20;

export interface Axes {
  readonly svg: string;
  readonly slotWidth: number;
  /** Left edge of a slot. */
  slotX(slot: number): number;
  y(value: number): number;
  /** Below the names of the slots. */
  readonly bottom: number;
}

/** Draws from `top` downwards. The unit stands above the level lines. */
export function axesOf({ labels }: ReportChart, scale: Scale, top: number): Axes {
  const slotWidth = (WIDTH - LEFT - RIGHT) / Math.max(1, labels.length);
  const ground = top + 20;
  const span = scale.high - scale.low || 1;
  const y = (value: number): number => ground + ((scale.high - value) / span) * PLOT_HEIGHT;
  const slotX = (slot: number): number => LEFT + slot * slotWidth;
  const stride = labelStride(labels, slotWidth);
  const most = Math.max(6, Math.floor((slotWidth * stride - 4) / 6.2));
  const levels = scale.ticks.flatMap((tick) => [
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y(tick))}" y2="${at(y(tick))}" stroke="${tick === scale.low ? '#8a929d' : GRID}"/>`,
    text(LEFT - 6, y(tick) + 4, 'end', scale.tickWords(tick)),
  ]);
  const names = labels.map((label, slot) =>
    slot % stride === 0
      ? text(slotX(slot) + slotWidth / 2, ground + PLOT_HEIGHT + 15, 'middle', shortened(label, most))
      : '',
  );
  const unit = scale.unit === '' ? '' : text(0, top + 9, 'start', scale.unit);
  return {
    svg: [unit, ...levels, ...names].join(''),
    slotWidth,
    slotX,
    y,
    bottom: ground + PLOT_HEIGHT + LABEL_ROOM,
  };
}
