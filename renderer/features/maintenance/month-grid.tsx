// A month at a glance: weeks as rows, days as cells, a line a window. What does not fit is counted and leads to its week.
import { useMemo } from 'react';
import type { MaintenanceWindow, Occurrence } from '../../../electron/contract/model/maintenance.ts';
import { localClock, startOfDay, startOfMonth } from '../../lib/local-time.ts';
import { useNowEvery } from '../../lib/now.ts';
import { useWide } from '../../lib/use-wide.ts';
import { openDialog } from '../../store/dialogs.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { type CalendarData, conflictsByKey, daysOf, occurrenceKey, onDay } from './calendar-layout.ts';
import { selectOccurrence, showDay } from './maintenance-state.ts';
import { spanWords, windowName } from './window-words.ts';

/** Lines a day has room for: narrow, wide. */
const ROOM = [3, 6] as const;

interface Props {
  readonly from: number;
  readonly to: number;
  /** A moment of the month itself. */
  readonly month: number;
  readonly data: CalendarData;
  readonly selected: string | null;
}

export function MonthGrid({ from, to, month, data, selected }: Props) {
  const now = useNowEvery(60_000);
  const room = ROOM[useWide() ? 1 : 0];
  const windows = useMemo(() => new Map(data.windows.map((window) => [window.id as string, window])), [data]);
  const conflicts = useMemo(() => conflictsByKey(data.conflicts), [data]);
  const days = daysOf({ from, to });
  return (
    <div className="mmonth" style={{ gridTemplateRows: `20px repeat(${days.length / 7}, minmax(0, 1fr))` }}>
      {days.slice(0, 7).map((day) => (
        <span key={day} className="mwd" aria-hidden="true">
          {new Date(day).toLocaleDateString('en-GB', { weekday: 'short' })}
        </span>
      ))}
      {days.map((day) => {
        const all = onDay(data.occurrences, day);
        // The selected one is always among those shown.
        const at = all.findIndex((one) => occurrenceKey(one) === selected);
        const first = Math.max(0, Math.min(at - room + 1, all.length - room));
        const shown = all.slice(first, first + room);
        const marks = [startOfDay(now) === day && 'today', startOfMonth(day) !== startOfMonth(month) && 'other'];
        return (
          <section key={day} className={`mcell ${marks.filter(Boolean).join(' ')}`}>
            <h2>
              {new Date(day).getDate()}
              <span className="vh">
                {' '}
                {new Date(day).toLocaleDateString('en-GB', { weekday: 'long', month: 'long' })}
              </span>
            </h2>
            {shown.map((one) => (
              <MonthLine
                key={occurrenceKey(one)}
                occurrence={one}
                day={day}
                window={windows.get(one.windowId)}
                inConflict={conflicts.has(occurrenceKey(one))}
                selected={occurrenceKey(one) === selected}
              />
            ))}
            {all.length > shown.length && (
              <button type="button" className="more" onClick={() => showDay(day)}>
                {all.length - shown.length} more
              </button>
            )}
          </section>
        );
      })}
    </div>
  );
}

interface LineProps {
  readonly occurrence: Occurrence;
  readonly day: number;
  readonly window: MaintenanceWindow | undefined;
  readonly inConflict: boolean;
  readonly selected: boolean;
}

function MonthLine({ occurrence, day, window, inConflict, selected }: LineProps) {
  return (
    <button
      type="button"
      tabIndex={selected ? 0 : -1}
      className={`mone is-${occurrence.state}${selected ? ' sel' : ''}`}
      aria-current={selected ? 'true' : undefined}
      onClick={() =>
        selected
          ? openDialog({ type: 'window-form', windowId: occurrence.windowId })
          : selectOccurrence(occurrenceKey(occurrence))
      }
    >
      <time>{occurrence.from < day ? '…' : localClock(occurrence.from)}</time>
      {inConflict && <Glyph status="warning" size={12} quiet />}
      <span>{window?.name ?? 'a removed window'}</span>
      <span className="vh">
        {windowName(window)}, {spanWords(occurrence)}
        {inConflict && ', in conflict'}
      </span>
    </button>
  );
}
