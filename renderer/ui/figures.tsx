// Figures: every number has its unit, every state its age.
import { useNow } from '../lib/now.ts';
import { quantity } from '../lib/number.ts';
import { duration, when } from '../lib/time.ts';

interface FigureProps {
  /** null: nothing measured. */
  readonly value: number | null;
  readonly unit?: string;
  /** Drawn as old. */
  readonly stale?: boolean;
}

/** A value joined to its unit: "42 ms". Bytes scale by themselves. */
export function Figure({ value, unit = '', stale = false }: FigureProps) {
  if (value === null) return <span className="figure">–</span>;
  const [text, shown] = quantity(value, unit);
  return (
    <span className={stale ? 'figure stale' : 'figure'}>
      {text}
      {shown && <u>{shown}</u>}
    </span>
  );
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

/** A clock time, UTC: "02:19:32"; with its day when it was not today. */
export function Clock({ at }: { readonly at: number }) {
  const now = useNow();
  return <time dateTime={new Date(at).toISOString()}>{when(at, now)}</time>;
}
