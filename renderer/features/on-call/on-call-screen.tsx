// On call: who has it now, the rota over some weeks, people and policies. A gap is the only thing in colour.
import { useMemo, useState } from 'react';
import type { ScheduleId } from '../../../electron/contract/model/ids.ts';
import type { OnCallSpan, Schedule } from '../../../electron/contract/model/on-call.ts';
import { PeopleTabs } from '../../forms/people-tabs.tsx';
import { saveText } from '../../lib/save-file.ts';
import { useWide } from '../../lib/use-wide.ts';
import { mondayOf, wallClock } from '../../lib/zone-days.ts';
import { engine } from '../../link/client.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useKeys } from '../../store/keys.ts';
import { say } from '../../store/say.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { NowCards } from './now-cards.tsx';
import { RotaGrid } from './rota-grid.tsx';
import { RotaSide } from './rota-side.tsx';
import { gapsOf, weeksOf } from './rota-weeks.ts';
import { useRota } from './use-rota.ts';
import './on-call.css';

const WEEK_MS = 7 * 86_400_000;

export function OnCallScreen() {
  const { schedules, people, now } = useWorld((world) => world.onCall);
  const [chosen, setChosen] = useState<ScheduleId | null>(null);
  const [offset, setOffset] = useState(0);
  const [front, setFront] = useState<number | null>(null);
  const schedule = schedules.find(({ id }) => id === chosen) ?? schedules[0] ?? null;
  const zone = schedule?.zone ?? 'UTC';
  const shown = useWide() ? 8 : 4;
  const monday = mondayOf(Date.now(), zone, offset);
  // An hour more: one of the weeks may have a longer day.
  const { spans, trouble } = useRota(schedule, monday, monday + shown * WEEK_MS + 3_600_000);
  const weeks = useMemo(() => weeksOf(monday, shown, zone, spans), [monday, shown, zone, spans]);
  const index = spans.findIndex(({ from }) => from === front);
  const span = spans[index] ?? null;
  useOnCallKeys({ schedule, schedules, spans, index, setFront, setChosen, setOffset });
  if (schedules.length === 0) return <NoRota people={people.length} />;
  return (
    <main className="oc">
      <h1 className="vh">On call</h1>
      <PeopleTabs at="on-call" />
      <section className="oc-left">
        <NowCards rotas={now} chosen={schedule?.id ?? null} onChoose={setChosen} />
        <div className="ph">
          <h2>{schedule?.name}</h2>
          <span className="sub">
            {wallClock(monday, zone)}, {shown} weeks, times of {zone}
          </span>
          <span className="phr">
            <button type="button" className="btn" onClick={() => setOffset((weeksOff) => weeksOff - 1)}>
              <Keycap keys="[" /> Week back
            </button>
            <button type="button" className="btn" onClick={() => setOffset(0)}>
              <Keycap keys="t" /> Today
            </button>
            <button type="button" className="btn" onClick={() => setOffset((weeksOff) => weeksOff + 1)}>
              <Keycap keys="]" /> Week on
            </button>
          </span>
        </div>
        {trouble !== null && (
          <p className="err" role="alert">
            {trouble}
          </p>
        )}
        {schedule && (
          <RotaGrid
            schedule={schedule}
            weeks={weeks}
            people={people}
            front={span?.from ?? null}
            onFront={({ from }) => setFront(from)}
            onOpen={(each) => openOverride(schedule, each)}
          />
        )}
      </section>
      <RotaSide schedule={schedule} span={span} gaps={gapsOf(spans).filter(({ to }) => to > Date.now())} />
    </main>
  );
}

const openOverride = (schedule: Schedule, span: OnCallSpan | null): void =>
  openDialog({
    type: 'override-form',
    scheduleId: schedule.id,
    from: span?.from ?? null,
    to: span?.to ?? null,
  });

interface Hand {
  readonly schedule: Schedule | null;
  readonly schedules: readonly Schedule[];
  readonly spans: readonly OnCallSpan[];
  readonly index: number;
  readonly setFront: (from: number) => void;
  readonly setChosen: (id: ScheduleId) => void;
  readonly setOffset: (change: (now: number) => number) => void;
}

function useOnCallKeys({ schedule, schedules, spans, index, setFront, setChosen, setOffset }: Hand): void {
  const off = schedule === null;
  const move = (by: number) => {
    const current = index < 0 ? spans.findIndex(({ to }) => to > Date.now()) - Math.sign(by) : index;
    const next = spans[Math.min(spans.length - 1, Math.max(0, current + by))];
    if (next) setFront(next.from);
  };
  const turn = () => {
    const next = schedules[(schedules.findIndex(({ id }) => id === schedule?.id) + 1) % schedules.length];
    if (next) setChosen(next.id);
  };
  const edit = () => schedule && openDialog({ type: 'schedule-form', scheduleId: schedule.id });
  const over = () => schedule && openOverride(schedule, spans[index] ?? null);
  useKeys('On call', [
    { keys: ['Enter', 'o'], label: 'Put somebody in', bar: 'first', off, run: over },
    { keys: ['F2'], label: 'Edit the rota', bar: 'always', off, run: edit },
    { keys: ['+', 'Insert'], label: 'Add a rota', bar: 'always', run: addRota },
    { keys: ['p'], label: 'Add a person', bar: 'roomy', run: addPerson },
    {
      keys: ['P'],
      label: 'Add a policy',
      bar: 'roomy',
      run: () => openDialog({ type: 'policy-form', policyId: null }),
    },
    { keys: ['c'], label: 'Save as a calendar file', bar: 'roomy', off, run: () => void saveCalendar(schedule) },
    { keys: ['Delete'], label: 'Remove the rota', off, run: () => schedule && removeRota(schedule) },
    { keys: ['r'], label: 'Next rota', move: true, off: schedules.length < 2, run: turn },
    { keys: ['j', 'ArrowDown', 'ArrowRight'], label: 'Next stretch', move: true, off, run: () => move(1) },
    { keys: ['k', 'ArrowUp', 'ArrowLeft'], label: 'Stretch before', move: true, off, run: () => move(-1) },
    { keys: ['['], label: 'A week back', move: true, off, run: () => setOffset((weeks) => weeks - 1) },
    { keys: [']'], label: 'A week on', move: true, off, run: () => setOffset((weeks) => weeks + 1) },
    { keys: ['t'], label: 'Today', move: true, off, run: () => setOffset(() => 0) },
  ]);
}

const addRota = (): void => openDialog({ type: 'schedule-form', scheduleId: null });
const addPerson = (): void => openDialog({ type: 'person-form', personId: null });
const removeRota = ({ id }: Schedule): void => openDialog({ type: 'remove-rota', scheduleId: id });

async function saveCalendar(schedule: Schedule | null): Promise<void> {
  if (!schedule) return;
  try {
    const { name, text } = await engine().onCall.ical({ scheduleId: schedule.id });
    saveText(name, text, 'text/calendar');
    say(`${name} holds the next 90 days.`);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
  }
}

function NoRota({ people }: { readonly people: number }) {
  return (
    <main className="oc">
      <h1 className="vh">On call</h1>
      <PeopleTabs at="on-call" />
      <div className="empty">
        <b>{people === 0 ? 'Nobody is on call: no person, no rota yet.' : 'Nobody is on call: no rota yet.'}</b>
        <p>A rota says whom an alert climbs to, and hands over by itself. It needs people, and a time to hand over.</p>
        <div className="oc-do">
          <button type="button" className={people === 0 ? 'btn pri' : 'btn'} onClick={addPerson}>
            <Keycap keys="p" /> Add a person
          </button>
          <button type="button" className={people === 0 ? 'btn' : 'btn pri'} onClick={addRota}>
            <Keycap keys="+" /> Add a rota
          </button>
        </div>
      </div>
    </main>
  );
}
