// One host from near: what it is now and why, every metric on one time axis, its checks, and what can be done.
import { useMemo, useRef, useState } from 'react';
import type { Check } from '../../../electron/contract/model/check.ts';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import { useNowEvery } from '../../lib/now.ts';
import type { Loaded } from '../../link/use-asked.ts';
import { isHandled } from '../../store/roll-up.ts';
import { goBack, goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { summarise } from '../../ui/charts/state-summary.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { useChartKeys } from './chart-keys.ts';
import { entryOrder } from './check-words.ts';
import { ChecksTable } from './checks-table.tsx';
import { freshStates } from './fresh-states.ts';
import { HostHead } from './host-head.tsx';
import { useHostKeys } from './host-keys.tsx';
import { HostSide } from './host-side.tsx';
import { Metrics } from './metrics.tsx';
import { saveSamples } from './save-samples.ts';
import { StateSection } from './state-section.tsx';
import type { TimeWindow } from './time-window.ts';
import { useChartView } from './use-chart-view.ts';
import { type HostView, useHost } from './use-host.ts';
import { useAvailability, useCheckJournal, useHostStates } from './use-host-data.ts';
import { useLiveResults, useWeekBefore } from './use-samples.ts';
import { useSteadyOrder } from './use-steady-order.ts';
import { useTrial } from './use-trial.ts';
import './host-screen.css';
import './host-charts.css';

/** The Host screen. A host that is gone (or never was) says so and leads back. */
export function HostScreen({ hostId }: { readonly hostId: HostId }) {
  const view = useHost(hostId);
  const waiting = useWorld((world) => world.link === 'waiting');
  if (view) return <HostPage key={hostId} view={view} />;
  return (
    <main className="host gone">
      <div className="empty">
        {waiting ? (
          <b>Waiting for the monitor.</b>
        ) : (
          <>
            <b>This host is not in the inventory.</b>
            <p>It may have been removed. What happened to it stays in the journal.</p>
            <p>
              <button type="button" className="btn" onClick={() => goTo({ screen: 'inventory' })}>
                <Keycap keys="g v" />
                All hosts
              </button>{' '}
              <button type="button" className="btn" onClick={goBack}>
                <Keycap keys="Escape" />
                Back
              </button>
            </p>
          </>
        )}
      </div>
    </main>
  );
}

const MONTH_MS = 30 * 86_400_000;
const SLOW_MS = 300_000;

function HostPage({ view: known }: { readonly view: HostView }) {
  const charting = useChartView(known.hostState?.since);
  const live = useLiveResults(known.host.id, known.checks, charting.view);
  const view = useMemo(() => ({ ...known, states: freshStates(known.states, live.last) }), [known, live.last]);
  const { host, states, problems, sentence } = view;
  const [sorted, setSorted] = useState(0);
  const [figures, setFigures] = useState(false);
  const checks = useSteadyOrder(
    useMemo(() => entryOrder(view.checks, states, problems), [view.checks, states, problems]),
    byId,
    sorted,
  );
  const [chosen, setChosen] = useState<CheckId | null>(null);
  const check = checks.items.find((each) => each.id === chosen) ?? checks.items[0] ?? null;
  const weekBefore = useWeekBefore(host.id, view.checks, charting.view, charting.compares);
  const { spans, month, available, availability } = useHistory(view, charting.axis, figures);
  const entries = useCheckJournal(check?.id ?? null, journalVersion(view, check));
  const [trial, onTry] = useTrial(check, host.address);
  const side = useRef<HTMLDivElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const sort = () => setSorted((now) => now + 1);
  const onToggle = () => setFigures((now) => !now);
  const lit = sentence.problem !== null && !isHandled(sentence.problem);
  const onSave = () => void (check && saveSamples(check, charting.axis));
  useChartKeys({ charting, find, onSave, onAvailability: onToggle, none: check === null });
  const hand = useHostKeys({ view, checks: checks.items, check, setChosen, onTry, sort, side });
  return (
    <main className="host">
      <HostHead view={view} available={available} />
      <div className="hleft">
        <Metrics {...{ view, charting, spans, lit, live, weekBefore, sorted, find }}>
          <StateSection {...{ view, charting, spans, month, availability, lit, onToggle }} opened={figures} />
          <ChecksTable
            view={view}
            checks={checks.items}
            isOutOfOrder={checks.isOutOfOrder}
            selected={check?.id ?? null}
            samples={live.samples}
            period={charting.view.type === 'follow' ? `Last ${charting.view.range}` : 'Shown period'}
            onSelect={setChosen}
            onOpen={hand.open}
            onRun={hand.run}
            onSave={onSave}
            onSort={sort}
          />
        </Metrics>
      </div>
      <div className="hside" ref={side}>
        <HostSide {...{ view, check, entries, trial, onTry }} last={check ? live.last.get(check.id) : undefined} />
      </div>
    </main>
  );
}

const byId = (check: Check) => check.id;

/** Changes when the journal of the check has something new to tell. */
function journalVersion({ states, problems }: HostView, check: Check | null): string {
  if (!check) return '';
  const state = states.get(check.id);
  return `${state?.status} ${state?.type} ${state?.attempt} ${problems.get(check.id)?.toldAt}`;
}

const MINUTE_MS = 60_000;
const NOT_ASKED: Loaded<null> = { type: 'loading' };

/** States of the axis and of the last 30 days, and the figures of the axis where they are looked at. */
function useHistory({ host, hostState, states }: HostView, axis: TimeWindow, figures: boolean) {
  const version = [hostState?.since, ...[...states.values()].map((state) => state.hardSince)].join();
  const now = useNowEvery(SLOW_MS);
  const near = useHostStates(host.id, axis.from, axis.to, version);
  const far = useHostStates(host.id, now - MONTH_MS, now + SLOW_MS, version);
  // The axis moves on by pixels; figures that change ten times a minute cannot be read.
  const [from, to] = [Math.floor(axis.from / MINUTE_MS) * MINUTE_MS, Math.ceil(axis.to / MINUTE_MS) * MINUTE_MS];
  const availability = useAvailability(figures ? host.id : null, from, to, version);
  const month = far.type === 'ready' ? far.value.host : null;
  return {
    spans: near.type === 'ready' ? near.value.host : null,
    month,
    available: month ? summarise(month, now - MONTH_MS, now).available : undefined,
    availability: figures ? availability : NOT_ASKED,
  };
}
