// A value that is typed: shown at once, told on when it has rested.
import { useEffect, useRef, useState } from 'react';

/** `value` is the one that is in force; when that changes by itself it is shown. */
export function useSettled(
  value: string,
  restMs: number,
  onSettled: (value: string) => void,
): readonly [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const latest = useRef(onSettled);
  latest.current = onSettled;
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed;
      latest.current(typed);
    }, restMs);
    return () => clearTimeout(timer);
  }, [typed, restMs]);
  return [typed, setTyped];
}
