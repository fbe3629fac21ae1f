// Problems: every open one, made for going through hundreds of them.
import { useEffect, useMemo, useRef } from 'react';
import { useWide } from '../../lib/use-wide.ts';
import { useFocus } from '../../store/focus.ts';
import { useWorld } from '../../store/world.ts';
import { matching } from './board.ts';
import { boardRows } from './board-rows.ts';
import { DetailsPane } from './details-pane.tsx';
import { DetailsStrip } from './details-strip.tsx';
import { NoProblems, Waiting } from './empty.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ProblemList } from './problem-list.tsx';
import { ProblemsHead } from './problems-head.tsx';
import { keepUp, sortNow, useProblems } from './problems-state.ts';
import { useProblemKeys } from './use-problem-keys.tsx';
import '../../ui/css/problems.css';
import '../../ui/css/problems-filter.css';
import '../../ui/css/problems-side.css';

/** Who comes back sooner finds the order as it was; later, it is old news. */
const ORDER_KEPT_MS = 5 * 60_000;

export function ProblemsScreen() {
  useBoard();
  const board = useProblems((state) => state.board);
  const toggled = useProblems((state) => state.toggled);
  const rows = useMemo(() => boardRows(board, toggled), [board, toggled]);
  const shown = useMemo(() => matching(board).length, [board]);
  const total = useWorld((world) => world.problems.size);
  const waiting = useWorld((world) => world.asOf === 0);
  const selected = useFocus((state) => state.problemId);
  const wide = useWide();
  const box = useRef<HTMLInputElement>(null);
  const hand = useProblemKeys(rows, box);
  return (
    <main className="problems">
      <div className="pleft">
        <ProblemsHead total={total} hand={hand} />
        <FilterBar ref={box} shown={shown} total={total} />
        {waiting ? (
          <Waiting />
        ) : rows.length === 0 ? (
          <NoProblems />
        ) : (
          <>
            <ColumnNames />
            <ProblemList rows={rows} onOpen={hand.open} />
          </>
        )}
        {!wide && rows.length > 0 && selected && <DetailsStrip problemId={selected} />}
      </div>
      {wide && <DetailsPane problemId={selected} />}
    </main>
  );
}

function ColumnNames() {
  return (
    <div className="pcols" aria-hidden="true">
      <span />
      <span>Sev</span>
      <span>Host</span>
      <span>Check</span>
      <span>
        What <u>and how old</u>
      </span>
      <span className="r">Since</span>
      <span>Att.</span>
      <span>Told, or held and why</span>
      <span>In hand</span>
    </div>
  );
}

/** Keeps the board true to the world while the screen is open. */
function useBoard(): void {
  const problems = useWorld((world) => world.problems);
  const ready = useWorld((world) => world.asOf > 0);
  const started = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the problems are what the board is compared with
  useEffect(() => {
    if (!ready) return;
    const { leftAt } = useProblems.getState();
    if (started.current || (leftAt !== null && Date.now() - leftAt < ORDER_KEPT_MS)) keepUp();
    else sortNow();
    started.current = true;
  }, [ready, problems]);
  useEffect(() => () => useProblems.setState({ leftAt: Date.now() }), []);
}
