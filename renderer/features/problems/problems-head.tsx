// The head: how many, what waits for a sort, how they are grouped and ordered, and the way out as text or table.
import { ArrowUp } from 'lucide-react';
import { figure } from '../../lib/number.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import type { Grouping, Order } from './board.ts';
import { pendingWords } from './board-rows.ts';
import { clearChosen, setGrouping, setOrder, sortNow, useProblems } from './problems-state.ts';
import type { ProblemsHand } from './use-problem-keys.tsx';

interface Props {
  readonly total: number;
  readonly hand: ProblemsHand;
}

export function ProblemsHead({ total, hand }: Props) {
  const grouping = useProblems((state) => state.grouping);
  const order = useProblems((state) => state.order);
  const pending = useProblems((state) => pendingWords(state.board));
  const chosen = useProblems((state) => state.chosen.size);
  return (
    <div className="ph">
      <h1>
        Problems<em>{figure(total)}</em>
      </h1>
      {chosen > 0 && (
        <button type="button" className="sub hand" onClick={clearChosen}>
          {figure(chosen)} chosen, <Keycap keys="Escape" /> lets go
        </button>
      )}
      <div className="phr">
        <span role="status">
          {pending && (
            <button type="button" className="pend" onClick={sortNow}>
              <ArrowUp className="ic" aria-hidden="true" />
              {pending}
              <b>
                <Keycap keys="." /> sort
              </b>
            </button>
          )}
        </span>
        <span className="pout w-in">
          <button type="button" onClick={hand.copy}>
            <Keycap keys="y" /> copy
          </button>
          <button type="button" onClick={hand.save}>
            <Keycap keys="Y" /> CSV
          </button>
        </span>
        <Segment<Grouping>
          label="Grouped"
          value={grouping}
          options={[
            ['cause', 'By cause'],
            ['site', 'By site'],
            ['flat', 'Flat'],
          ]}
          onChange={setGrouping}
        />
        <Segment<Order>
          label="Order"
          value={order}
          options={[
            ['worst', 'Worst first'],
            ['severity', 'SEV first'],
            ['newest', 'Newest'],
            ['oldest', 'Oldest'],
            ['host', 'Host'],
          ]}
          onChange={setOrder}
        />
      </div>
    </div>
  );
}
