// One thing a bulk edit may change: a tick that says it shall, beside the field that says to what. Typing ticks it.
import type { ReactNode } from 'react';

interface Props {
  /** 'the site': read out as "Change the site". */
  readonly what: string;
  readonly isOn: boolean;
  /** false: leave it as it is. true: take what the field says now. */
  readonly onTick: (isOn: boolean) => void;
  readonly children: ReactNode;
}

export function Part({ what, isOn, onTick, children }: Props) {
  return (
    <div className={isOn ? 'part on' : 'part'}>
      <input
        type="checkbox"
        aria-label={`Change ${what}`}
        checked={isOn}
        onChange={(event) => onTick(event.target.checked)}
      />
      {children}
    </div>
  );
}
