// The keys of the hand-over: what the state of it allows, the likely one first.

import type { KeyBinding } from '../../lib/keys.ts';
import { engine } from '../../link/client.ts';
import { takeView } from '../../link/handoff.ts';
import { writeNow } from '../../link/handoff-writing.ts';
import { useAbout } from '../../store/about.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useKeys } from '../../store/keys.ts';
import { goTo } from '../../store/route.ts';
import { attempt } from '../../store/say.ts';
import { useWorld } from '../../store/world.ts';
import { type Desk, mayDo } from './desk.ts';
import type { Entry } from './entries.ts';
import { tick } from './item-parts.tsx';
import { openItem } from './open-item.ts';
import { printHandoff } from './print.ts';
import { addPromise } from './promises.tsx';
import { sign } from './sign-acts.ts';
import { mayReview } from './signatures.tsx';
import type { Selection } from './use-selection.ts';
import { nameOf, ownershipOf, titleOf } from './words.ts';

export type PaneView = 'stance' | 'order' | 'past';

interface Hand {
  readonly desk: Desk;
  readonly entry: Entry | null;
  readonly selection: Selection;
  readonly view: PaneView;
  readonly setView: (view: PaneView) => void;
  /** 'ask', or the id of a question. */
  readonly write: (what: string) => void;
  readonly sortAgain: () => void;
}

export function useHandoffKeys(hand: Hand): void {
  const { desk, entry } = hand;
  const { handoff } = desk;
  const subject =
    handoff === null ? null : (
      <>
        <b className="mono">{nameOf(handoff)}</b>
        <span>
          {titleOf(handoff)}, {ownershipOf(handoff)}
        </span>
      </>
    );
  const face = handoff === null ? '' : `${handoff.id} ${handoff.state} ${handoff.outgoing} ${handoff.incoming}`;
  useKeys('Handoff', [...actKeys(hand), ...itemKeys(hand, entry), ...viewKeys(hand)], subject, face);
}

let isBeginning = false;

/**
 * Begins one; who comes next by plan is named already where it is one person, and somebody else. Once at a time: a second
 * one would supersede the first, for good and on the record.
 */
export async function beginHandoff(): Promise<void> {
  if (isBeginning) return;
  isBeginning = true;
  const { next } = useWorld.getState().shifts;
  const leaving = useAbout.getState().about?.operator;
  const [only, another] = next.flatMap(({ people }) => people).filter((name) => name !== leaving);
  const incoming = only !== undefined && another === undefined ? only : '';
  await attempt(
    async () => takeView(await engine().handoffs.begin({ incoming })),
    () => 'It is a draft: what you type is kept.',
  );
  isBeginning = false;
}

function actKeys({ desk, entry, selection, write }: Hand): readonly KeyBinding[] {
  const { handoff, view } = desk;
  if (handoff === null || view === null) {
    return [
      {
        keys: ['h'],
        label: 'Prepare the hand-over',
        bar: 'first',
        run: () => void beginHandoff(),
      },
    ];
  }
  const { id } = handoff;
  const out: readonly KeyBinding[] = [
    { keys: ['p'], label: 'Print', bar: 'always', run: () => void printHandoff(id) },
    { keys: ['x'], label: 'Export…', run: () => openDialog({ type: 'handoff-export', handoffId: id }) },
  ];
  if (handoff.state === 'draft') return [...draftKeys(desk, entry, selection), ...out];
  if (handoff.state === 'ready') return [...readyKeys(desk, entry, selection, write), ...out];
  return [
    {
      keys: ['b'],
      label: 'Beside what really happened',
      bar: 'first',
      off: !mayReview(desk),
      run: () => goTo({ screen: 'review', handoffId: id }),
    },
    ...out,
    {
      keys: ['h'],
      label: 'To the hand-over of now',
      bar: 'roomy',
      run: () => goTo({ screen: 'handoff' }),
    },
  ];
}

function draftKeys(desk: Desk, entry: Entry | null, { focusField }: Selection): readonly KeyBinding[] {
  const { handoff } = desk;
  if (handoff === null) return [];
  const canSay = entry !== null && entry.item.stance !== 'stable' && entry.item.section !== 'promises';
  return [
    { keys: ['e'], label: 'Say what is next', bar: 'first', off: !canSay, run: () => focusField('next') },
    { keys: ['u'], label: 'Judgement', bar: 'always', run: () => focusField('judgement') },
    { keys: ['i'], label: 'Who takes over', bar: 'always', run: () => focusField('incoming') },
    { keys: ['r'], label: 'Hand over', bar: 'always', run: () => void sign(desk, 'ready') },
    { keys: ['+', 'Insert'], label: 'Add a promise', run: () => addPromise(handoff) },
    { keys: ['c'], label: 'Contacts that changed', run: () => focusField('contacts') },
    {
      keys: ['Ctrl+S'],
      label: 'Write it now',
      everywhere: true,
      run: () =>
        void attempt(
          () => writeNow(handoff.id),
          () => 'All that was typed is kept.',
        ),
    },
  ];
}

function readyKeys(
  desk: Desk,
  entry: Entry | null,
  { focusField, nextDifference, go }: Selection,
  write: (what: string) => void,
): readonly KeyBinding[] {
  const mayMark = mayDo(desk, 'mark');
  const unanswered = desk.handoff?.questions.find(({ answers }) => answers.length === 0);
  return [
    {
      keys: ['Space'],
      label: entry?.tick ? 'Untick' : 'Tick',
      bar: 'first',
      off: !mayMark || !entry?.wantsTick,
      run: () => entry && void tick(desk, entry),
    },
    {
      keys: ['b'],
      label: 'Read back',
      bar: 'always',
      off: !mayMark || !entry?.wantsReadBack,
      run: () => focusField('read-back'),
    },
    { keys: ['q'], label: 'Ask', bar: 'always', off: !mayDo(desk, 'ask'), run: () => write('ask') },
    {
      keys: ['a'],
      label: 'Answer',
      bar: 'always',
      off: !mayDo(desk, 'ask') || unanswered === undefined,
      run: () => unanswered && write(unanswered.id),
    },
    { keys: ['d'], label: 'Differences', bar: 'always', run: nextDifference },
    { keys: ['y'], label: 'Accept', off: !mayDo(desk, 'accept'), run: () => void sign(desk, 'accept', go) },
    {
      keys: ['Y'],
      label: 'Accept with questions',
      off: !mayDo(desk, 'accept'),
      run: () => void sign(desk, 'accept-with-questions', go),
    },
    { keys: ['D'], label: 'Decline', off: !mayDo(desk, 'decline'), run: () => void sign(desk, 'decline') },
    {
      keys: ['B'],
      label: 'Back to draft',
      off: !mayDo(desk, 'back-to-draft'),
      run: () => void sign(desk, 'back-to-draft'),
    },
  ];
}

function itemKeys({ desk, selection }: Hand, entry: Entry | null): readonly KeyBinding[] {
  const { turn } = selection;
  // In the list of those of the past the same keys move there.
  const inPast = () => document.activeElement?.hasAttribute('data-past') ?? false;
  const move = (by: number) => (inPast() ? selection.movePast(by) : selection.move(by));
  const off = entry === null;
  // A draft and one to sign have likelier keys than that.
  const bar = desk.handoff === null || desk.endedAt !== null ? { bar: 'roomy' as const } : {};
  return [
    { keys: ['Enter', 'o'], label: 'Open it', ...bar, off, run: () => entry && openItem(entry.item) },
    { keys: ['v'], label: 'Details', off, run: () => entry && turn(entry.item.key) },
    { keys: ['j', 'ArrowDown'], label: 'Next', move: true, run: () => move(1) },
    { keys: ['k', 'ArrowUp'], label: 'Before', move: true, run: () => move(-1) },
    { keys: ['Home'], label: 'First', move: true, run: () => (inPast() ? move(-1_000) : selection.moveTo('first')) },
    { keys: ['End'], label: 'Last', move: true, run: () => (inPast() ? move(1_000) : selection.moveTo('last')) },
    // Behind those that it stands for on the key bar: the first that fits is run.
    { keys: ['j', 'k'], label: 'Move', bar: 'roomy', move: true, run: () => move(1) },
  ];
}

function viewKeys({ desk, view, selection, setView, sortAgain }: Hand): readonly KeyBinding[] {
  return [
    {
      keys: ['w'],
      label: view === 'order' ? 'What to act on' : 'Everything, in order',
      run: () => setView(view === 'order' ? 'stance' : 'order'),
    },
    {
      keys: ['l'],
      label: 'Past hand-overs',
      ...(desk.handoff === null ? { bar: 'always' as const } : {}),
      // While nobody hands over they stand at the right already.
      run: () => (desk.handoff === null ? selection.movePast(1) : setView(view === 'past' ? 'stance' : 'past')),
    },
    { keys: ['s'], label: 'Worst first again', run: sortAgain },
  ];
}
