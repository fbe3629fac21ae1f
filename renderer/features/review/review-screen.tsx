// A shift that was: as one stream, and its hand-over beside what really happened next.
import { useEffect, useState } from 'react';
import type { HandoffSummary } from '../../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import type { Shift } from '../../../electron/contract/model/shift.ts';
import { Tabs } from '../../forms/tabs.tsx';
import { useWide } from '../../lib/use-wide.ts';
import { type PastShifts, usePastShifts, useReviewFacts } from '../../link/review.ts';
import { useKeys } from '../../store/keys.ts';
import { crewWords, stretchWords } from '../../store/review-words.ts';
import { goTo } from '../../store/route.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { AftermathView } from './aftermath-view.tsx';
import { ShiftList } from './shift-list.tsx';
import { StreamView } from './stream/stream-view.tsx';
import './review.css';

interface Props {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly handoffId: HandoffId | undefined;
}

/** Without planned shifts a stretch of eight hours is looked at. */
const UNPLANNED_MS = 8 * 3_600_000;

type View = 'stream' | 'after';

const TABS = [
  { value: 'stream', label: 'Stream', keys: 'e' },
  { value: 'after', label: 'Hand-over and after', keys: 'h' },
] as const satisfies readonly { readonly value: View; readonly label: string; readonly keys: string }[];

interface Chosen {
  readonly from: number;
  readonly to: number;
  readonly shift: Shift | null;
}

/** What is looked at: what was asked for, else the last shift that is over, else the last eight hours. Null: not known yet. */
function chosenOf({ from, to }: Props, { state }: PastShifts, now: number): Chosen | null {
  if (state.type === 'loading') return from === undefined || to === undefined ? null : { from, to, shift: null };
  const shifts = state.type === 'ready' ? state.value : [];
  if (from !== undefined && to !== undefined) {
    return { from, to, shift: shifts.find((one) => one.from === from && one.to === to) ?? null };
  }
  const last = shifts.find((one) => one.to <= now) ?? shifts[0];
  if (last) return { from: last.from, to: last.to, shift: last };
  const end = Math.ceil(now / 60_000) * 60_000;
  return { from: end - UNPLANNED_MS, to: end, shift: null };
}

export function ReviewScreen(props: Props) {
  const [now] = useState(Date.now);
  const past = usePastShifts(now);
  const chosen = chosenOf(props, past, now);
  const [view, setView] = useState<View>(props.handoffId === undefined ? 'stream' : 'after');
  const wide = useWide();
  const [isListOpen, setListOpen] = useState<boolean | null>(null);
  const listed = isListOpen ?? wide;
  const go = (shift: Pick<Shift, 'from' | 'to'>) => goTo({ screen: 'review', from: shift.from, to: shift.to });
  const step = (by: 1 | -1) => chosen && go(nextOf(past, chosen, by, now) ?? chosen);
  useKeys('Review', [
    ...TABS.map(({ value, label, keys }) => ({
      keys: [keys],
      label,
      bar: 'roomy' as const,
      off: value === view,
      run: () => setView(value),
    })),
    { keys: ['['], label: 'Shift before', move: true, off: !chosen, run: () => step(-1) },
    { keys: [']'], label: 'Next shift', move: true, off: !chosen, run: () => step(1) },
    { keys: ['[', ']'], label: 'Shift', bar: 'always', move: true, off: !chosen, run: () => step(1) },
    { keys: ['l'], label: 'List of shifts', bar: 'roomy', run: () => setListOpen(!listed) },
  ]);
  return (
    <main className={listed ? 'rv listed' : 'rv'}>
      <Tabs label="Review" tabs={TABS} value={view} onGo={setView}>
        <Title chosen={chosen} onStep={step} />
      </Tabs>
      <div className="rv-body">
        {listed && <ShiftList past={past} from={chosen?.from ?? null} onGo={go} />}
        {!chosen && <div className="skel rv-skel" aria-busy="true" />}
        {chosen && view === 'stream' && <StreamView key={`${chosen.from}`} from={chosen.from} to={chosen.to} />}
        {chosen && view === 'after' && <AfterOf chosen={chosen} handoffId={props.handoffId ?? null} />}
      </div>
    </main>
  );
}

function Title({ chosen, onStep }: { readonly chosen: Chosen | null; readonly onStep: (by: 1 | -1) => void }) {
  return (
    <div className="rv-title">
      <button type="button" className="btn" aria-label="Shift before" onClick={() => onStep(-1)}>
        <Keycap keys="[" />
      </button>
      <h1>{chosen ? (chosen.shift ? crewWords(chosen.shift) : 'Review') : 'Review'}</h1>
      {chosen && (
        <span>
          {stretchWords(chosen.from, chosen.to)} <u>UTC</u>
        </span>
      )}
      <button type="button" className="btn" aria-label="Next shift" onClick={() => onStep(1)}>
        <Keycap keys="]" />
      </button>
    </div>
  );
}

/** The shift before or after; where none is planned, as long a stretch beside this one. Nothing lies in the future. */
function nextOf(
  { state }: PastShifts,
  { from, to }: Chosen,
  by: 1 | -1,
  now: number,
): Pick<Shift, 'from' | 'to'> | null {
  const shifts = state.type === 'ready' ? state.value : [];
  const next = by > 0 ? shifts.findLast((one) => one.from > from) : shifts.find((one) => one.from < from);
  if (next || shifts.length > 0) return next ?? null;
  const length = to - from;
  return from + by * length < now ? { from: from + by * length, to: to + by * length } : null;
}

const NONE: readonly HandoffSummary[] = [];

function AfterOf({ chosen, handoffId }: { readonly chosen: Chosen; readonly handoffId: HandoffId | null }) {
  const [asked] = useReviewFacts(chosen.from, chosen.to);
  const [picked, setPicked] = useState(handoffId);
  useEffect(() => setPicked(handoffId), [handoffId]);
  const handoffs = asked.type === 'ready' ? asked.value.facts.handoffs : NONE;
  if (asked.type === 'loading' && picked === null) return <div className="skel rv-skel" aria-busy="true" />;
  return <AftermathView handoffs={handoffs} chosen={picked} onChoose={setPicked} />;
}
