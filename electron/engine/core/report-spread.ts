// The four figures of how long something took: never one number alone, a mean only where it says something.
import type { Spread } from '../../contract/model/figures.ts';
import type { FigureKind, Frame } from './report-kinds.ts';
import type { ReportRows, RowsId } from './report-rows.ts';
import { spreadOf } from './spread.ts';

export interface Durations {
  /** 'response.problems.acknowledge'. */
  readonly id: string;
  /** 'Time to acknowledge a problem'. */
  readonly title: string;
  readonly rows: RowsId;
  /** Which durations, in words: ends the sentence 'of …'. */
  readonly of: string;
  readonly pick: (rows: ReportRows, frame: Frame) => readonly (number | null)[];
}

const RANK = (share: number): string =>
  `the durations in ascending order, the one at place ceil(${share} × n), the first being 1 (nearest rank)`;

const PARTS = [
  { key: 'median', title: 'median', how: RANK(0.5), take: 'medianMs' },
  { key: 'p90', title: '90th percentile', how: RANK(0.9), take: 'p90Ms' },
  { key: 'max', title: 'maximum', how: 'the longest of the durations', take: 'maxMs' },
  { key: 'mean', title: 'mean', how: 'their sum divided by n; empty when n < 5', take: 'meanMs', needs: 5 },
] as const;

export function spreadFigures({ id, title, rows, of, pick }: Durations): readonly FigureKind<ReportRows>[] {
  // A hundred thousand durations are put in order once for the four figures of a report, not four times.
  const known = new WeakMap<ReportRows, Spread>();
  const spreadIn = (sets: ReportRows, frame: Frame): Spread => {
    const spread = known.get(sets) ?? spreadOf(pick(sets, frame).filter((duration) => duration !== null));
    known.set(sets, spread);
    return spread;
  };
  return PARTS.map(({ key, title: part, how, take, ...more }) => ({
    ...more,
    id: `${id}.${key}`,
    title: `${title}, ${part}`,
    type: 'ms',
    unit: '',
    definition: `Of ${of}, empty ones left out; n is how many there are: ${how}.`,
    rows: [rows],
    count: (sets, frame) => {
      const spread = spreadIn(sets, frame);
      return { value: spread[take], n: spread.n };
    },
  }));
}
