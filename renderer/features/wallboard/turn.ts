// Pure: which view is on. They come in turn; an alarm holds the one that shows most, and lets go when it is over.
import type { Settings } from '../../../electron/contract/model/settings.ts';

export type WallView = Settings['wallboard']['views'][number];

export interface Turn {
  readonly view: WallView;
  /** Since when, epoch ms. */
  readonly since: number;
}

export interface TurnRules {
  readonly views: readonly WallView[];
  readonly everyMs: number;
  /** An alarm is on. */
  readonly isHeld: boolean;
}

/** What an alarm wants to be seen beside it, best first. */
const BESIDE_ALARM: readonly WallView[] = ['overview', 'problems', 'map', 'incidents'];

/** The turn at `now` (epoch ms) after `before`; null before is the start. A view that is no longer chosen ends its turn. */
export function nextTurn(before: Turn | null, { views, everyMs, isHeld }: TurnRules, now: number): Turn {
  const [first = 'overview'] = views;
  const current = before && views.includes(before.view) ? before : { view: first, since: now };
  if (isHeld) return { view: BESIDE_ALARM.find((view) => views.includes(view)) ?? current.view, since: now };
  const shownMs = now - current.since;
  // A clock that was set back must not hold a view for hours.
  if (shownMs >= 0 && shownMs < everyMs) return current;
  return { view: views[(views.indexOf(current.view) + 1) % views.length] ?? first, since: now };
}
