// Maintenance: what is planned when, what it collides with, what is silent now; and the way to plan, end and skip it.
import { useEffect, useMemo } from 'react';
import type { MuteId, WindowId } from '../../../electron/contract/model/ids.ts';
import { localZoneName, monthName, offsetMinutes, offsetWords, weekNumber } from '../../lib/local-time.ts';
import { useNowEvery } from '../../lib/now.ts';
import { localZone } from '../../lib/time.ts';
import { windowOf } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { type CalendarData, type CalendarView, occurrenceKey, shownRange } from './calendar-layout.ts';
import { CalendarFailed, NothingPlanned } from './empty.tsx';
import { MaintenanceSide } from './maintenance-side.tsx';
import { setView, showOccurrence, step, toToday, useCalendarState } from './maintenance-state.ts';
import { MonthGrid } from './month-grid.tsx';
import { useCalendar } from './use-calendar.ts';
import { planNew, useMaintenanceKeys } from './use-maintenance-keys.tsx';
import { WeekGrid } from './week-grid.tsx';
import './maintenance.css';
import './maintenance-side.css';
import './month.css';

interface Props {
  /** Shown in front when somebody came here for it. */
  readonly windowId?: WindowId | undefined;
  readonly muteId?: MuteId | undefined;
}

const NOTHING: CalendarData = { occurrences: [], conflicts: [], windows: [] };

export function MaintenanceScreen({ windowId, muteId }: Props) {
  useInFront(windowId);
  const { view, at, selected, wish } = useCalendarState();
  const today = useNowEvery(60_000);
  const shown = at ?? today;
  const { from, to } = useMemo(() => shownRange(view, shown), [view, shown]);
  const calendar = useCalendar(from, to);
  const data = calendar.type === 'ready' ? calendar : NOTHING;
  const occurrence = data.occurrences.find((one) => occurrenceKey(one) === selected) ?? null;
  const known = useWorld((world) => world.windows.length > 0);
  useMaintenanceKeys(data.occurrences, occurrence);
  useEffect(() => {
    if (wish === null || calendar.type !== 'ready' || calendar.from !== from) return;
    const next = wish === 'first' ? calendar.occurrences[0] : calendar.occurrences.at(-1);
    useCalendarState.setState({ wish: null, ...(next ? { selected: occurrenceKey(next) } : {}) });
  }, [wish, calendar, from]);
  const empty = calendar.type === 'ready' && data.occurrences.length === 0 && !known;
  return (
    <main className="maint">
      <section className="mcal" aria-label="Calendar of maintenance">
        <CalendarHead view={view} from={from} month={shown} />
        {calendar.type === 'failed' ? (
          <CalendarFailed reason={calendar.reason} />
        ) : empty ? (
          <NothingPlanned />
        ) : view === 'week' ? (
          <WeekGrid from={from} to={to} data={data} selected={selected} />
        ) : (
          <MonthGrid from={from} to={to} month={shown} data={data} selected={selected} />
        )}
      </section>
      <MaintenanceSide occurrence={occurrence} data={data} muteId={muteId} />
    </main>
  );
}

/** Who came for one window finds it in front, at its present or next occurrence. */
function useInFront(windowId: WindowId | undefined): void {
  useEffect(() => {
    const status = windowOf(useWorld.getState(), windowId);
    const one = status?.current ?? status?.next;
    if (one) showOccurrence(one);
  }, [windowId]);
}

interface HeadProps {
  readonly view: CalendarView;
  readonly from: number;
  readonly month: number;
}

function CalendarHead({ view, from, month }: HeadProps) {
  const { place } = localZone(from);
  const zone = offsetWords(offsetMinutes(from, localZoneName()));
  return (
    <div className="ph">
      <h1>Maintenance</h1>
      <span className="mwhen" role="status">
        <b>{view === 'week' ? `Week ${weekNumber(from)}` : monthName(month)}</b>
        {view === 'week' && <span className="sub">{weekDates(from)}</span>}
      </span>
      <span className="sub">{place === 'UTC' ? 'UTC' : `${place}, ${zone}`}</span>
      <div className="phr">
        <span className="msteps">
          <button type="button" onClick={() => step(-1)}>
            <Keycap keys="[" /> before
          </button>
          <button type="button" onClick={toToday}>
            <Keycap keys="t" /> today
          </button>
          <button type="button" onClick={() => step(1)}>
            <Keycap keys="]" /> next
          </button>
        </span>
        <Segment<CalendarView>
          label="Shown"
          value={view}
          options={[
            ['week', 'Week'],
            ['month', 'Month'],
          ]}
          onChange={setView}
        />
        <button type="button" className="btn pri" onClick={planNew}>
          <Keycap keys="n" /> New window
        </button>
      </div>
    </div>
  );
}

/** "23–29 Nov 2026" */
function weekDates(from: number): string {
  const last = shownRange('week', from).to - 1;
  const sameMonth = new Date(from).getMonth() === new Date(last).getMonth();
  const part = (at: number, options: Intl.DateTimeFormatOptions) => new Date(at).toLocaleDateString('en-GB', options);
  const first = part(from, sameMonth ? { day: 'numeric' } : { day: 'numeric', month: 'short' });
  return `${first}–${part(last, { day: 'numeric', month: 'short', year: 'numeric' })}`;
}
