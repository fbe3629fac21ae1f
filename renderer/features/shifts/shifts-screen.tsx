// Who works when: the shifts of a week or a month, in the colours of their people. Where nobody is on it is red.
import { useMemo, useState } from 'react';
import type { Shift } from '../../../electron/contract/model/shift.ts';
import { PeopleTabs } from '../../forms/people-tabs.tsx';
import { localZoneName } from '../../lib/local-time.ts';
import { mondayOf, wallClock } from '../../lib/zone-days.ts';
import { useKeys } from '../../store/keys.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { ShiftGrid } from './shift-grid.tsx';
import { addPerson, addShift, editShift, makeUsualWeek, openOverride, removeShift } from './shift-hand.ts';
import { rowsOf, SHAPES, type Span } from './shift-rows.ts';
import { ShiftSide } from './shift-side.tsx';
import { useCalendar } from './use-calendar.ts';
import './shifts.css';

const DAY_MS = 86_400_000;
const SPANS = [
  ['week', 'Week'],
  ['month', 'Five weeks'],
] as const satisfies readonly (readonly [Span, string])[];

export function ShiftsScreen() {
  const plans = useWorld((world) => world.shifts.plans);
  const [span, setSpan] = useState<Span>('week');
  const [offset, setOffset] = useState(0);
  const [front, setFront] = useState<string | null>(null);
  const zones = new Set(plans.map(({ zone }) => zone));
  const zone = zones.size === 1 ? (plans[0]?.zone ?? localZoneName()) : localZoneName();
  const { days, rows } = SHAPES[span];
  const monday = mondayOf(Date.now(), zone, offset);
  // An hour more: a day among them may be longer.
  const { shifts, gaps, trouble } = useCalendar(monday, monday + days * rows * DAY_MS + 3_600_000);
  const grid = useMemo(() => rowsOf(monday, span, zone, shifts, gaps), [monday, span, zone, shifts, gaps]);
  const shift = shifts.find(({ key }) => key === front) ?? null;
  const turn = (weeks: number) => setOffset((at) => at + weeks);
  useShiftKeys({
    shifts,
    shift,
    span,
    setFront,
    setSpan,
    turn,
    today: () => setOffset(0),
    isEmpty: plans.length === 0,
  });
  if (plans.length === 0) return <NoShift />;
  return (
    <main className="shf">
      <h1 className="vh">Shifts</h1>
      <PeopleTabs at="shifts" />
      <section className="shf-left">
        <div className="ph">
          <h2>
            {span === 'week' ? 'Week' : 'Five weeks'} from {wallClock(monday, zone).slice(4, -6)}
          </h2>
          <span className="sub">times of {zone}</span>
          <span className="phr">
            <Segment label="How much" value={span} options={SPANS} onChange={setSpan} />
            <button type="button" className="btn" onClick={() => turn(-1)}>
              <Keycap keys="[" /> Week back
            </button>
            <button type="button" className="btn" onClick={() => setOffset(0)}>
              <Keycap keys="t" /> Today
            </button>
            <button type="button" className="btn" onClick={() => turn(1)}>
              <Keycap keys="]" /> Week on
            </button>
          </span>
        </div>
        {trouble !== null && (
          <p className="err" role="alert">
            {trouble}
          </p>
        )}
        <ShiftGrid
          rows={grid}
          span={span}
          zone={zone}
          front={front}
          onFront={({ key }) => setFront(key)}
          onOpen={openOverride}
        />
      </section>
      <ShiftSide shift={shift} gaps={gaps.filter(({ to }) => to > Date.now())} zone={zone} />
    </main>
  );
}

interface Hand {
  readonly shifts: readonly Shift[];
  readonly shift: Shift | null;
  readonly span: Span;
  readonly setFront: (key: string) => void;
  readonly setSpan: (span: Span) => void;
  readonly turn: (weeks: number) => void;
  readonly today: () => void;
  readonly isEmpty: boolean;
}

function useShiftKeys({ shifts, shift, span, setFront, setSpan, turn, today, isEmpty }: Hand): void {
  const move = (by: number) => {
    const at = shift ? shifts.indexOf(shift) : shifts.findIndex(({ to }) => to > Date.now()) - Math.sign(by);
    const next = shifts[Math.min(shifts.length - 1, Math.max(0, at + by))];
    if (next) setFront(next.key);
  };
  const off = shift === null;
  const withFront = (act: (shift: Shift) => void) => () => {
    if (shift) act(shift);
  };
  useKeys(
    'Shifts',
    [
      { keys: ['Enter', 'o'], label: 'Change this one', bar: 'first', off, run: withFront(openOverride) },
      { keys: ['F2'], label: 'Edit the shift', bar: 'always', off, run: withFront(editShift) },
      { keys: ['+', 'Insert'], label: 'Plan a shift', bar: 'always', run: addShift },
      { keys: ['p'], label: 'Add a person', bar: 'roomy', run: addPerson },
      { keys: ['u'], label: 'Make a usual week', off: !isEmpty, run: () => void makeUsualWeek() },
      { keys: ['Delete'], label: 'Remove the shift', off, run: withFront(removeShift) },
      {
        keys: ['m'],
        label: span === 'week' ? 'Five weeks' : 'One week',
        bar: 'roomy',
        off: isEmpty,
        run: () => setSpan(span === 'week' ? 'month' : 'week'),
      },
      { keys: ['j', 'ArrowDown', 'ArrowRight'], label: 'Next shift', move: true, off: isEmpty, run: () => move(1) },
      { keys: ['k', 'ArrowUp', 'ArrowLeft'], label: 'Shift before', move: true, off: isEmpty, run: () => move(-1) },
      { keys: ['['], label: 'A week back', move: true, off: isEmpty, run: () => turn(-1) },
      { keys: [']'], label: 'A week on', move: true, off: isEmpty, run: () => turn(1) },
      { keys: ['t'], label: 'Today', move: true, off: isEmpty, run: today },
    ],
    shift && <b>{shift.name}</b>,
    shift?.key ?? '',
  );
}

function NoShift() {
  const people = useWorld((world) => world.onCall.people.length);
  return (
    <main className="shf">
      <h1 className="vh">Shifts</h1>
      <PeopleTabs at="shifts" />
      <div className="empty">
        <b>No shift is planned yet.</b>
        <p>
          With shifts the top bar says whose watch it is, a hand-over knows who comes next, and hours in which nobody is
          on show in red. Start with three shifts around the clock, or plan your own.
        </p>
        <div className="shf-do">
          <button type="button" className="btn pri" onClick={() => void makeUsualWeek()}>
            <Keycap keys="u" /> Make a usual week: Early, Late, Night
          </button>
          <button type="button" className="btn" onClick={addShift}>
            <Keycap keys="+" /> Plan a shift
          </button>
          {people === 0 && (
            <button type="button" className="btn" onClick={addPerson}>
              <Keycap keys="p" /> Add a person
            </button>
          )}
        </div>
      </div>
    </main>
  );
}
