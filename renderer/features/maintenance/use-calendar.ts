// The occurrences of what is shown, asked of the engine: again when windows change, and once a minute as time goes on.
import { useEffect, useState } from 'react';
import { useNowEvery } from '../../lib/now.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';
import { type CalendarData, inOrder } from './calendar-layout.ts';

export type Calendar =
  | { readonly type: 'waiting' }
  | ({ readonly type: 'ready'; readonly from: number } & CalendarData)
  | { readonly type: 'failed'; readonly reason: string };

const MINUTE = 60_000;

/** Of [from, to), epoch ms. What was read stays on screen while it is asked for again. */
export function useCalendar(from: number, to: number): Calendar {
  const [calendar, setCalendar] = useState<Calendar>({ type: 'waiting' });
  const live = useWorld((world) => world.link === 'live');
  const windows = useWorld((world) => world.windows);
  const minute = useNowEvery(MINUTE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: changed windows and passing time are what makes it ask again
  useEffect(() => {
    if (!live) return;
    let wanted = true;
    engine()
      .maintenance.calendar({ from, to })
      .then((data) => {
        if (wanted) setCalendar({ type: 'ready', from, ...data, occurrences: inOrder(data.occurrences) });
      })
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        if (wanted) setCalendar((now) => (now.type === 'ready' ? now : { type: 'failed', reason }));
      });
    return () => {
      wanted = false;
    };
  }, [from, to, live, windows, minute]);
  return calendar;
}
