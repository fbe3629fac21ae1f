// Figures: every number has its unit, every state its age.
import type { ReactNode } from 'react';
import { useNow } from '../lib/now.ts';
import { quantity } from '../lib/number.ts';
import { clock, duration, when } from '../lib/time.ts';

/** A value and its unit: "42 ms". Bytes scale by themselves. `stale` draws it as old. */
export function Figure({ value, unit = '', stale }: { value: number | null; unit?: string; stale?: boolean }) {
  if (value === null) return <span className="figure">–</span>;
  const [text, shown] = quantity(value, unit);
  return (
    <span className={stale ? 'figure stale' : 'figure'}>
      {text}
      {shown && <Unit>{shown}</Unit>}
    </span>
  );
}

/** A unit behind a figure, joined to it so that they never part. */
export function Unit({ children }: { readonly children: ReactNode }) {
  return <u>{children}</u>;
}

/** How long ago `at` (epoch ms) was, anew every second: "1 min 46 s". The instant itself is its title. */
export function Ago({ at, suffix = '' }: { readonly at: number; readonly suffix?: string }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={`${when(at, now)} UTC`}>
      {duration(now - at)}
      {suffix}
    </time>
  );
}

/** A span of time, milliseconds: "2 h 12 min". */
export function Duration({ ms }: { readonly ms: number }) {
  return <time>{duration(ms)}</time>;
}

/** A clock time, UTC: "02:19:32"; with its day when it was not today. */
export function Clock({ at, bare = false }: { readonly at: number; readonly bare?: boolean }) {
  const now = useNow();
  return <time dateTime={new Date(at).toISOString()}>{bare ? clock(at) : when(at, now)}</time>;
}
