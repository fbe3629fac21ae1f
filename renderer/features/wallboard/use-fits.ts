// How many lines an area holds: a line cut through the middle is no line, and a wall has no scrollbar.
import { type RefObject, useLayoutEffect, useState } from 'react';

/** Lines of `rowU` units (1/256 of the width of the window) in the element's height; at least one. */
export function useFits(element: RefObject<HTMLElement | null>, rowU: number): number {
  const [fits, setFits] = useState(1);
  useLayoutEffect(() => {
    const area = element.current;
    // A page without layout (jsdom) shows one.
    if (!area || typeof ResizeObserver === 'undefined') return;
    const measure = () => setFits(Math.max(1, Math.floor(area.clientHeight / ((rowU * window.innerWidth) / 256))));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(area);
    return () => observer.disconnect();
  }, [element, rowU]);
  return fits;
}
