// One host from near: what it is now and why, every metric on one time axis, its checks, and what can be done.
import { useMemo, useRef, useState } from 'react';
import type { Check } from '../../../electron/contract/model/check.ts';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import { useNowEvery } from '../../lib/now.ts';
import { isHandled } from '../../store/roll-up.ts';
import { goBack, goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { summarise } from '../../ui/charts/state-summary.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { entryOrder } from './check-words.ts';
import { ChecksTable } from './checks-table.tsx';
import { HostHead } from './host-head.tsx';
import { useHostKeys } from './host-keys.tsx';
import { HostSide } from './host-side.tsx';
import { Metrics } from './metrics.tsx';
import { StateSection } from './state-section.tsx';
import { firstRange, lengthOf, type RangeName, type TimeWindow, useTimeWindow } from './time-window.ts';
import { type HostView, useHost } from './use-host.ts';
import { useCheckJournal, useHostStates, useLiveResults } from './use-host-data.ts';
import { useSteadyOrder } from './use-steady-order.ts';
import { useTrial } from './use-trial.ts';
import './host-screen.css';

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

function HostPage({ view }: { readonly view: HostView }) {
  const { host, states, problems, sentence } = view;
  const [range, setRange] = useState<RangeName>(() => firstRange(view.hostState?.since, Date.now()));
  const [sorted, setSorted] = useState(0);
  const axis = useTimeWindow(range);
  const checks = useSteadyOrder(
    useMemo(() => entryOrder(view.checks, states, problems), [view.checks, states, problems]),
    byId,
    sorted,
  );
  const [chosen, setChosen] = useState<CheckId | null>(null);
  const check = checks.items.find((each) => each.id === chosen) ?? checks.items[0] ?? null;
  const live = useLiveResults(host.id, view.checks, lengthOf(range));
  const { spans, month, available } = useHistory(view, axis);
  const entries = useCheckJournal(check?.id ?? null, journalVersion(view, check));
  const [trial, onTry] = useTrial(check, host.address);
  const side = useRef<HTMLDivElement>(null);
  const sort = () => setSorted((now) => now + 1);
  const lit = sentence.problem !== null && !isHandled(sentence.problem);
  const hand = useHostKeys({ view, checks: checks.items, check, setChosen, setRange, onTry, sort, side });
  return (
    <main className="host">
      <HostHead view={view} available={available} />
      <div className="hleft">
        <Metrics {...{ view, range, setRange, axis, spans, lit, live, sorted }}>
          <StateSection {...{ range, axis, spans, month, lit }} />
          <ChecksTable
            view={view}
            checks={checks.items}
            isOutOfOrder={checks.isOutOfOrder}
            selected={check?.id ?? null}
            samples={live.samples}
            range={range}
            onSelect={setChosen}
            onOpen={hand.open}
            onRun={hand.run}
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

/** States of the axis and of the last 30 days; asked again when a hard state changes. */
function useHistory({ host, hostState, states }: HostView, axis: TimeWindow) {
  const version = [hostState?.since, ...[...states.values()].map((state) => state.hardSince)].join();
  const now = useNowEvery(SLOW_MS);
  const near = useHostStates(host.id, axis.from, axis.to, version);
  const far = useHostStates(host.id, now - MONTH_MS, now + SLOW_MS, version);
  const month = far.type === 'ready' ? far.value.host : null;
  return {
    spans: near.type === 'ready' ? near.value.host : null,
    month,
    available: month ? summarise(month, now - MONTH_MS, now).available : undefined,
  };
}
