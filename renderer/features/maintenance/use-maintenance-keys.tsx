// The keys of Maintenance. What they act on is the occurrence in front.
import type { Occurrence } from '../../../electron/contract/model/maintenance.ts';
import { localClock, localDay } from '../../lib/local-time.ts';
import { engine } from '../../link/client.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useKeys } from '../../store/keys.ts';
import { attempt } from '../../store/say.ts';
import { windowOf } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { moveSelection, setView, step, toToday, useCalendarState } from './maintenance-state.ts';

export const planNew = (): void => openDialog({ type: 'window-form', windowId: null });

/** Calls an occurrence off, or takes that back. */
export function toggleSkip({ windowId, startsAt, state }: Occurrence): Promise<boolean> {
  const skip = state !== 'called-off';
  return attempt(
    () => engine().maintenance.skip({ windowId, startsAt, skip }),
    () =>
      `${localDay(startsAt)} ${localClock(startsAt)} is ${skip ? 'called off; s takes that back' : 'planned again'}.`,
  );
}

/** The list of mutes has buttons of its own; this leads to the first. */
const toMutes = (): void => document.querySelector<HTMLElement>('.mmutes .mmute button')?.focus();

export const canSkip = (one: Occurrence | null): boolean => one?.state === 'planned' || one?.state === 'called-off';
export const canEnd = (one: Occurrence | null): boolean => one?.state === 'active' || one?.state === 'waiting';

export function useMaintenanceKeys(occurrences: readonly Occurrence[], one: Occurrence | null): void {
  const window = useWorld((world) => windowOf(world, one?.windowId)?.window);
  const view = useCalendarState((state) => state.view);
  const off = one === null;
  useKeys(
    'Maintenance',
    [
      { keys: ['n', '+', 'Insert'], label: 'New window', bar: off ? 'first' : 'always', run: planNew },
      {
        keys: ['Enter'],
        label: 'Open',
        bar: 'first',
        off,
        run: () => one && openDialog({ type: 'window-form', windowId: one.windowId }),
      },
      {
        keys: ['e'],
        label: 'End now',
        bar: 'always',
        off: !canEnd(one),
        run: () => one && openDialog({ type: 'end-window', windowId: one.windowId, how: 'end' }),
      },
      {
        keys: ['s'],
        label: one?.state === 'called-off' ? 'Take back' : 'Skip this one',
        bar: 'always',
        off: !canSkip(one),
        run: () => one && void toggleSkip(one),
      },
      {
        keys: ['Delete'],
        label: 'Remove window',
        bar: 'roomy',
        off,
        run: () => one && openDialog({ type: 'end-window', windowId: one.windowId, how: 'remove' }),
      },
      { keys: ['j', 'ArrowDown'], label: 'Next window', move: true, run: () => moveSelection(occurrences, 1) },
      { keys: ['k', 'ArrowUp'], label: 'Window before', move: true, run: () => moveSelection(occurrences, -1) },
      { keys: ['[', 'PageUp', 'ArrowLeft'], label: 'Back in time', move: true, run: () => step(-1) },
      { keys: [']', 'PageDown', 'ArrowRight'], label: 'On in time', move: true, run: () => step(1) },
      // For the key bar alone: the first that has a key runs.
      { keys: ['j', 'k'], label: 'Move', bar: 'roomy', move: true, run: () => moveSelection(occurrences, 1) },
      {
        keys: ['[', ']'],
        label: view === 'week' ? 'Week' : 'Month',
        bar: 'roomy',
        move: true,
        run: () => step(1),
      },
      { keys: ['t', 'Home'], label: 'Today', bar: 'roomy', run: toToday },
      {
        keys: ['v'],
        label: view === 'week' ? 'Month' : 'Week',
        bar: 'roomy',
        run: () => setView(view === 'week' ? 'month' : 'week'),
      },
      { keys: ['u'], label: 'To the mutes', run: toMutes },
    ],
    one ? (
      <>
        <Glyph status="maintenance" />
        <b>{window?.name ?? 'a removed window'}</b>
        <span>
          {localDay(one.from)} {localClock(one.from)}
        </span>
      </>
    ) : null,
    one ? `${one.windowId} ${one.startsAt}` : '',
  );
}
