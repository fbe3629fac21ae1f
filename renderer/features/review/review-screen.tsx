// A shift that was: as one stream, and its hand-over beside what really happened next.
import { useEffect, useState } from 'react';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import type { Shift } from '../../../electron/contract/model/shift.ts';
import { Tabs } from '../../forms/tabs.tsx';
import { localClock, localDay } from '../../lib/local-time.ts';
import { clockShort, localZone } from '../../lib/time.ts';
import { useWide } from '../../lib/use-wide.ts';
import { type PastShifts, usePastShifts } from '../../link/review.ts';
import { useKeys } from '../../store/keys.ts';
import { crewWords, stretchWords } from '../../store/review-words.ts';
import { goTo } from '../../store/route.ts';
import { say } from '../../store/say.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { AftermathView } from './aftermath-view.tsx';
import { ShiftList } from './shift-list.tsx';
import { StreamView } from './stream/stream-view.tsx';
import { type Looked, useFacts } from './use-facts.ts';
import './review.css';

interface Props {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly handoffId: HandoffId | undefined;
}

/** Without planned shifts a stretch of eight hours is looked at. */
const UNPLANNED_MS = 8 * 3_600_000;

/** The calendar of shifts is looked back no further. */
const MOST_DAYS = 390;

type View = 'stream' | 'after';

const TABS = [
  { value: 'stream', label: 'Stream', keys: 'e' },
  { value: 'after', label: 'Hand-over and after', keys: 'h' },
] as const satisfies readonly { readonly value: View; readonly label: string; readonly keys: string }[];

interface Chosen {
  readonly from: number;
  readonly to: number;
  /** Planned for just this stretch; several where more than one desk works it. */
  readonly shifts: readonly Shift[];
}

/** What is looked at: what was asked for, else the last shift that is over, else the last eight hours. Null: not known yet. */
function chosenOf({ from, to }: Props, { state }: Pick<PastShifts, 'state'>, now: number): Chosen | null {
  if (state.type === 'loading') return from === undefined || to === undefined ? null : { from, to, shifts: [] };
  const shifts = state.type === 'ready' ? state.value : [];
  if (from !== undefined && to !== undefined) {
    return { from, to, shifts: shifts.filter((one) => one.from === from && one.to === to) };
  }
  const last = shifts.find((one) => one.to <= now) ?? shifts[0];
  if (last) return chosenOf({ from: last.from, to: last.to, handoffId: undefined }, { state }, now);
  const end = Math.ceil(now / 60_000) * 60_000;
  return { from: end - UNPLANNED_MS, to: end, shifts: [] };
}

export function ReviewScreen(props: Props) {
  // As of then; a shift that goes on is read again by hand, so that nothing moves under the eyes.
  const [now, setNow] = useState(Date.now);
  const past = usePastShifts(now);
  const chosen = chosenOf(props, past, now);
  const [view, setView] = useState<View>(props.handoffId === undefined ? 'stream' : 'after');
  const wide = useWide();
  const [isListOpen, setListOpen] = useState<boolean | null>(null);
  const listed = isListOpen ?? wide;
  const go = (shift: Pick<Shift, 'from' | 'to'>) => goTo({ screen: 'review', from: shift.from, to: shift.to });
  const step = (by: 1 | -1) => {
    const next = chosen && nextOf(past, chosen, by, now);
    if (next) go(next);
    else if (by < 0) lookFurther(past);
    else say('This is the newest: nothing lies in the future.');
  };
  const goesOn = chosen !== null && chosen.to > now;
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
    { keys: ['R'], label: 'Read it again', bar: 'roomy', off: !goesOn, run: () => setNow(Date.now()) },
    { keys: ['l'], label: 'List of shifts', bar: 'roomy', run: () => setListOpen(!listed) },
  ]);
  // Nothing of the stretch before stays under the name of this one.
  const key = chosen ? `${chosen.from} ${chosen.to}` : '';
  const looked = chosen && { from: chosen.from, to: chosen.to, asOf: goesOn ? now : null };
  return (
    <main className={listed ? 'rv listed' : 'rv'}>
      <Tabs label="Review" tabs={TABS} value={view} onGo={setView}>
        <Title chosen={chosen} asOf={looked?.asOf ?? null} onStep={step} />
      </Tabs>
      <div className="rv-body">
        {listed && <ShiftList past={past} chosen={chosen} onGo={go} />}
        {!chosen && <div className="skel rv-skel" aria-busy="true" />}
        {looked && view === 'stream' && <StreamView key={key} looked={looked} />}
        {looked && view === 'after' && <AfterOf key={key} looked={looked} handoffId={props.handoffId ?? null} />}
      </div>
    </main>
  );
}

interface TitleProps {
  readonly chosen: Chosen | null;
  /** It goes on: what is shown is as of then, epoch ms. */
  readonly asOf: number | null;
  readonly onStep: (by: 1 | -1) => void;
}

function Title({ chosen, asOf, onStep }: TitleProps) {
  return (
    <div className="rv-title">
      <button type="button" className="btn" aria-label="Shift before" onClick={() => onStep(-1)}>
        <Keycap keys="[" />
      </button>
      <h1>{chosen && chosen.shifts.length > 0 ? chosen.shifts.map(crewWords).join('; ') : 'Review'}</h1>
      {chosen && (
        <span title={localStretch(chosen)}>
          {stretchWords(chosen.from, chosen.to)} <u>UTC</u>
          {asOf !== null && <b className="rv-on">goes on, as of {clockShort(asOf)}</b>}
        </span>
      )}
      <button type="button" className="btn" aria-label="Next shift" onClick={() => onStep(1)}>
        <Keycap keys="]" />
      </button>
    </div>
  );
}

/** 'Fri 20 Nov 23:00 to Sat 21 Nov 07:00, Amsterdam'. */
const localStretch = ({ from, to }: Chosen): string =>
  `${[from, to].map((at) => `${localDay(at)} ${localClock(at)}`).join(' to ')}, ${localZone(from).place}`;

/** Shifts are listed so far back; at the end of the list it grows, or says that there is none. */
function lookFurther({ more, days }: PastShifts): void {
  const hasMore = days < MOST_DAYS;
  if (hasMore) more();
  say(
    hasMore ? `No shift in ${days} days before: looking further back.` : `There is no shift before, in ${days} days.`,
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

function AfterOf({ looked, handoffId }: { readonly looked: Looked; readonly handoffId: HandoffId | null }) {
  const [asked, again] = useFacts(looked);
  const [picked, setPicked] = useState(handoffId);
  useEffect(() => setPicked(handoffId), [handoffId]);
  if (asked.type === 'loading' && picked === null) return <div className="skel rv-skel" aria-busy="true" />;
  if (asked.type === 'failed' && picked === null) {
    return (
      <div className="err" role="alert">
        <span aria-hidden="true">!</span>
        <p>
          <b>Whether somebody handed over could not be read.</b> {asked.reason} Nothing of the record is lost.
        </p>
        <button type="button" className="btn" onClick={again}>
          Read it again
        </button>
      </div>
    );
  }
  const handoffs = asked.type === 'ready' ? asked.value.facts.handoffs : [];
  return <AftermathView handoffs={handoffs} chosen={picked} onChoose={setPicked} />;
}
