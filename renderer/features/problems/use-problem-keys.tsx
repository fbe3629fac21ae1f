// The keys of Problems. What they act on is what was chosen, else the selected row.
import type { RefObject } from 'react';
import type { CheckId, ProblemId } from '../../../electron/contract/model/ids.ts';
import { copyText } from '../../lib/copy-text.ts';
import { count } from '../../lib/number.ts';
import { saveCsv } from '../../lib/save-file.ts';
import { engine } from '../../link/client.ts';
import { runbookKeys } from '../../link/suggested.ts';
import { openDialog } from '../../store/dialogs.ts';
import { showProblem, useFocus } from '../../store/focus.ts';
import { openIncidentAbout } from '../../store/incidents.ts';
import { useKeys } from '../../store/keys.ts';
import { WORST_FIRST } from '../../store/roll-up.ts';
import { goTo } from '../../store/route.ts';
import { attempt, say } from '../../store/say.ts';
import { goToHolder, holderOf } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { matching } from './board.ts';
import type { BoardRow } from './board-rows.ts';
import { isFiltered, NO_FILTER, subjectOf } from './filter.ts';
import { KeySubject } from './key-subject.tsx';
import { asCsv, asText } from './list-text.ts';
import {
  choose,
  clearChosen,
  nextGrouping,
  nextHand,
  nextNotice,
  nextOrder,
  setFilter,
  sortNow,
  toggleAll,
  toggleChosen,
  toggleGroup,
  toggleSeverity,
  useProblems,
} from './problems-state.ts';

/** How many checks the engine takes in one call. */
const AT_ONCE = 1_000;
const PAGE = 20;

export interface ProblemsHand {
  readonly copy: () => void;
  readonly save: () => void;
  readonly open: (id: ProblemId) => void;
}

export function useProblemKeys(rows: readonly BoardRow[], box: RefObject<HTMLInputElement | null>): ProblemsHand {
  const selected = useFocus((state) => state.problemId);
  const chosen = useProblems((state) => state.chosen);
  const filtered = useProblems((state) => isFiltered(state.filter));
  const open = useWorld((world) => selected !== null && world.problems.has(selected));
  const held = useWorld((world) => holderOf(selected ? (world.problems.get(selected)?.held ?? null) : null));
  const off = chosen.size === 0 && !open;
  const row = rows.find((each) => each.type === 'problem' && each.id === selected);
  const group = row?.type === 'problem' ? row.key : null;
  const none = rows.length === 0;
  const letGo = () => (chosen.size > 0 ? clearChosen() : setFilter(NO_FILTER));
  useKeys(
    'Problems',
    [
      { keys: ['a'], label: 'Acknowledge', bar: 'first', off, run: acknowledge },
      { keys: ['u'], label: 'Release', bar: 'always', off, run: () => void release() },
      { keys: ['i'], label: 'Incident', bar: 'always', off, run: () => openIncidentAbout(targets()) },
      // A runbook is for one problem: the selected one, whatever else was chosen.
      ...runbookKeys(open ? selected : null),
      { keys: ['m'], label: 'Mute', bar: 'always', off, run: mute },
      { keys: ['e'], label: 'Escalate', bar: 'roomy', off, run: escalate },
      { keys: ['M'], label: 'Maintenance for this host', off, run: planMaintenance },
      { keys: ['w'], label: 'What holds it back', bar: 'roomy', off: !held, run: () => void goToHolder(held) },
      { keys: ['c'], label: 'Check now', bar: 'always', off, run: () => void checkNow() },
      { keys: ['Enter'], label: 'Open host', bar: 'always', off: !selected, run: () => selected && openHost(selected) },
      {
        keys: ['x', 'Space', 'v'],
        label: 'Choose',
        bar: 'always',
        off: !open,
        run: () => selected && toggleChosen(selected),
      },
      { keys: ['Ctrl+A'], label: 'Choose all', off: none, run: chooseAll },
      { keys: ['.'], label: 'Sort', bar: 'roomy', run: sortNow },
      { keys: ['/'], label: 'Filter', bar: 'roomy', run: () => box.current?.select() },
      { keys: ['y'], label: 'Copy as text', bar: 'roomy', off: none, run: copyShown },
      { keys: ['Y'], label: 'Save as CSV', off: none, run: saveShown },
      {
        keys: ['ArrowRight', 'l'],
        label: 'Unfold',
        move: true,
        off: group === null || isOpenRow(row),
        run: () => group && toggleGroup(group),
      },
      {
        keys: ['ArrowLeft', 'h'],
        label: 'Fold',
        move: true,
        off: !foldable(rows, selected),
        run: () => foldAt(rows, selected),
      },
      { keys: ['z'], label: 'Fold or unfold all', run: () => toggleAll() },
      { keys: ['b'], label: 'Group by the next', run: nextGrouping },
      { keys: ['o'], label: 'Order by the next', run: nextOrder },
      { keys: ['t'], label: 'Told, held back, all', run: nextNotice },
      { keys: ['f'], label: 'Unhandled, handled, held back', run: nextHand },
      ...WORST_FIRST.map((status, at) => ({
        keys: [String(at + 1)],
        label: `Only ${status}`,
        run: () => toggleSeverity(status),
      })),
      ...moves(rows),
      ...(chosen.size > 0 || filtered
        ? [{ keys: ['Escape'], label: chosen.size > 0 ? 'Let go' : 'Clear the filter', move: true, run: letGo }]
        : []),
    ],
    selected || chosen.size > 0 ? <KeySubject problemId={selected} chosen={chosen.size} /> : null,
    chosen.size > 0 ? String(chosen.size) : (selected ?? ''),
  );
  return { copy: copyShown, save: saveShown, open: openHost };
}

function moves(rows: readonly BoardRow[]) {
  const go =
    (step: number, extend = false) =>
    () =>
      moveBy(rows, step, extend);
  const off = rows.length === 0;
  return [
    { keys: ['j', 'ArrowDown'], label: 'Next problem', move: true, off, run: go(1) },
    { keys: ['k', 'ArrowUp'], label: 'Problem before', move: true, off, run: go(-1) },
    { keys: ['J', 'Shift+ArrowDown'], label: 'Choose down', move: true, off, run: go(1, true) },
    { keys: ['K', 'Shift+ArrowUp'], label: 'Choose up', move: true, off, run: go(-1, true) },
    { keys: ['PageDown'], label: 'A page on', move: true, off, run: go(PAGE) },
    { keys: ['PageUp'], label: 'A page back', move: true, off, run: go(-PAGE) },
    { keys: ['Home'], label: 'First problem', move: true, off, run: go(-rows.length) },
    { keys: ['End'], label: 'Last problem', move: true, off, run: go(rows.length) },
  ];
}

const stopsOf = (rows: readonly BoardRow[]): readonly ProblemId[] =>
  rows.filter((row) => row.type === 'problem').map(({ id }) => id);

/** The selection moves over problems, not over headings; with `extend` both ends become chosen. */
function moveBy(rows: readonly BoardRow[], step: number, extend: boolean): void {
  const stops = stopsOf(rows);
  const now = useFocus.getState().problemId;
  const at = now ? stops.indexOf(now) : -1;
  // From nowhere, one step leads to the nearest end; Home and End lead where they say.
  const from = at === -1 ? (step === -1 ? stops.length : step === 1 ? -1 : 0) : at;
  const to = Math.min(stops.length - 1, Math.max(0, from + step));
  const next = stops[to];
  if (!next) return;
  if (extend) choose(at === -1 ? [next] : stops.slice(Math.min(at, to), Math.max(at, to) + 1));
  showProblem(next);
}

const isOpenRow = (row: BoardRow | undefined): boolean => row?.type === 'problem' && row.open;

/** The group the selected row leads or stands under, while it is open. */
function foldable(rows: readonly BoardRow[], selected: ProblemId | null): BoardRow | undefined {
  const at = rows.findIndex((row) => row.id === selected);
  if (at < 0) return undefined;
  const row = rows[at];
  if (row?.type === 'problem' && !row.nested && row.key === null) {
    return rows.slice(0, at).findLast((each) => each.type === 'head' && each.key !== null);
  }
  const lead = rows.slice(0, at + 1).findLast((each) => each.type === 'problem' && !each.nested);
  return isOpenRow(lead) ? lead : undefined;
}

function foldAt(rows: readonly BoardRow[], selected: ProblemId | null): void {
  const lead = foldable(rows, selected);
  if (!lead || lead.key === null) return;
  toggleGroup(lead.key);
  if (lead.type === 'problem') showProblem(lead.id);
}

/** What the keys act on: open problems only. */
function targets(): readonly ProblemId[] {
  const { chosen } = useProblems.getState();
  const { problems } = useWorld.getState();
  const { problemId } = useFocus.getState();
  const wanted = chosen.size > 0 ? [...chosen] : problemId ? [problemId] : [];
  return wanted.filter((id) => problems.has(id));
}

/** All that fit the filter, folded ones too. */
function chooseAll(): void {
  useProblems.setState(({ board }) => ({ chosen: new Set(matching(board)) }));
}

function mute(): void {
  const problemIds = targets();
  if (problemIds.length > 0) openDialog({ type: 'mute', problemIds });
}

function escalate(): void {
  const problemIds = targets();
  if (problemIds.length > 0) openDialog({ type: 'escalate', problemIds });
}

/** Plans work on the hosts of what the keys act on. */
function planMaintenance(): void {
  const { problems } = useWorld.getState();
  const hostIds = new Set(targets().flatMap((id) => problems.get(id)?.hostId ?? []));
  if (hostIds.size > 0) openDialog({ type: 'window-form', windowId: null, scope: { hostIds: [...hostIds] } });
}

function acknowledge(): void {
  const problemIds = targets();
  if (problemIds.length > 0) openDialog({ type: 'acknowledge', problemIds });
}

async function release(): Promise<void> {
  const { problems } = useWorld.getState();
  const problemIds = targets().filter((id) => problems.get(id)?.ack);
  if (problemIds.length === 0) return say('Nobody has any of these in hand: there is nothing to release.');
  await attempt(
    () => engine().monitoring.unacknowledge({ problemIds }),
    ({ released }) => `${count(released, 'problem')} released: nobody has ${released === 1 ? 'it' : 'them'} now.`,
  );
}

async function checkNow(): Promise<void> {
  const { problems } = useWorld.getState();
  const found = targets().map((id) => problems.get(id)?.checkId);
  const checkIds = [...new Set(found)].filter((id): id is CheckId => id !== undefined);
  if (checkIds.length === 0) return;
  await attempt(
    async () => {
      let queued = 0;
      for (let at = 0; at < checkIds.length; at += AT_ONCE) {
        queued += (await engine().monitoring.checkNow({ checkIds: checkIds.slice(at, at + AT_ONCE) })).queued;
      }
      return queued;
    },
    (queued) => `${count(queued, 'check')} running now; the results come by themselves.`,
  );
}

function openHost(id: ProblemId): void {
  const problem = useWorld.getState().problems.get(id) ?? useProblems.getState().board.gone.get(id);
  if (problem) goTo({ screen: 'host', hostId: problem.hostId });
}

/** What was chosen, else everything that fits, in the order of the board. */
function listed() {
  const { board, chosen } = useProblems.getState();
  const world = useWorld.getState();
  return matching(board)
    .filter((id) => chosen.size === 0 || chosen.has(id))
    .flatMap((id) => {
      const problem = world.problems.get(id);
      return problem ? [subjectOf(problem, world)] : [];
    });
}

function copyShown(): void {
  const subjects = listed();
  const done = copyText(asText(subjects, Date.now()));
  say(
    done
      ? `${count(subjects.length, 'problem')} copied as text.`
      : 'The clipboard was not given to Watchfloor. Y saves the list as a file instead.',
    !done,
  );
}

function saveShown(): void {
  const subjects = listed();
  const now = Date.now();
  const { hosts } = useWorld.getState();
  const stamp = new Date(now).toISOString().slice(0, 16).replace(/[:T]/g, '-');
  const names = new Map<string, string>([...hosts.values()].map(({ id, name }) => [id, name]));
  saveCsv(
    `problems-${stamp}.csv`,
    asCsv(subjects, now, (id) => names.get(id)),
  );
  say(`${count(subjects.length, 'problem')} to be saved as CSV.`);
}
