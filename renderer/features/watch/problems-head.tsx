// The head of the problem list: how many, what is still soft, what came in, the order, the filter.
import { ArrowUp } from 'lucide-react';
import { useWorld, type World } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import type { Order, Strips } from './strips.ts';
import { sortNow } from './use-rows.ts';
import { clearChosen, useWatch } from './watch-state.ts';
import { pendingWords, softWords } from './words.ts';

export function ProblemsHead({ strips }: { readonly strips: Strips }) {
  const order = useWatch((state) => state.order);
  const { fresh, over } = useWatch((state) => state.arrangement);
  const chosen = useWatch((state) => state.chosen.size);
  const filter = useWatch((state) => state.filter);
  const soft = useWorld(softChecks);
  const pending = pendingWords(fresh, over);
  return (
    <div className="ph">
      <h1>
        Unhandled<em>{strips.unhandled.length}</em>
      </h1>
      {chosen > 0 ? (
        <button type="button" className="sub hand" onClick={clearChosen}>
          {chosen} chosen, <Keycap keys="Escape" /> lets go
        </button>
      ) : (
        <span className="sub">{softWords(soft)}</span>
      )}
      <div className="phr">
        {pending && (
          <button type="button" className="pend" onClick={() => sortNow(strips)}>
            <ArrowUp className="ic" aria-hidden="true" />
            {pending}
            <b>
              <Keycap keys="s" /> sort
            </b>
          </button>
        )}
        {filter !== null && <FilterField value={filter} />}
        <Segment<Order>
          label="Order of the strips"
          value={order}
          options={[
            ['worst', 'Worst first'],
            ['newest', 'Newest'],
            ['cause', 'By cause'],
          ]}
          onChange={(value) => {
            useWatch.setState({ order: value });
            sortNow(strips);
          }}
        />
      </div>
    </div>
  );
}

/** Bad already, but not yet often enough to tell anybody. */
function softChecks({ checkStates }: World): number {
  let soft = 0;
  for (const { type, status } of checkStates.values()) {
    if (type === 'soft' && status !== 'ok' && status !== 'pending') soft += 1;
  }
  return soft;
}

function FilterField({ value }: { readonly value: string }) {
  return (
    <input
      className="input filter"
      aria-label="Show only strips and hosts that match"
      placeholder="host, check, site, role, tag"
      // biome-ignore lint/a11y/noAutofocus: the field is opened by the key that asks to type in it
      autoFocus
      value={value}
      onChange={(event) => useWatch.setState({ filter: event.target.value })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') useWatch.setState({ filter: null });
        else if (event.key === 'Enter') event.currentTarget.blur();
        else return;
        event.stopPropagation();
        event.preventDefault();
      }}
      onBlur={() => value.trim() === '' && useWatch.setState({ filter: null })}
    />
  );
}
