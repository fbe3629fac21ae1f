// Reports that are made by themselves: what became of each the last time, and what every one of them said.
import { useState } from 'react';
import type { ReportSchedule } from '../../../../electron/contract/model/report.ts';
import { ListKeys } from '../../../forms/list-keys.tsx';
import { wallText } from '../../../lib/local-time.ts';
import { useNowEvery } from '../../../lib/now.ts';
import { engine } from '../../../link/client.ts';
import {
  type ReportSettings,
  tryChangeReports,
  undoReports,
  useReportSettings,
} from '../../../link/report-settings.ts';
import { useAsked } from '../../../link/use-asked.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { useKeys } from '../../../store/keys.ts';
import { scopeWords } from '../../../store/report-words.ts';
import { attempt } from '../../../store/say.ts';
import { useWorld } from '../../../store/world.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { ASKED, type Made, MadeSide, madeBy, noneWords, Outcome } from './made-side.tsx';
import { formsWords, goesWords, outcomeWords, whenWords } from './schedule-words.ts';
import './schedules.css';

const addSchedule = (): void => openDialog({ type: 'report-schedule', scheduleId: null });

export function SchedulesView() {
  const { reports, failure, load } = useReportSettings();
  // Already while they are read: whoever presses + at once means a schedule.
  useKeys('Schedules', [{ keys: ['+', 'Insert'], label: 'Add a schedule', bar: 'always', run: addSchedule }]);
  if (reports) return <Schedules reports={reports} />;
  if (failure === null) return <div className="skel rep-skel" aria-busy="true" />;
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <p>
        <b>The schedules could not be read.</b> {failure} What is set still holds.
      </p>
      <button type="button" className="btn" onClick={load}>
        Try again
      </button>
    </div>
  );
}

/** Schedules deliver by themselves: what they made is asked for again so often, milliseconds. */
const AGAIN_MS = 30_000;

function Schedules({ reports: { schedules, target } }: { readonly reports: ReportSettings }) {
  const [chosen, setChosen] = useState(0);
  // What is being delivered, and since when (epoch ms).
  const [busy, setBusy] = useState<{ readonly id: string; readonly since: number } | null>(null);
  const index = Math.min(chosen, Math.max(0, schedules.length - 1));
  const one = schedules[index] ?? null;
  const engineId = useWorld((world) => world.engineId);
  const [asked, again] = useAsked(`${engineId} ${schedules.length} ${useNowEvery(AGAIN_MS)}`, () =>
    engine().reports.made({ limit: ASKED }),
  );
  const made: Made = asked.type === 'ready' ? { reports: asked.value, why: null } : { reports: null, why: asked.type };
  const deliver = async ({ id, name }: ReportSchedule) => {
    if (busy) return;
    setBusy({ id, since: Date.now() });
    await attempt(
      () => engine().reports.deliverNow({ scheduleId: id }),
      (done) => `${name}: ${outcomeWords(done)}${done.said[0] ? `, ${done.said[0]}` : ''}`,
    );
    setBusy(null);
    again();
  };
  useScheduleKeys({ one, isBusy: busy !== null, deliver: (schedule) => void deliver(schedule) });
  const open = () => one && openDialog({ type: 'report-schedule', scheduleId: one.id });
  return (
    <div className="rep-sched">
      <ListKeys
        label="Schedules"
        sub={`availability is held against ${target} %`}
        head={['', 'Name', 'Made', 'Of', 'As', 'Goes to', 'Last time']}
        columns={['c-gl', 'c-name', 'c-when', 'c-of', 'c-as', 'c-goes', 'c-last']}
        rows={schedules.map((each) => rowOf(each, made))}
        index={index}
        onMove={setChosen}
        onOpen={() => open()}
        tail={
          schedules.length === 0 ? (
            <NoSchedule />
          ) : asked.type === 'failed' ? (
            <p className="none">What was made could not be read: {asked.reason}</p>
          ) : null
        }
      >
        <button type="button" className="btn pri" onClick={addSchedule}>
          <Keycap keys="+" /> Add a schedule
        </button>
      </ListKeys>
      {one && <MadeSide schedule={one} made={made} since={busy?.id === one.id ? busy.since : null} />}
    </div>
  );
}

function rowOf(schedule: ReportSchedule, made: Made) {
  const last = madeBy(made, schedule)?.[0];
  return {
    key: schedule.id,
    className: schedule.enabled ? undefined : 'off',
    cells: [
      <Outcome key="o" last={last} />,
      <b key="n">{schedule.name}</b>,
      schedule.enabled ? whenWords(schedule) : 'switched off',
      scopeWords(schedule.scope),
      formsWords(schedule.forms),
      goesWords(schedule),
      last ? (
        <span key="l" title={last.said.join('\n')}>
          {outcomeWords(last)}, {wallText(last.madeAt, schedule.zone)}
        </span>
      ) : (
        <span key="l" className="dim">
          {noneWords(made)}
        </span>
      ),
    ],
  };
}

function NoSchedule() {
  return (
    <div className="empty">
      <b>No report is made by itself.</b>
      <p>
        A schedule makes one each time a day, a week or a month is over, and sends it by e-mail or puts it into a
        folder.
      </p>
      <button type="button" className="btn pri" onClick={addSchedule}>
        <Keycap keys="+" /> Add a schedule
      </button>
    </div>
  );
}

interface Hand {
  readonly one: ReportSchedule | null;
  readonly isBusy: boolean;
  readonly deliver: (schedule: ReportSchedule) => void;
}

function useScheduleKeys({ one, isBusy, deliver }: Hand): void {
  const { undo } = useReportSettings();
  const off = one === null;
  const put = (id: string, part: Partial<ReportSchedule>) => (now: ReportSettings) => ({
    ...now,
    schedules: now.schedules.map((each) => (each.id === id ? { ...each, ...part } : each)),
  });
  useKeys(
    'Schedules',
    [
      {
        keys: ['Enter', 'F2'],
        label: 'Edit',
        bar: 'first',
        off,
        run: () => one && openDialog({ type: 'report-schedule', scheduleId: one.id }),
      },
      { keys: ['D'], label: 'Deliver now', bar: 'always', off: off || isBusy, run: () => one && deliver(one) },
      {
        keys: ['Space'],
        label: one?.enabled === false ? 'Switch on' : 'Switch off',
        bar: 'always',
        off,
        run: () =>
          one &&
          void tryChangeReports(
            put(one.id, { enabled: !one.enabled }),
            `switching ${one.name} ${one.enabled ? 'off' : 'on'}`,
            `${one.name} is switched ${one.enabled ? 'off' : 'on'}.`,
          ),
      },
      {
        keys: ['Delete'],
        label: 'Remove',
        bar: 'roomy',
        off,
        run: () =>
          one &&
          void tryChangeReports(
            (now) => ({ ...now, schedules: now.schedules.filter(({ id }) => id !== one.id) }),
            `removing ${one.name}`,
            `${one.name} is removed; what it made stays where it is.`,
          ),
      },
      { keys: ['z'], label: 'Take back', bar: 'roomy', off: undo === null, run: () => void undoReports() },
    ],
    one ? (
      <>
        <b>{one.name}</b>
        <span>{goesWords(one)}</span>
      </>
    ) : null,
    one ? `${one.id} ${one.name} ${goesWords(one)}` : '',
  );
}
