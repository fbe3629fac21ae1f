// The bar of a promise: how much of the time is gone, with a notch at 75 %. What is left is written beside it, never only here.
import type { CSSProperties } from 'react';

export interface SlaBarProps {
  /** 0 … 1 and more. */
  readonly share: number;
  readonly state: 'running' | 'at-risk' | 'paused' | 'kept' | 'missed';
  /** Written above the bar, in its colour: "13 min left of 15 min". */
  readonly words?: string;
}

const MARK = { running: '', 'at-risk': ' risk', paused: ' paus', kept: ' kept', missed: ' br' } as const;

export function SlaBar({ share, state, words }: SlaBarProps) {
  const width = state === 'missed' ? 100 : Math.min(100, Math.max(0, share * 100));
  return (
    <span className={`sla${MARK[state]}`}>
      {words !== undefined && <span className="sla-t">{words}</span>}
      <span className="sla-b" aria-hidden="true" style={{ '--p': `${width.toFixed(2)}%` } as CSSProperties}>
        <i />
      </span>
    </span>
  );
}
