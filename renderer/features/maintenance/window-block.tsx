// One window on one day: a bar where its time lies, its words over it. Dashed waits, dimmed is over, struck is called off.
import { memo } from 'react';
import type { MaintenanceWindow, WindowConflict } from '../../../electron/contract/model/maintenance.ts';
import { openDialog } from '../../store/dialogs.ts';
import { scopeWords } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { occurrenceKey, type Segment } from './calendar-layout.ts';
import { selectOccurrence, useCalendarState } from './maintenance-state.ts';
import { clockSpan, spanWords, windowName } from './window-words.ts';

interface Props {
  readonly segment: Segment;
  readonly window: MaintenanceWindow | undefined;
  readonly conflicts: readonly WindowConflict[] | undefined;
  readonly selected: boolean;
}

const STATE_WORDS = {
  planned: '',
  waiting: 'waiting',
  active: 'now',
  over: 'over',
  'called-off': 'called off',
} as const;

export const WindowBlock = memo(function WindowBlock({ segment, window, conflicts, selected }: Props) {
  const { occurrence, room, from, to, goesOn, lane } = segment;
  const covers = useWorld((world) => (window ? scopeWords(window.scope, world, 1) : ''));
  const across = room.to - room.from;
  const percent = (hours: number): string => `${(hours / 24) * 100}%`;
  const within = (hours: number): string => `${((hours - room.from) / across) * 100}%`;
  const state = STATE_WORDS[occurrence.state];
  const key = occurrenceKey(occurrence);
  return (
    <button
      type="button"
      tabIndex={selected ? 0 : -1}
      className={`mblock is-${occurrence.state}${selected ? ' sel' : ''}${from - room.from > 1 ? ' end' : ''}`}
      style={{ left: percent(room.from), width: percent(across), top: `calc(${lane} * var(--m-lane) + 3px)` }}
      aria-current={selected ? 'true' : undefined}
      onClick={() => press(key, occurrence.windowId)}
    >
      <i
        className="mbar"
        style={{ left: within(from), width: `${((to - from) / across) * 100}%` }}
        aria-hidden="true"
      />
      <span className="mline">
        {conflicts && <Glyph status="warning" size={13} quiet />}
        <b>{window?.name ?? 'a removed window'}</b>
        {state && <em>{state}</em>}
      </span>
      <span className="mline sub">
        {goesOn ? 'goes on' : clockSpan(occurrence)} {window?.change} {covers}
      </span>
      <span className="vh">
        {windowName(window)}, {spanWords(occurrence)}
        {conflicts && `, ${conflicts.length} conflicts`}
      </span>
    </button>
  );
});

/** The first press puts it in front, the second opens it. */
function press(key: string, windowId: MaintenanceWindow['id']): void {
  if (useCalendarState.getState().selected === key) openDialog({ type: 'window-form', windowId });
  else selectOccurrence(key);
}
