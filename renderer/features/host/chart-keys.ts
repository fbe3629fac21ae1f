// The keys of the charts: a layer of its own, so that `?` shows them under their own name.
import type { RefObject } from 'react';
import { useKeys } from '../../store/keys.ts';
import type { Charting } from './use-chart-view.ts';

interface Wiring {
  readonly charting: Charting;
  /** The field that finds metrics. */
  readonly find: RefObject<HTMLInputElement | null>;
  readonly onSave: () => void;
  readonly onAvailability: () => void;
  /** No check to save anything of. */
  readonly none: boolean;
}

const IN = 0.5;
const OUT = 2;
const STEP = 0.25;

export function useChartKeys({ charting, find, onSave, onAvailability, none }: Wiring): void {
  const { view, hand, compares } = charting;
  const follows = view.type === 'follow';
  useKeys('Charts', [
    // A host without a check has no chart: there + adds the first one (host-keys.tsx).
    ...(none ? [] : [{ keys: ['+', '='], label: 'Zoom in', run: () => hand.zoom(IN) }]),
    { keys: ['-'], label: 'Zoom out', run: () => hand.zoom(OUT) },
    { keys: ['ArrowLeft'], label: 'Back in time', move: true, run: () => hand.pan(-STEP) },
    { keys: ['ArrowRight'], label: 'On in time', move: true, off: follows, run: () => hand.pan(STEP) },
    {
      keys: ['0'],
      label: 'Follow the clock',
      ...(follows ? {} : { bar: 'always' as const }),
      off: follows,
      run: hand.reset,
    },
    { keys: ['['], label: 'Shorter range', move: true, run: () => hand.longer(-1) },
    { keys: [']'], label: 'Longer range', move: true, run: () => hand.longer(1) },
    { keys: ['c'], label: compares ? 'Without last week' : 'Compare with last week', off: none, run: hand.compare },
    { keys: ['/'], label: 'Find a metric', off: none, run: () => find.current?.select() },
    { keys: ['v'], label: 'Availability', run: onAvailability },
    { keys: ['Y'], label: 'Save samples as CSV', off: none, run: onSave },
    // For the key bar alone: the first that has a key runs.
    { keys: ['[', ']'], label: 'Range', bar: 'roomy', move: true, run: () => hand.longer(1) },
  ]);
}
