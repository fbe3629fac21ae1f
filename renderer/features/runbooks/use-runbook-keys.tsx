// The keys of the library. While somebody reads, the arrows are those of the text; in the history they move through runs.
import type { RefObject } from 'react';
import { copyText } from '../../lib/copy-text.ts';
import type { KeyBinding } from '../../lib/keys.ts';
import { count } from '../../lib/number.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useKeys } from '../../store/keys.ts';
import { isStartable } from '../../store/library.ts';
import { goTo } from '../../store/route.ts';
import { say } from '../../store/say.ts';
import { nextFilter, nextOwner, showView, useLibraryView } from './list/library-state.ts';
import type { LibraryRows } from './list/use-library-rows.ts';
import type { LibraryHand } from './use-library-hand.ts';

interface Wiring {
  readonly library: LibraryRows;
  readonly hand: LibraryHand;
  readonly box: RefObject<HTMLInputElement | null>;
}

const PAGE = 12;
const LINE_PX = 40;

export function useRunbookKeys({ library, hand, box }: Wiring): void {
  const view = useLibraryView((state) => state.view);
  const runbook = library.row?.runbook;
  const fits = library.row?.fits ?? 0;
  const off = !runbook || !isStartable(runbook);
  const none = library.rows.length === 0;
  const bindings: readonly KeyBinding[] = [
    { keys: ['r'], label: 'Run', bar: 'first', off, run: () => hand.start('live') },
    { keys: ['d'], label: 'Dry run', bar: 'always', off, run: () => hand.start('dry') },
    { keys: ['y'], label: view === 'source' ? 'Text' : 'YAML', bar: 'always', off: none, run: () => turn('source') },
    {
      keys: ['h'],
      label: view === 'history' ? 'Text' : 'History',
      bar: 'always',
      off: none,
      run: () => turn('history'),
    },
    { keys: ['Enter'], label: enterWords(view, hand.isReading), bar: 'always', off: none, run: hand.enter },
    { keys: ['/'], label: 'Search', bar: 'always', run: () => box.current?.select() },
    { keys: ['m'], label: 'Import', bar: 'roomy', run: () => openDialog({ type: 'runbook-import' }) },
    { keys: ['i'], label: 'Instruction: do it elsewhere, mark it done', off, run: () => hand.start('instruct') },
    { keys: ['c'], label: 'Copy YAML', bar: 'roomy', off: hand.source === null, run: () => copySource(hand.source) },
    {
      keys: ['a'],
      label: 'All commands',
      off: none,
      run: () => useLibraryView.setState(({ isOpen }) => ({ isOpen: !isOpen })),
    },
    {
      keys: ['o'],
      label: 'Go to the run under way',
      off: hand.underWay === null,
      run: () => hand.underWay && goTo({ screen: 'run', runId: hand.underWay }),
    },
    { keys: ['f'], label: 'Next filter', run: () => nextFilter(library.counts) },
    { keys: ['w'], label: 'Next owner', off: library.owners.length < 2, run: () => nextOwner(library.owners) },
    { keys: ['.', 's'], label: 'Sort, best fit first', off: none, run: library.sort },
    ...moves(hand, view === 'history'),
    ...(hand.canLeave ? [{ keys: ['Escape'], label: 'Back to the list', move: true, run: hand.leave }] : []),
  ];
  useKeys(
    'Runbooks',
    bindings,
    runbook ? (
      <>
        <b className="mono">{runbook.id || runbook.file}</b>
        <span>{fits > 0 ? `fits ${count(fits, 'open problem')}` : ''}</span>
      </>
    ) : null,
    `${library.row?.key} ${fits}`,
  );
}

const turn = (to: 'source' | 'history'): void => showView(useLibraryView.getState().view === to ? 'read' : to);

const enterWords = (view: string, isReading: boolean): string =>
  view === 'history' ? 'Open the run' : isReading ? 'To the list' : 'Read';

function moves(hand: LibraryHand, isHistory: boolean): readonly KeyBinding[] {
  if (hand.isReading && !isHistory)
    return [
      { keys: ['k'], label: 'Scroll up', move: true, run: () => hand.scroll(-LINE_PX) },
      { keys: ['j', 'k'], label: 'Scroll', bar: 'roomy', move: true, run: () => hand.scroll(LINE_PX) },
    ];
  const what = isHistory ? 'run' : 'runbook';
  return [
    { keys: ['k', 'ArrowUp'], label: `The ${what} before`, move: true, run: () => hand.move(-1) },
    { keys: ['j', 'k', 'ArrowDown'], label: 'Move', bar: 'roomy', move: true, run: () => hand.move(1) },
    { keys: ['PageDown'], label: 'A page on', move: true, run: () => hand.move(PAGE) },
    { keys: ['PageUp'], label: 'A page back', move: true, run: () => hand.move(-PAGE) },
    { keys: ['Home'], label: `First ${what}`, move: true, run: () => hand.move(Number.NEGATIVE_INFINITY) },
    { keys: ['End'], label: `Last ${what}`, move: true, run: () => hand.move(Number.POSITIVE_INFINITY) },
  ];
}

function copySource(source: string | null): void {
  if (source === null) return;
  const done = copyText(source);
  say(done ? 'The YAML is copied.' : 'The clipboard was not given to Watchfloor. Nothing was copied.', !done);
}
