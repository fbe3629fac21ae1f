// The stretches nobody has, beside a calendar of people: the next few by name, the rest counted.
import { wallClock } from '../lib/zone-days.ts';
import './gap-list.css';

interface Props {
  readonly title: string;
  /** Epoch ms. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  readonly zone: string;
  /** Where the calendar shows those that are only counted: 'on screen'. */
  readonly where: string;
}

/** Gaps named. */
const NAMED = 4;

/** Nothing where there are none. */
export function GapList({ title, gaps, zone, where }: Props) {
  if (gaps.length === 0) return null;
  return (
    <section aria-label="Gaps">
      <h2>
        {title}
        <em>{gaps.length}</em>
      </h2>
      <ul className="gap-list">
        {gaps.slice(0, NAMED).map((gap) => (
          <li key={gap.from}>
            {wallClock(gap.from, zone)} to {wallClock(gap.to, zone)}
          </li>
        ))}
        {gaps.length > NAMED && (
          <li className="sub">
            and {gaps.length - NAMED} more {where}
          </li>
        )}
      </ul>
    </section>
  );
}
