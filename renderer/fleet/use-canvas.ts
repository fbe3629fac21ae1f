// What a canvas has to know and no style sheet tells it: its room, the pixels of its screen, the colours of the theme.
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { onThemeChange } from '../ui/charts/theme-change.ts';
import { type FleetColours, readColours } from './palette.ts';

/** The inner size of an element, after each change of it. */
export function useSize(element: RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const pane = element.current;
    if (!pane) return;
    const measure = () => {
      const style = getComputedStyle(pane);
      const width = pane.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      const height = pane.clientHeight - Number.parseFloat(style.paddingBottom);
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(pane);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** Pixels per CSS pixel, also after the window went to another screen. */
export function useRatio(): number {
  const [ratio, setRatio] = useState(window.devicePixelRatio);
  useEffect(() => {
    const media = window.matchMedia(`(resolution: ${ratio}dppx)`);
    const listen = () => setRatio(window.devicePixelRatio);
    media.addEventListener('change', listen);
    return () => media.removeEventListener('change', listen);
  }, [ratio]);
  return ratio;
}

/** The colours as the theme has them now, read anew when it changes, and when `wide` does: lettering goes with the width. */
export function useColours(wide: boolean): FleetColours {
  const [colours, setColours] = useState(readColours);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size of lettering goes with the width
  useEffect(() => {
    const read = () => setColours(readColours());
    read();
    // Letters drawn before the font came are drawn again; a font that nothing else uses is asked for.
    const { fontMono } = readColours();
    void Promise.all([document.fonts?.ready, document.fonts?.load(`16px ${fontMono}`)]).then(read, () => {});
    return onThemeChange(read);
  }, [wide]);
  return colours;
}
