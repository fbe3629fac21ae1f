// Watch, the home screen: what nobody has in hand yet, what somebody has, and the whole fleet as cells.
import { lazy, Suspense } from 'react';
import type { HostId, ProblemId } from '../../../electron/contract/model/ids.ts';
import { showProblem, useFocus } from '../../store/focus.ts';
import { goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { EmptyWatch, FirstSteps, QuietWatch } from './empty.tsx';
import { HandledList } from './handled-list.tsx';
import { ProblemsHead } from './problems-head.tsx';
import { SideColumn } from './side/side-column.tsx';
import { StripHead } from './strip-head.tsx';
import { StripList } from './strip-list.tsx';
import { useArrangement, useRows, useStrips } from './use-rows.ts';
import { useWatchKeys } from './use-watch-keys.tsx';

/** After the strips: what is wrong is read before where it stands, and the first load is smaller for it. */
const FleetMap = lazy(async () => ({ default: (await import('./fleet/fleet-map.tsx')).FleetMap }));

/** Up to so many hosts the screen says what to do next. */
const FEW = 5;

export function WatchScreen() {
  const strips = useStrips();
  useArrangement(strips);
  const rows = useRows();
  useWatchKeys(rows, strips);
  const hosts = useWorld((world) => world.hosts.size);
  // Lost before the first snapshot is still waiting: nothing is known, which is not the same as nothing being there.
  const waiting = useWorld((world) => world.asOf === 0);
  return (
    <>
      <main className="watch">
        {waiting ? (
          <Skeleton />
        ) : hosts === 0 ? (
          <EmptyWatch />
        ) : (
          <>
            <section className="probs" aria-label="Unhandled">
              <ProblemsHead strips={strips} />
              {rows.length > 0 ? (
                <>
                  <StripHead />
                  <StripList rows={rows} onOpen={openProblem} />
                </>
              ) : (
                <QuietWatch strips={strips} />
              )}
            </section>
            <HandledList strips={strips.handled} onOpen={openProblem} />
            <Suspense fallback={<section className="map" aria-label="Fleet" />}>
              <FleetMap onPick={pickHost} />
            </Suspense>
            {hosts <= FEW && <FirstSteps />}
          </>
        )}
      </main>
      <SideColumn />
    </>
  );
}

/** To the host a problem is about. */
export function openProblem(id: ProblemId): void {
  const problem = useWorld.getState().problems.get(id);
  if (problem) goTo({ screen: 'host', hostId: problem.hostId });
}

/** A cell: the first press selects its problem, the second, or the press of a calm one, opens the host. */
function pickHost(hostId: HostId): void {
  const { problems } = useWorld.getState();
  const now = useFocus.getState().problemId;
  const own = [...problems.values()].filter((problem) => problem.hostId === hostId);
  if (own.length === 0 || own.some((problem) => problem.id === now)) goTo({ screen: 'host', hostId });
  else showProblem(own[0]?.id ?? null);
}

/** The final layout in still blocks. */
function Skeleton() {
  return (
    <div className="loading" role="status" aria-label="Waiting for the monitor">
      <div className="ph">
        <h1>Unhandled</h1>
        <span className="sub">waiting for the monitor</span>
      </div>
      {['a', 'b', 'c', 'd'].map((key) => (
        <div key={key} className="skel strip-skel" />
      ))}
    </div>
  );
}
