// The life of a canvas: opened once, fed new columns, resized with its box, redrawn with the theme, closed.
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { nextSample } from './cursor-step.ts';
import { createPlot, type Plot, type PlotListeners, type PlotShape, type PlotView } from './plot.ts';
import { onThemeChange } from './theme-change.ts';

interface Options {
  readonly view: PlotView;
  readonly shape: PlotShape;
  readonly syncKey: string;
  /** Words for one sample: what is said and shown while the cursor is on it. */
  readonly say: (index: number) => string;
  /** The moment under the cursor, epoch ms; null when it has left. */
  readonly onPoint?: ((at: number | null) => void) | undefined;
  readonly onSelect?: ((from: number, to: number) => void) | undefined;
  readonly onReset?: (() => void) | undefined;
}

interface Hands {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly readout: RefObject<HTMLSpanElement | null>;
  /** Height of the plot in CSS pixels, 0 before it is known. */
  readonly height: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
}

/** Keeps a plot in `box`; its cursor writes to `readout` without a React render, so that 60 moves a second stay free. */
export function usePlot(options: Options): Hands {
  const box = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLSpanElement>(null);
  const plot = useRef<Plot | null>(null);
  const at = useRef<number | null>(null);
  const latest = useRef(options);
  const [height, setHeight] = useState(0);
  const { view, shape, syncKey } = options;

  useEffect(() => {
    latest.current = options;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is fed by the effect below; only a new shape needs a new canvas
  useEffect(() => {
    const canvasBox = box.current?.querySelector<HTMLElement>('.cf-canvas');
    if (!canvasBox) return;
    const opened = openPlot(canvasBox, latest.current, {
      onCursor: (index) => {
        at.current = index;
        write(box.current, readout.current, index === null ? '' : latest.current.say(index));
        latest.current.onPoint?.(index === null ? null : (latest.current.view.columns[0]?.[index] ?? null));
      },
      onSelect: (from, to) => latest.current.onSelect?.(from, to),
      onReset: () => latest.current.onReset?.(),
    });
    if (!opened) return;
    plot.current = opened;
    const resized = new ResizeObserver(() => {
      opened.resize(canvasBox.clientWidth, canvasBox.clientHeight);
      setHeight(canvasBox.clientHeight);
    });
    resized.observe(canvasBox);
    const endTheme = onThemeChange(() => opened.recolour());
    return () => {
      resized.disconnect();
      endTheme();
      opened.destroy();
      plot.current = null;
    };
  }, [shape.band, shape.second, shape.past, shape.zoom, syncKey]);

  useEffect(() => plot.current?.show(view), [view]);

  return {
    box,
    readout,
    height,
    onKeyDown: (event) => moveCursor(event, plot.current, view, at.current),
    onBlur: () => plot.current?.point(null),
  };
}

/** Where there is no canvas (a test without a browser) the figures around it still stand. */
function openPlot(into: HTMLElement, options: Options, listeners: PlotListeners): Plot | null {
  if (typeof ResizeObserver === 'undefined') return null;
  return createPlot(into, options.shape, options.view, options.syncKey, listeners);
}

function write(box: HTMLElement | null, readout: HTMLElement | null, words: string): void {
  if (readout) readout.textContent = words;
  if (box && words) box.setAttribute('aria-valuetext', words);
}

function moveCursor(event: KeyboardEvent, plot: Plot | null, view: PlotView, at: number | null): void {
  const next = nextSample(event.key, (view.columns[0] ?? []) as readonly number[], view, at);
  if (!plot || next === null) return;
  event.preventDefault();
  event.stopPropagation();
  plot.point(next);
}
