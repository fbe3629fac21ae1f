// The keys of Watch. What they act on is the selected strip, or all that were chosen with v or Shift.
import type { CheckId, ProblemId } from '../../../electron/contract/model/ids.ts';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { runbookKeys } from '../../link/suggested.ts';
import { openDialog } from '../../store/dialogs.ts';
import { showProblem, useFocus } from '../../store/focus.ts';
import { openIncidentAbout } from '../../store/incidents.ts';
import { useKeys } from '../../store/keys.ts';
import { goTo } from '../../store/route.ts';
import { attempt } from '../../store/say.ts';
import { useWorld } from '../../store/world.ts';
import type { Strips } from './strips.ts';
import { Subject } from './subject.tsx';
import { type Row, sortNow } from './use-rows.ts';
import { choose, clearChosen, toggleChosen, toggleFold, useWatch } from './watch-state.ts';

export function useWatchKeys(rows: readonly Row[], strips: Strips): void {
  const selected = useFocus((state) => state.problemId);
  const chosen = useWatch((state) => state.chosen);
  const open = useWorld((world) => (selected ? world.problems.has(selected) : false));
  const targets =
    chosen.size > 0
      ? [...chosen].filter((id) => useWorld.getState().problems.has(id))
      : selected && open
        ? [selected]
        : [];
  const question = useWorld((world) => world.hostKeys[0]);
  const off = targets.length === 0;
  const subjectKey = chosen.size > 1 ? `${chosen.size}` : (selected ?? '');
  const move =
    (step: number, extend = false) =>
    () =>
      moveBy(rows, step, extend);
  useKeys(
    'Watch',
    [
      {
        keys: ['a'],
        label: 'Acknowledge',
        bar: 'first',
        off,
        run: () => openDialog({ type: 'acknowledge', problemIds: targets }),
      },
      { keys: ['i'], label: 'Incident', bar: 'always', off, run: () => openIncidentAbout(targets) },
      ...runbookKeys(open ? selected : null),
      { keys: ['m'], label: 'Mute', bar: 'always', off, run: () => openDialog({ type: 'mute', problemIds: targets }) },
      {
        keys: ['e'],
        label: 'Escalate',
        bar: 'roomy',
        off,
        run: () => openDialog({ type: 'escalate', problemIds: targets }),
      },
      { keys: ['M'], label: 'Maintenance for this host', off, run: () => planMaintenance(targets) },
      { keys: ['x'], label: 'Run check now', bar: 'always', off, run: () => void runNow(targets) },
      { keys: ['Enter'], label: 'Open', bar: 'always', off: !open, run: () => openSelected(selected) },
      {
        keys: ['Space'],
        label: 'Unfold',
        bar: 'roomy',
        off: !foldOf(rows, selected),
        run: () => unfold(rows, selected),
      },
      { keys: ['s'], label: 'Sort', bar: 'roomy', off: rows.length === 0, run: () => sortNow(strips) },
      // Before the one for the key bar, which names k too: the first that has a key runs.
      { keys: ['k', 'ArrowUp'], label: 'Move up', move: true, run: move(-1) },
      { keys: ['j', 'k', 'ArrowDown'], label: 'Move', bar: 'roomy', move: true, off: rows.length === 0, run: move(1) },
      { keys: ['v'], label: 'Choose', bar: 'roomy', off: !selected, run: () => selected && toggleChosen(selected) },
      { keys: ['J', 'Shift+ArrowDown'], label: 'Choose down', move: true, run: move(1, true) },
      { keys: ['K', 'Shift+ArrowUp'], label: 'Choose up', move: true, run: move(-1, true) },
      { keys: ['/'], label: 'Filter', bar: 'roomy', run: () => useWatch.setState({ filter: '' }) },
      {
        keys: ['d'],
        label: 'Decide host key',
        off: !question,
        run: () => question && openDialog({ type: 'host-key', question }),
      },
      { keys: ['h'], label: 'Handled', run: () => useWatch.setState((now) => ({ handledOpen: !now.handledOpen })) },
      ...(chosen.size > 0 || useWatch.getState().filter !== null
        ? [{ keys: ['Escape'], label: 'Let go', move: true, run: letGo }]
        : []),
    ],
    selected ? <Subject problemId={selected} chosen={chosen.size} /> : null,
    subjectKey,
  );
}

/** The selection moves over strips and unfolded lines, not over folds; with `extend` both ends become chosen. */
function moveBy(rows: readonly Row[], step: number, extend: boolean): void {
  const stops = rows.filter((row) => row.type !== 'fold');
  const now = useFocus.getState().problemId;
  const at = stops.findIndex((row) => row.id === now);
  const next =
    stops[at === -1 ? (step > 0 ? 0 : stops.length - 1) : Math.min(stops.length - 1, Math.max(0, at + step))];
  if (!next) return;
  if (extend) choose([now, next.id].filter((id): id is ProblemId => id !== null));
  showProblem(next.id as ProblemId);
}

function foldOf(rows: readonly Row[], selected: ProblemId | null): boolean {
  return rows.some((row) => row.type === 'fold' && row.strip.problem.id === selected);
}

function unfold(rows: readonly Row[], selected: ProblemId | null): void {
  if (selected && foldOf(rows, selected)) toggleFold(selected);
}

function openSelected(selected: ProblemId | null): void {
  const problem = selected ? useWorld.getState().problems.get(selected) : undefined;
  if (problem) goTo({ screen: 'host', hostId: problem.hostId });
}

/** Plans work on the hosts of these problems. */
function planMaintenance(targets: readonly ProblemId[]): void {
  const { problems } = useWorld.getState();
  const hostIds = new Set(targets.flatMap((id) => problems.get(id)?.hostId ?? []));
  if (hostIds.size > 0) openDialog({ type: 'window-form', windowId: null, scope: { hostIds: [...hostIds] } });
}

async function runNow(targets: readonly ProblemId[]): Promise<void> {
  const { problems } = useWorld.getState();
  const checkIds = [...new Set(targets.map((id) => problems.get(id)?.checkId))].filter(
    (id): id is CheckId => id !== undefined,
  );
  if (checkIds.length === 0) return;
  await attempt(
    () => engine().monitoring.checkNow({ checkIds }),
    ({ queued }) => `${count(queued, 'check')} running now; the result comes by itself.`,
  );
}

function letGo(): void {
  clearChosen();
  useWatch.setState({ filter: null });
}
