// The parts an item is drawn of, in a card and in a row alike.
import { Check } from 'lucide-react';
import type { BriefingItem } from '../../../electron/contract/model/briefing.ts';
import { clockShort, duration } from '../../lib/time.ts';
import { engine } from '../../link/client.ts';
import { actOn } from '../../link/handoff.ts';
import { clockNow } from '../../store/sla.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { SlaBar } from '../../ui/sla-bar.tsx';
import { type Desk, mayDo, useDeskNow } from './desk.ts';
import type { Entry } from './entries.ts';
import { age, nextWhen, wholeTime } from './words.ts';

export interface ItemProps {
  readonly entry: Entry;
  readonly desk: Desk;
  /** In front: the keys act on it. */
  readonly isFront: boolean;
  /** Everything about it is shown. */
  readonly isOpen: boolean;
  readonly place: { readonly at: number; readonly of: number };
}

export async function tick({ handoff }: Desk, { item, tick: ticked }: Entry): Promise<void> {
  if (handoff === null) return;
  await actOn(() => engine().handoffs.tick({ handoffId: handoff.id, item: item.key, ticked: ticked === null }), '');
}

/** The box that is ticked; a place of the same width where nothing wants a tick. */
export function TickBox({ entry, desk }: Pick<ItemProps, 'entry' | 'desk'>) {
  const { item, tick: ticked, wantsTick } = entry;
  if (!wantsTick) return <span className="ho-box none" />;
  const by = ticked === null ? 'not ticked yet' : `ticked by ${ticked.by}, ${clockShort(ticked.at)}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: drawn, and pressed by Space from the item itself
    <button
      type="button"
      role="checkbox"
      aria-checked={ticked !== null}
      aria-label={`Seen: ${item.subject}`}
      title={by}
      className={ticked === null ? 'ho-box' : 'ho-box on'}
      disabled={!mayDo(desk, 'mark')}
      tabIndex={-1}
      onClick={() => void tick(desk, entry)}
    >
      {ticked !== null && <Check className="ic" aria-hidden="true" />}
    </button>
  );
}

/** Filled while nobody has it. What has no status has a glyph only where all is well. */
export function ItemGlyph({ item }: { readonly item: BriefingItem }) {
  if (item.status === null) return item.stance === 'stable' ? <Glyph status="up" quiet /> : <span />;
  return <Glyph status={item.status} lit={item.owner === '' && item.status !== 'maintenance'} />;
}

export function Owner({ name }: { readonly name: string }) {
  return <span className={name === '' ? 'ho-own nobody' : 'ho-own'}>{name === '' ? 'nobody' : name}</span>;
}

/** The clock that is missed first. */
export function ItemClock({ item, desk }: { readonly item: BriefingItem; readonly desk: Desk }) {
  const now = useDeskNow(desk);
  if (item.sla === null) return <span className="ho-nosla">no promise</span>;
  const { state, share, leftMs } = clockNow(item.sla, now);
  const words = leftMs === null ? state : leftMs >= 0 ? `${duration(leftMs)} left` : `missed by ${duration(-leftMs)}`;
  return <SlaBar share={share} state={state} words={words} />;
}

export function LastNote({ item, desk }: { readonly item: BriefingItem; readonly desk: Desk }) {
  const now = useDeskNow(desk);
  return <span>{item.lastNoteAt === null ? 'no note yet' : `last note ${age(now - item.lastNoteAt)} ago`}</span>;
}

/** When the next thing is due: amber once that has passed. */
export function When({ at, desk }: { readonly at: number | null; readonly desk: Desk }) {
  const now = useDeskNow(desk);
  if (at === null) return null;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={wholeTime(at, now)}
      className={at < now && desk.endedAt === null ? 'past' : undefined}
    >
      {nextWhen(at, now)}
      {at < now && desk.endedAt === null && <span className="vh"> (passed)</span>}
    </time>
  );
}

/** What stands in the way of the hand-over, where it stands. */
export function Blocks({ entry }: { readonly entry: Entry }) {
  return entry.blocks.map(({ text, isHard }) => (
    <p key={text} className="ho-block">
      {text}
      {!isHard && <span> A reason lets it pass when you hand over.</span>}
    </p>
  ));
}

/** All the rest there is to know. */
export function Rest({ entry, desk }: { readonly entry: Entry; readonly desk: Desk }) {
  const now = useDeskNow(desk);
  const { state, since, until, facts } = entry.item;
  return (
    <div className="ho-rest">
      <p>
        {state}
        {since !== null && `, since ${nextWhen(since, now)} UTC (${age(now - since)})`}
        {until !== null && `, until ${nextWhen(until, now)} UTC`}
      </p>
      {[...new Set(facts)].map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
    </div>
  );
}
