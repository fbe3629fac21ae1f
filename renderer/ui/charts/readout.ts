// Pure: what a chart says of one moment: '02:31:10 · 388 s, out 12 s, a week before 120 s'.
import type { PlotShape, PlotView } from './plot.ts';
import { momentWord } from './time-axis.ts';
import { withUnit } from './unit.ts';

export interface ReadoutNames {
  readonly unit: string;
  /** Name of the second line. */
  readonly second?: string | undefined;
  /** Name of the line of an earlier period. */
  readonly past?: string | undefined;
}

type Values = readonly (number | null | undefined)[] | undefined;

/** Words for the sample at `index`; '' where there is none. */
export function readout(view: PlotView, shape: PlotShape, { unit, second, past }: ReadoutNames, index: number): string {
  const at = view.columns[0]?.[index];
  if (at === undefined) return '';
  const value = nearest(view.columns[1] as Values, index);
  const parts = [value === null ? 'no result' : withUnit(value, unit)];
  const tell = (name: string | undefined, column: number) => {
    const other = nearest(view.columns[column] as Values, index);
    if (other !== null) parts.push(`${name ?? ''} ${withUnit(other, unit)}`);
  };
  const afterBand = shape.band ? 4 : 2;
  if (shape.second) tell(second, afterBand);
  if (shape.past) tell(past, afterBand + (shape.second ? 1 : 0));
  return `${momentWord(at, view.to - view.from)} · ${parts.join(', ')}`;
}

/** The value of a slot; an empty slot the line runs through has the value of the one before. */
function nearest(values: Values, index: number): number | null {
  for (let at = index; at >= 0; at -= 1) {
    const value = values?.[at];
    if (value !== undefined) return value;
  }
  return null;
}
