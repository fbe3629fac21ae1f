// Pure: shifts as rows of days or of weeks, each a share of its row; those that overlap lie in lanes. Rows are those of the zone
// on screen, so that one on which the clock is set is an hour longer or shorter.
import type { Shift } from '../../../electron/contract/model/shift.ts';
import { midnights, wallHour } from '../../lib/zone-days.ts';

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface ShiftBlock {
  readonly shift: Shift;
  /** 0..1 of its row. */
  readonly left: number;
  readonly width: number;
  readonly lane: number;
  /** It began before this row, or goes on after it. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

export interface ShiftRow {
  readonly from: number;
  readonly to: number;
  /** 'Mon 23' */
  readonly label: string;
  readonly ticks: readonly { readonly label: string; readonly left: number }[];
  readonly blocks: readonly ShiftBlock[];
  readonly lanes: number;
  /** `isBare`: no shift lies over it that says itself why nobody is there. */
  readonly gaps: readonly {
    readonly gap: Stretch;
    readonly left: number;
    readonly width: number;
    readonly isBare: boolean;
  }[];
}

export type Span = 'week' | 'month';
/** How many days a row has, and how many rows there are. */
export const SHAPES: Readonly<Record<Span, { readonly days: number; readonly rows: number }>> = {
  week: { days: 1, rows: 7 },
  month: { days: 7, rows: 5 },
};

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const HOUR_MS = 3_600_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const dayLabel = (date: string): string =>
  `${DAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]} ${Number(date.slice(8))}`;
const weekLabel = (date: string): string => `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;

/** The rows of a span that begins at `monday` (epoch ms). */
export function rowsOf(
  monday: number,
  span: Span,
  zone: string,
  shifts: readonly Shift[],
  gaps: readonly Stretch[],
): readonly ShiftRow[] {
  const { days, rows } = SHAPES[span];
  const starts = midnights(monday, days * rows + 1, zone);
  return Array.from({ length: rows }, (_, row) => {
    const own = starts.slice(row * days, row * days + days + 1);
    const [from, to] = [own[0]?.at ?? monday, own.at(-1)?.at ?? monday];
    const date = own[0]?.date ?? '';
    const placed = placeIn(from, to, shifts, gaps);
    const label = span === 'week' ? dayLabel(date) : weekLabel(date);
    const share = (at: number): number => (at - from) / (to - from);
    const ticks =
      span === 'week'
        ? hours(from, to).map((at) => ({ label: wallHour(at, zone), left: share(at) }))
        : own.slice(0, -1).map((day) => ({ label: dayLabel(day.date), left: share(day.at) }));
    return { from, to, label, ticks, ...placed };
  });
}

/** Every third hour of a day, told by its own clock: one that is set on this day shows it. */
const hours = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.ceil((to - from) / (3 * HOUR_MS)) }, (_, nth) => from + 3 * nth * HOUR_MS);

function placeIn(from: number, to: number, shifts: readonly Shift[], gaps: readonly Stretch[]) {
  const share = (at: number): number => (Math.min(Math.max(at, from), to) - from) / (to - from);
  const touches = (one: Stretch): boolean => one.from < to && one.to > from;
  /** When each lane is free again. */
  const free: number[] = [];
  const blocks = shifts.filter(touches).map((shift): ShiftBlock => {
    const found = free.findIndex((at) => at <= shift.from);
    const lane = found < 0 ? free.length : found;
    free[lane] = shift.to;
    const left = share(shift.from);
    const cut = { cutLeft: shift.from < from, cutRight: shift.to > to };
    return { shift, left, width: share(shift.to) - left, lane, ...cut };
  });
  return {
    blocks,
    lanes: Math.max(1, free.length),
    gaps: gaps.filter(touches).map((gap) => {
      const isBare = !blocks.some(({ shift }) => shift.from < gap.to && shift.to > gap.from);
      return { gap, left: share(gap.from), width: share(gap.to) - share(gap.from), isBare };
    }),
  };
}
