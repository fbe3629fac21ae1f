// What lies on the desk, drawn: head, items at the left, what people say at the right.
import { useRef, useState } from 'react';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import type { Desk } from './desk.ts';
import { DeskSide } from './desk-side.tsx';
import { type Entry, entriesOf, type Placed, placed } from './entries.ts';
import { GlancePart } from './glance.tsx';
import { HandoffHead } from './handoff-head.tsx';
import { Leftovers } from './leftovers.tsx';
import { OrderPane } from './order-pane.tsx';
import { PastList } from './past-list.tsx';
import type { WritingWish } from './questions.tsx';
import { isShown, StancePane } from './stance-pane.tsx';
import { type PaneView, useHandoffKeys } from './use-handoff-keys.tsx';
import { useSelection } from './use-selection.ts';

interface Props {
  readonly desk: Desk;
  /** Another one begins with its own order. */
  readonly deskId: string;
}

export function DeskScreen({ desk, deskId }: Props) {
  const screen = useRef<HTMLElement>(null);
  const [view, setView] = useState<PaneView>(() => (isEmpty(desk) ? 'order' : 'stance'));
  const [wish, setWish] = useState<WritingWish | null>(null);
  const [version, setVersion] = useState(0);
  const all = usePlaced(desk, `${deskId} ${version}`);
  const entries = entriesOf(all, desk.view);
  const selection = useSelection(keysOf(entries, desk, view), firstTodo(entries), screen);
  const entry = entries.find(({ item }) => item.key === selection.front) ?? null;
  useHandoffKeys({
    desk,
    entry: view === 'past' ? null : entry,
    selection,
    view,
    setView,
    write: (what) => setWish({ what }),
    sortAgain: () => setVersion((now) => now + 1),
  });
  const goTo = (key: string) => {
    if (view === 'past') setView('stance');
    selection.go(key);
  };
  const tools = <Tools view={view} hasPast={desk.handoff !== null} onView={setView} />;
  const pane = { desk, entries, front: selection.front, open: selection.open, tools };
  return (
    <main className="ho" ref={screen}>
      <HandoffHead desk={desk} entries={entries} />
      {desk.handoff !== null && <Leftovers desk={desk} handoff={desk.handoff} />}
      <div className="ho-body">
        <div className={`ho-main ${view}`}>
          {view === 'stance' && <StancePane {...pane} placed={all} />}
          {view === 'order' && <OrderPane {...pane} />}
          {view === 'past' && <PastPane desk={desk} tools={tools} />}
          {view === 'stance' && <GlancePart desk={desk} />}
        </div>
        <DeskSide desk={desk} wish={wish} onWish={setWish} onGo={goTo} onOrder={() => setView('order')} />
      </div>
      <PeopleOffers />
    </main>
  );
}

function PastPane({ desk, tools }: { readonly desk: Desk; readonly tools: React.ReactNode }) {
  return (
    <>
      <div className="ho-tools">{tools}</div>
      <PastList without={desk.handoff?.id ?? null} takesFocus />
    </>
  );
}

/** Nothing to act on, nothing to look at: the sections say so one by one. */
const isEmpty = ({ briefing }: Desk): boolean => briefing.sections.every(({ items }) => items.length === 0);

/** The first that still wants a tick or a read-back. */
const firstTodo = (entries: readonly Entry[]): string | null =>
  entries.find((one) => (one.wantsTick && one.tick === null) || (one.wantsReadBack && one.readBack === null))?.item
    .key ?? null;

/** As they stand on screen, first to last. */
function keysOf(entries: readonly Entry[], { briefing, handoff }: Desk, view: PaneView): readonly string[] {
  if (view !== 'order') return entries.filter(({ item }) => isShown(item, handoff)).map(({ item }) => item.key);
  return briefing.sections.flatMap(({ id }) =>
    entries.filter(({ item }) => item.section === id).map(({ item }) => item.key),
  );
}

/** The items in their places; another `version` takes up the order of the briefing. */
function usePlaced({ briefing }: Desk, version: string): readonly Placed[] {
  const kept = useRef<{ readonly version: string; readonly briefing: object; readonly all: readonly Placed[] } | null>(
    null,
  );
  const { current } = kept;
  if (current?.briefing === briefing && current.version === version) return current.all;
  const before = current?.version === version ? current.all : null;
  kept.current = { version, briefing, all: placed(before, briefing, typedItem()) };
  return kept.current.all;
}

/** The item somebody types into now. */
function typedItem(): string | null {
  const { activeElement } = document;
  const isField = activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
  return isField ? (activeElement.closest<HTMLElement>('[data-item]')?.dataset.item ?? null) : null;
}

interface ToolsProps {
  readonly view: PaneView;
  readonly hasPast: boolean;
  readonly onView: (view: PaneView) => void;
}

function Tools({ view, hasPast, onView }: ToolsProps) {
  return (
    <>
      <button type="button" className="ho-quiet" onClick={() => onView(view === 'order' ? 'stance' : 'order')}>
        <Keycap keys="w" />
        {view === 'order' ? 'What to act on' : 'Everything, in order'}
      </button>
      {hasPast && (
        <button type="button" className="ho-quiet" onClick={() => onView(view === 'past' ? 'stance' : 'past')}>
          <Keycap keys="l" />
          {view === 'past' ? 'Back' : 'Past'}
        </button>
      )}
    </>
  );
}

/** Who may take over or keep a promise: who works next, then everybody. */
function PeopleOffers() {
  const next = useWorld((world) => world.shifts.next);
  const people = useWorld((world) => world.onCall.people);
  const names = new Set([...next.flatMap((shift) => shift.people), ...people.map(({ name }) => name)]);
  return (
    <datalist id="ho-people">
      {[...names].map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}
