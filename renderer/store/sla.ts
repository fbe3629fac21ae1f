// An SLA clock at this very second: the engine says how it stood at `asOf`, and whether it counts.
import type { SlaClock } from '../../electron/contract/model/sla.ts';

export interface ClockNow {
  /** Counted time, ms. */
  readonly elapsedMs: number;
  /** Until it is missed; negative by how long it is late. Null while it is paused or over. */
  readonly leftMs: number | null;
  /** Elapsed over target; 1 and more is missed. Durations decide, this is only for the bar. */
  readonly share: number;
  readonly state: 'running' | 'at-risk' | 'paused' | 'kept' | 'missed';
}

/** `now`: epoch ms of this window. */
export function clockNow(clock: SlaClock, now: number): ClockNow {
  const grown = clock.counting ? Math.max(0, now - clock.asOf) : 0;
  const elapsedMs = clock.elapsedMs + grown;
  const share = elapsedMs / clock.targetMs;
  if (clock.state === 'kept' || clock.endedAt !== null)
    return { elapsedMs, leftMs: null, share, state: endedAs(clock) };
  if (clock.state === 'paused') return { elapsedMs, leftMs: null, share, state: 'paused' };
  const leftMs = clock.targetMs - elapsedMs;
  if (clock.state === 'missed' || leftMs <= 0) return { elapsedMs, leftMs, share, state: 'missed' };
  return { elapsedMs, leftMs, share, state: elapsedMs * 4 >= clock.targetMs * 3 ? 'at-risk' : 'running' };
}

const endedAs = ({ state }: SlaClock): 'kept' | 'missed' => (state === 'missed' ? 'missed' : 'kept');
