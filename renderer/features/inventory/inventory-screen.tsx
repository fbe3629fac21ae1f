// All hosts. The filter is always ready; rows are drawn only where they can be seen.
import { useMemo, useRef, useState } from 'react';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import { figure } from '../../lib/number.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useLooks } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { FilterBox } from './filter-box.tsx';
import { filterRows, rowsOf, type Show, showCounts, showTest } from './host-rows.ts';
import { HostTable } from './host-table.tsx';
import { useInventoryKeys } from './inventory-keys.tsx';
import './inventory.css';

export function InventoryScreen() {
  const hosts = useWorld((world) => world.hosts);
  const states = useWorld((world) => world.hostStates);
  const isWaiting = useWorld((world) => world.link === 'waiting');
  const looks = useLooks();
  const [filter, setFilter] = useState('');
  const [show, setShow] = useState<Show>('all');
  const [chosen, setChosen] = useState<HostId | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const all = useMemo(() => rowsOf(hosts.values()), [hosts]);
  const rows = useMemo(
    () => filterRows(all, filter, showTest(show, looks, states)),
    [all, filter, show, looks, states],
  );
  const counts = useMemo(() => showCounts(all, looks, states), [all, looks, states]);
  const index = Math.max(
    0,
    rows.findIndex(({ host }) => host.id === chosen),
  );
  const selected = rows[index]?.host ?? null;
  const hand = useInventoryKeys({ rows, index, selected, setChosen, box });
  return (
    <main className="inv">
      <h1 className="vh">Inventory</h1>
      <FilterBox
        ref={box}
        value={filter}
        shown={rows.length}
        total={all.length}
        onChange={setFilter}
        onMove={hand.move}
        onOpen={hand.open}
      />
      <div className="flt">
        <Segment
          label="Show"
          value={show}
          options={[
            ['all', `All ${figure(counts.all)}`],
            ['bad', `Not well ${figure(counts.bad)}`],
            ['waiting', `Waiting ${figure(counts.waiting)}`],
          ]}
          onChange={setShow}
        />
        <span className="sub">site:fra2 role:db tag:tier-1 narrow it down</span>
        <div className="phr">
          <button type="button" className="btn pri" onClick={hand.add}>
            <Keycap keys="+" />
            Add host
          </button>
        </div>
      </div>
      {rows.length > 0 ? (
        <HostTable rows={rows} index={index} onSelect={setChosen} />
      ) : (
        <Nothing isWaiting={isWaiting} isEmpty={all.length === 0} filter={filter} show={show} />
      )}
    </main>
  );
}

interface NothingProps {
  readonly isWaiting: boolean;
  readonly isEmpty: boolean;
  readonly filter: string;
  readonly show: Show;
}

/** What is true, and the next key. */
function Nothing({ isWaiting, isEmpty, filter, show }: NothingProps) {
  if (isWaiting) {
    return (
      <div className="empty">
        <b>Waiting for the monitor.</b>
      </div>
    );
  }
  if (isEmpty) {
    return (
      <div className="empty">
        <b>No host is watched yet.</b>
        <p>A name or an address is enough; a ping says from then on whether it is up.</p>
        <button type="button" className="btn pri" onClick={() => openDialog({ type: 'host-form', hostId: null })}>
          <Keycap keys="+" />
          Add the first host
        </button>
      </div>
    );
  }
  return (
    <div className="empty">
      <b>
        {filter
          ? `No host fits "${filter}".`
          : show === 'bad'
            ? 'Every host is well.'
            : 'No host waits for its first result.'}
      </b>
      {filter && (
        <p>
          <Keycap keys="/" /> goes to the filter, <Keycap keys="Escape" /> there clears it.
        </p>
      )}
    </div>
  );
}
