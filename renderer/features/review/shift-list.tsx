// The shifts there were, newest first: the one that is looked at, and those before it.
import { useEffect, useRef } from 'react';
import type { Shift } from '../../../electron/contract/model/shift.ts';
import { clockShort, day } from '../../lib/time.ts';
import type { PastShifts } from '../../link/review.ts';

interface Props {
  readonly past: PastShifts;
  /** The stretch that is looked at. */
  readonly chosen: Pick<Shift, 'from' | 'to'> | null;
  readonly onGo: (shift: Shift) => void;
}

export function ShiftList({ past: { state, more, days }, chosen, onGo }: Props) {
  const isFront = ({ from, to }: Shift): boolean => from === chosen?.from && to === chosen.to;
  const front = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one in front has to be seen
  useEffect(() => {
    front.current?.scrollIntoView?.({ block: 'nearest' });
  }, [chosen?.from]);
  return (
    <nav className="rv-shifts" aria-label="Shifts">
      {state.type === 'failed' && <p className="none">The shifts could not be read: {state.reason}</p>}
      {state.type === 'ready' && state.value.length === 0 && (
        <p className="none">No shift was planned in {days} days.</p>
      )}
      {state.type === 'ready' &&
        state.value.map((shift) => (
          <button
            key={shift.key}
            type="button"
            ref={isFront(shift) ? front : undefined}
            className={isFront(shift) ? 'on' : undefined}
            aria-current={isFront(shift) ? 'true' : undefined}
            onClick={() => onGo(shift)}
          >
            <b>{shift.name}</b>
            <span>
              {day(shift.from)} {clockShort(shift.from)}
            </span>
            <u>{shift.people.join(', ') || 'nobody'}</u>
          </button>
        ))}
      <button type="button" className="btn" onClick={more}>
        Further back
      </button>
    </nav>
  );
}
