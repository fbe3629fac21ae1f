// The keys of one incident: what is done to it, and how its timeline is gone through.
import type { RefObject } from 'react';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { isEnded } from '../../../electron/contract/model/incident-rules.ts';
import type { RunSummary } from '../../../electron/contract/model/run.ts';
import type { KeyBinding } from '../../lib/keys.ts';
import { useWide } from '../../lib/use-wide.ts';
import { runbookKeys } from '../../link/suggested.ts';
import { type Dialog, openDialog } from '../../store/dialogs.ts';
import { moveWords, nextStatus } from '../../store/incident-words.ts';
import { useKeys } from '../../store/keys.ts';
import { giveKeysTo, isGoing, usePaneKeys, useRunOfIncident } from '../../store/runs.ts';
import { turnPane } from './incident-side.tsx';
import { isFiltered, NO_FILTER, setFilter, setView, useIncidentView } from './incident-view.ts';
import { useLead } from './problems-pane-rows.ts';
import type { TimelineActs } from './timeline/use-timeline-acts.ts';

interface Hands {
  readonly incident: Incident;
  readonly acts: TimelineActs;
  readonly note: RefObject<HTMLTextAreaElement | null>;
  readonly files: RefObject<HTMLInputElement | null>;
  readonly words: RefObject<HTMLInputElement | null>;
  readonly onJump: () => void;
}

export function useIncidentKeys(hands: Hands): void {
  const { incident, acts } = hands;
  const run = useRunOfIncident(incident.id);
  const isWide = useWide();
  const runHasKeys = usePaneKeys((state) => state.runId !== null && state.runId === run?.id);
  const all = [
    ...incidentKeys(hands, useLead(incident), run),
    ...entryKeys(acts),
    ...viewKeys(hands, isWide && run === null, isWide),
  ];
  const bindings = runHasKeys ? all.map(offTheBar) : all;
  const { filter, isFilterOpen, selected } = useIncidentView(incident.id);
  const letGo = () => {
    if (selected) setView(incident.id, { selected: null });
    else if (isFiltered(filter)) setFilter(incident.id, NO_FILTER);
    else setView(incident.id, { isFilterOpen: false });
  };
  const back: readonly KeyBinding[] =
    selected || isFilterOpen || isFiltered(filter)
      ? [{ keys: ['Escape'], label: selected ? 'Let go' : 'Clear the filter', move: true, run: letGo }]
      : [];
  useKeys('Incident', [...bindings, ...back], <Subject incident={incident} />, `${incident.number} ${incident.status}`);
}

/** While the run beside it has the keys the bar shows those; what they leave free works on. */
const offTheBar = ({ bar: _, ...binding }: KeyBinding): KeyBinding => binding;

function Subject({ incident }: { readonly incident: Incident }) {
  return (
    <>
      <b className="mono">{incident.number}</b>
      <span>{incident.onHold ? `${incident.status}, on hold` : incident.status}</span>
    </>
  );
}

function incidentKeys(
  { incident, note, files }: Hands,
  lead: ProblemId | null,
  run: RunSummary | null,
): readonly KeyBinding[] {
  const { id: incidentId, status, onHold } = incident;
  const open = (dialog: Dialog) => () => openDialog(dialog);
  const over = isEnded(status);
  const problemIds = incident.problems.filter(({ closedAt }) => closedAt === null).map(({ problemId }) => problemId);
  return [
    { keys: ['n'], label: 'Note', bar: 'first', run: () => note.current?.focus() },
    {
      keys: ['t'],
      label: moveWords({ status }, nextStatus({ status })),
      bar: 'always',
      run: open({ type: 'incident-status', incidentId }),
    },
    { keys: ['v'], label: 'Severity', bar: 'always', off: over, run: open({ type: 'incident-rate', incidentId }) },
    ...(run && isGoing(run) ? runKeys(run, lead, incidentId) : runbookKeys(lead, incidentId)),
    {
      keys: ['e'],
      label: 'Escalate',
      bar: 'always',
      off: problemIds.length === 0,
      run: open({ type: 'escalate', problemIds }),
    },
    {
      keys: ['h'],
      label: onHold ? 'Go on' : 'Hold',
      bar: 'roomy',
      off: over,
      run: open({ type: 'incident-hold', incidentId }),
    },
    { keys: ['l'], label: 'Link', bar: 'always', run: open({ type: 'tickets', incidentId }) },
    { keys: ['o'], label: 'Roles', bar: 'roomy', run: open({ type: 'incident-roles', incidentId }) },
    { keys: ['d'], label: 'Details', bar: 'roomy', run: open({ type: 'incident-details', incidentId }) },
    {
      keys: ['u'],
      label: 'Add a follow-up',
      run: open({ type: 'follow-up', incidentId, followUpId: null }),
    },
    { keys: ['P'], label: 'Add problems, or split', off: over, run: open({ type: 'incident-problems', incidentId }) },
    { keys: ['M'], label: 'Merge into another', off: over, run: open({ type: 'incident-merge', incidentId }) },
    { keys: ['E'], label: 'Export', run: open({ type: 'incident-export', incidentId }) },
    { keys: ['A'], label: 'Attach a file', run: () => files.current?.click() },
  ];
}

/** While a run goes on `r` gives it the keys; `R` is still there for another. */
function runKeys(run: RunSummary, lead: ProblemId | null, incidentId: Incident['id']): readonly KeyBinding[] {
  const take = () => {
    setView(incidentId, { pane: 'run' });
    giveKeysTo(run.id);
  };
  const others = runbookKeys(lead, incidentId).filter(({ keys }) => !keys.includes('r'));
  return [{ keys: ['r'], label: 'Run', bar: 'always', run: take }, ...others];
}

function entryKeys(acts: TimelineActs): readonly KeyBinding[] {
  const { none, entry } = acts;
  return [
    { keys: ['Enter'], label: acts.openWords, bar: 'roomy', off: !acts.canOpen, run: acts.open },
    { keys: ['p'], label: entry?.pinned ? 'Unpin' : 'Pin', bar: 'roomy', off: !acts.canPin, run: acts.pin },
    { keys: ['c'], label: 'Correct', bar: 'roomy', off: !acts.canCorrect, run: acts.correct },
    { keys: ['x'], label: 'Redact', off: !acts.canRedact, run: acts.redact },
    { keys: ['y'], label: 'Copy as text', off: entry === null, run: acts.copy },
    { keys: ['j', 'ArrowDown'], label: 'Next entry', move: true, off: none, run: () => acts.move(1) },
    { keys: ['k', 'ArrowUp'], label: 'Entry before', move: true, off: none, run: () => acts.move(-1) },
    { keys: ['PageDown'], label: 'A page on', move: true, off: none, run: () => acts.movePage(1) },
    { keys: ['PageUp'], label: 'A page back', move: true, off: none, run: () => acts.movePage(-1) },
    { keys: ['Home'], label: 'First entry', move: true, off: none, run: acts.first },
    { keys: ['End'], label: 'Newest entry', move: true, off: none, run: acts.last },
  ];
}

function viewKeys({ incident, words, onJump }: Hands, noPanes: boolean, isWide: boolean): readonly KeyBinding[] {
  const { id } = incident;
  const find = () => {
    setView(id, { isFilterOpen: true });
    requestAnimationFrame(() => words.current?.select());
  };
  return [
    { keys: ['f'], label: 'Filter', bar: 'roomy', run: find },
    { keys: ['/', 'Ctrl+F'], label: 'Find words', run: find },
    { keys: ['@'], label: 'Jump to a time', bar: 'roomy', run: onJump },
    { keys: ['['], label: 'Pane before', off: noPanes, move: true, run: () => turnPane(id, -1, isWide) },
    { keys: [']'], label: 'Next pane', bar: 'roomy', off: noPanes, move: true, run: () => turnPane(id, 1, isWide) },
  ];
}
