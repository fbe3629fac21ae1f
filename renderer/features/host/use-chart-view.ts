// What the charts show, and the hands on it: ranges, zoom, pan, last week beside it.
import { useMemo, useRef, useState } from 'react';
import {
  type ChartView,
  firstRange,
  nextRange,
  pan,
  stretch,
  type TimeWindow,
  useTimeWindow,
  zoom,
} from './time-window.ts';

export interface ChartHand {
  readonly show: (view: ChartView) => void;
  readonly longer: (by: 1 | -1) => void;
  /** In below 1, out above. About the moment under the cursor, else the newest end. */
  readonly zoom: (factor: number) => void;
  /** By a share of the axis; back in time below 0. */
  readonly pan: (share: number) => void;
  readonly select: (from: number, to: number) => void;
  /** Follows the clock again, in the range it had. */
  readonly reset: () => void;
  readonly compare: () => void;
  /** Hears where the cursor is, epoch ms. */
  readonly point: (at: number | null) => void;
}

export interface Charting {
  readonly view: ChartView;
  readonly axis: TimeWindow;
  /** The same period a week before is drawn too. */
  readonly compares: boolean;
  readonly hand: ChartHand;
}

/** `since`: when the present state of the host began, epoch ms. */
export function useChartView(since: number | undefined): Charting {
  const [view, setView] = useState<ChartView>(() => ({ type: 'follow', range: firstRange(since, Date.now()) }));
  const [compares, setCompares] = useState(false);
  const axis = useTimeWindow(view);
  const latest = useRef({ view, axis });
  latest.current = { view, axis };
  const followed = useRef(view);
  if (view.type === 'follow') followed.current = view;
  const cursor = useRef<number | null>(null);
  const hand = useMemo<ChartHand>(
    () => ({
      show: setView,
      longer: (by) => setView((now) => nextRange(now, by)),
      zoom: (factor) => setView(zoom(latest.current.axis, factor, cursor.current ?? latest.current.axis.now)),
      pan: (share) => {
        const { axis: shown, view: now } = latest.current;
        // On from the present there is nothing.
        if (share > 0 && now.type === 'follow') return;
        setView(pan(shown, share, Date.now()));
      },
      select: (from, to) => setView(stretch(from, to, Date.now())),
      reset: () => setView(followed.current),
      compare: () => setCompares((now) => !now),
      point: (at) => {
        cursor.current = at;
      },
    }),
    [],
  );
  return { view, axis, compares, hand };
}
