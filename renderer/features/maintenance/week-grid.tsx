// A week as seven rows, midnight to midnight: the time runs to the right as in every chart, and names stay readable
// however short their window is.
import { useMemo } from 'react';
import type { MaintenanceWindow } from '../../../electron/contract/model/maintenance.ts';
import { addDays, localZoneName, offsetMinutes, offsetWords } from '../../lib/local-time.ts';
import { useNowEvery } from '../../lib/now.ts';
import { count } from '../../lib/number.ts';
import { useWide } from '../../lib/use-wide.ts';
import { type CalendarData, conflictsByKey, daysOf, nowHours, occurrenceKey, segmentsOf } from './calendar-layout.ts';
import { WindowBlock } from './window-block.tsx';

/** Hours of the day that the words of a short window take up: narrow, wide. */
const LABEL_HOURS = [5, 3.5] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

interface Props {
  readonly from: number;
  readonly to: number;
  readonly data: CalendarData;
  readonly selected: string | null;
}

export function WeekGrid({ from, to, data, selected }: Props) {
  const windows = useMemo(() => new Map(data.windows.map((window) => [window.id as string, window])), [data]);
  const conflicts = useMemo(() => conflictsByKey(data.conflicts), [data]);
  return (
    <div className="mweek">
      <HourAxis at={from} />
      <div className="mdays">
        {daysOf({ from, to }).map((day) => (
          <DayRow key={day} day={day} data={data} windows={windows} conflicts={conflicts} selected={selected} />
        ))}
      </div>
    </div>
  );
}

/** The hours of this machine, and of UTC below them as they lie at the beginning of the week. */
function HourAxis({ at }: { readonly at: number }) {
  const offset = offsetMinutes(at, localZoneName());
  const utc = (hour: number): string => {
    const minutes = (((hour * 60 - offset) % 1_440) + 1_440) % 1_440;
    return String(Math.floor(minutes / 60)).padStart(2, '0');
  };
  return (
    <div className="maxis" aria-hidden="true">
      <span>local</span>
      <span className="hrs">
        {HOURS.map((hour) => (
          <i key={hour}>{String(hour).padStart(2, '0')}</i>
        ))}
      </span>
      {offset !== 0 && (
        <>
          <span>UTC</span>
          <span className="hrs utc">
            {HOURS.map((hour) => (
              <i key={hour}>{utc(hour)}</i>
            ))}
          </span>
        </>
      )}
    </div>
  );
}

interface DayProps extends Pick<Props, 'data' | 'selected'> {
  readonly day: number;
  readonly windows: ReadonlyMap<string, MaintenanceWindow>;
  readonly conflicts: ReturnType<typeof conflictsByKey>;
}

function DayRow({ day, data, windows, conflicts, selected }: DayProps) {
  const wide = useWide();
  const now = useNowEvery(60_000);
  const { segments, lanes } = useMemo(
    () => segmentsOf(data.occurrences, day, LABEL_HOURS[wide ? 1 : 0]),
    [data, day, wide],
  );
  const here = nowHours(day, now);
  const date = new Date(day);
  const change = offsetMinutes(addDays(day, 1), localZoneName()) - offsetMinutes(day, localZoneName());
  return (
    <section className={`mday${here !== null ? ' today' : ''}${addDays(day, 1) <= now ? ' past' : ''}`}>
      <h2>
        <span>{date.toLocaleDateString('en-GB', { weekday: 'short' })}</span>
        <b>{date.getDate()}</b>
        <span className={date.getDate() === 1 ? undefined : 'mon'}>
          {date.toLocaleDateString('en-GB', { month: 'short' })}
        </span>
        {change !== 0 && (
          <u className="shift" title={`The clocks change: the day has ${24 - change / 60} hours.`}>
            {offsetWords(offsetMinutes(addDays(day, 1), localZoneName()))}
          </u>
        )}
        <span className="vh">
          {change !== 0 && `, the clocks change, the day has ${24 - change / 60} hours`},{' '}
          {count(segments.length, 'window')}
        </span>
      </h2>
      <div className="mtrack" style={{ minHeight: `calc(${Math.max(1, lanes)} * var(--m-lane) + 6px)` }}>
        {segments.map((segment) => {
          const key = occurrenceKey(segment.occurrence);
          return (
            <WindowBlock
              key={key}
              segment={segment}
              window={windows.get(segment.occurrence.windowId)}
              conflicts={conflicts.get(key)}
              selected={key === selected}
            />
          );
        })}
        {here !== null && <i className="mnow" style={{ left: `${(here / 24) * 100}%` }} aria-hidden="true" />}
      </div>
    </section>
  );
}
