// A hand-over beside what really happened next: what was said of each item, what became of it, and whether it went so.
import { type ReactNode, useState } from 'react';
import type { BriefingItem } from '../../../electron/contract/model/briefing.ts';
import type { HandoffAftermath, HandoffSummary, ItemWords } from '../../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { PickTable, useMoves } from '../../forms/list-keys.tsx';
import { clockShort, day } from '../../lib/time.ts';
import { type HandedOver, useHandedOver } from '../../link/review.ts';
import { useKeys } from '../../store/keys.ts';
import { goTo } from '../../store/route.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';

interface Props {
  /** Hand-overs of the stretch. */
  readonly handoffs: readonly HandoffSummary[];
  readonly chosen: HandoffId | null;
  readonly onChoose: (id: HandoffId) => void;
}

export function AftermathView({ handoffs, chosen, onChoose }: Props) {
  const id = chosen ?? handoffs.at(-1)?.id ?? null;
  if (id === null) {
    return (
      <div className="empty">
        <b>Nobody handed over in this shift.</b>
        <p>
          <Keycap keys="[" /> looks at the shift before; <Keycap keys="g h" /> prepares the hand-over of this one.
        </p>
      </div>
    );
  }
  return (
    <div className="rv-after">
      {handoffs.length > 1 && (
        <Segment
          label="Hand-over"
          value={id}
          options={handoffs.map((one) => [one.id, `${one.outgoing} to ${one.incoming}`] as const)}
          onChange={onChoose}
        />
      )}
      <Beside key={id} id={id} />
    </div>
  );
}

function Beside({ id }: { readonly id: HandoffId }) {
  const [asked, again] = useHandedOver(id);
  switch (asked.type) {
    case 'loading':
      return <div className="skel rv-skel" aria-busy="true" />;
    case 'failed':
      return (
        <div className="err" role="alert">
          <span aria-hidden="true">!</span>
          <p>
            <b>The hand-over could not be read.</b> {asked.reason} It is kept as it was signed.
          </p>
          <button type="button" className="btn" onClick={again}>
            Read it again
          </button>
        </div>
      );
    case 'ready':
      return <Table handed={asked.value} />;
    default:
      return asked satisfies never;
  }
}

interface Line {
  readonly item: BriefingItem;
  readonly words: ItemWords | undefined;
  readonly after: HandoffAftermath;
}

/** In the order of the briefing; what the briefing no longer tells of stays out. */
function linesOf({ after, view }: HandedOver): readonly Line[] {
  const became = new Map(after.aftermath.map((one) => [one.key, one]));
  return view.briefing.sections
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      const known = became.get(item.key);
      return known ? [{ item, words: view.handoff.items[item.key], after: known }] : [];
    });
}

function Table({ handed }: { readonly handed: HandedOver }) {
  const { handoff } = handed.after;
  const lines = linesOf(handed);
  const [front, setFront] = useState(0);
  const index = Math.min(front, Math.max(0, lines.length - 1));
  const told = lines.filter(({ after }) => after.asSaid !== null);
  const asSaid = told.filter(({ after }) => after.asSaid).length;
  useMoves('Hand-over and after', lines.length, index, setFront);
  useKeys('Hand-over and after', [
    {
      keys: ['Enter'],
      label: 'Open',
      bar: 'first',
      off: lines.length === 0,
      run: () => lines[index] && openItem(lines[index].item),
    },
    {
      keys: ['v'],
      label: 'The hand-over itself',
      bar: 'always',
      run: () => goTo({ screen: 'handoff', handoffId: handoff.id }),
    },
  ]);
  return (
    <>
      <div className="ph">
        <h2>
          {handoff.outgoing} to {handoff.incoming || 'nobody'}
        </h2>
        <span className="sub">
          {handoff.state.replaceAll('-', ' ')}
          {handoff.endedAt !== null && ` ${day(handoff.endedAt)} ${clockShort(handoff.endedAt)} UTC`}
          {told.length > 0 && `; ${asSaid} of ${told.length} went as was said`}
        </span>
      </div>
      <section className="pick-rows rv-tbl" aria-label="What was said, and what became of it">
        <PickTable
          label="What was said, and what became of it"
          head={['Item', 'What was said', 'What became of it', 'As said']}
          rows={lines.map((line) => ({ key: line.item.key, cells: cellsOf(line) }))}
          index={index}
          onMove={setFront}
          onOpen={() => lines[index] && openItem(lines[index].item)}
        />
        {lines.length === 0 && (
          <p className="rv-none">Nothing was handed over that could have gone one way or another.</p>
        )}
      </section>
    </>
  );
}

const cellsOf = ({ item, words, after }: Line): readonly ReactNode[] => [
  <div key="item">
    {item.status && <Glyph status={item.status} size={16} quiet />} <b className="mono">{item.subject}</b>
    <p>{item.title}</p>
  </div>,
  <div key="said">
    {words?.next ? (
      <p>
        {words.next}
        {words.nextAt !== null && <time> {clockShort(words.nextAt)} UTC</time>}
      </p>
    ) : (
      <p className="dim">nothing was said</p>
    )}
    {words?.ifThen && <p className="dim">if {words.ifThen}</p>}
  </div>,
  <p key="became">{after.became}</p>,
  <AsSaid key="as-said" told={after.asSaid} />,
];

function AsSaid({ told }: { readonly told: boolean | null }) {
  if (told === null) return <span className="dim">cannot be told</span>;
  return told ? 'yes' : <b className="rv-not">no</b>;
}

function openItem({ ref }: BriefingItem): void {
  if (ref.incidentId) goTo({ screen: 'incident', incidentId: ref.incidentId });
  else if (ref.runId) goTo({ screen: 'run', runId: ref.runId });
  else if (ref.windowId) goTo({ screen: 'maintenance', windowId: ref.windowId });
  else if (ref.hostId) goTo({ screen: 'host', hostId: ref.hostId });
}
