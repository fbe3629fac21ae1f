// The bar of a promise: how much of the time is gone, with a notch at 75 %. What is left is written beside it, never only here.
import type { CSSProperties } from 'react';

export interface SlaBarProps {
  /** 0 … 1 and more. */
  readonly share: number;
  readonly state: 'running' | 'at-risk' | 'paused' | 'kept' | 'missed';
}

const MARK = { running: '', 'at-risk': ' risk', paused: ' paus', kept: ' kept', missed: ' br' } as const;

export function SlaBar({ share, state }: SlaBarProps) {
  const width = state === 'missed' ? 100 : Math.min(100, Math.max(0, share * 100));
  return (
    <span className={`sla${MARK[state]}`} aria-hidden="true">
      <span className="sla-b" style={{ '--p': `${width.toFixed(2)}%` } as CSSProperties}>
        <i />
      </span>
    </span>
  );
}
