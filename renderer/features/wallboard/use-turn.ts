// The view that is on, moved by the one clock of the window.
import { useRef } from 'react';
import { useNow } from '../../lib/now.ts';
import { nextTurn, type Turn, type WallView } from './turn.ts';

interface TurnOptions {
  readonly views: readonly WallView[];
  readonly everySeconds: number;
  readonly isHeld: boolean;
  /** Before that no turn counts: the first of the chosen views comes first. */
  readonly isRead: boolean;
}

export function useTurn({ views, everySeconds, isHeld, isRead }: TurnOptions): WallView {
  const now = useNow();
  const turn = useRef<Turn | null>(null);
  const next = nextTurn(turn.current, { views, everyMs: everySeconds * 1_000, isHeld }, now);
  turn.current = isRead ? next : null;
  return next.view;
}
