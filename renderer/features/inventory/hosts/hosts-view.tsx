// All hosts. The filter is one key away; rows are drawn only where they can be seen; several are chosen and changed at once.
import { useMemo, useRef } from 'react';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import { count, figure } from '../../../lib/number.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { useChecksByHost, useLooks } from '../../../store/select.ts';
import { useWorld } from '../../../store/world.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { Segment } from '../../../ui/segment.tsx';
import { FilterBox } from './filter-box.tsx';
import type { Pick } from './host-row.tsx';
import { FACET_NAMES, filterRows, type HostRow, rowsOf, type Show, showCounts, showTest } from './host-rows.ts';
import { HostTable } from './host-table.tsx';
import { type HostsHand, useHostsKeys } from './hosts-keys.tsx';
import { select, useHostList } from './list-state.ts';
import { NoHosts } from './no-hosts.tsx';
import { chooseNone, extendTo, meant, moveTo, toggle } from './selection.ts';

export function HostsView() {
  const list = useHostRows();
  const { rows, index, filter } = list;
  const box = useRef<HTMLInputElement>(null);
  const hand = useHostsKeys({ ...list, box });
  const pick = useMemo(() => pickIn(rows), [rows]);
  return (
    <>
      <FilterBox
        ref={box}
        value={filter}
        shown={rows.length}
        total={list.all.length}
        onChange={(value) => useHostList.setState({ filter: value })}
        onMove={hand.move}
        onOpen={hand.open}
      />
      {list.chosen.length > 0 ? (
        <ChosenBar chosen={list.chosen} rows={rows} hand={hand} />
      ) : (
        <ShowBar show={list.show} counts={list.counts} hand={hand} />
      )}
      {rows.length > 0 ? (
        <HostTable rows={rows} index={index} onPick={pick} />
      ) : (
        <NoHosts isEmpty={list.all.length === 0} filter={filter} show={list.show} />
      )}
    </>
  );
}

function useHostRows() {
  const hosts = useWorld((world) => world.hosts);
  const states = useWorld((world) => world.hostStates);
  const looks = useLooks();
  const checksByHost = useChecksByHost();
  const { filter, show, selection } = useHostList();
  const all = useMemo(() => rowsOf(hosts.values()), [hosts]);
  const rows = useMemo(() => {
    const context = { checksByHost, nameOf: (id: HostId) => hosts.get(id)?.name };
    return filterRows(all, filter, showTest(show, looks, states), context);
  }, [all, filter, show, looks, states, checksByHost, hosts]);
  const counts = useMemo(() => showCounts(all, looks, states), [all, looks, states]);
  const index = Math.max(
    0,
    rows.findIndex(({ host }) => host.id === selection.at),
  );
  const selected = rows[index]?.host ?? null;
  const chosen = useMemo(
    () => (selection.chosen.size > 0 ? meant(selection, null, (id) => hosts.has(id)) : []),
    [selection, hosts],
  );
  return { all, rows, counts, index, selected, chosen, filter, show };
}

const pickIn = (rows: readonly HostRow[]) => (id: HostId, how: Pick) =>
  select((now) => {
    if (how === 'toggle') return toggle(now, id);
    if (how === 'one') return moveTo(now, id);
    const order = rows.map(({ host }) => host.id);
    return extendTo(now, order, now.at ?? order[0] ?? id, id);
  });

interface ShowBarProps {
  readonly show: Show;
  readonly counts: Readonly<Record<Show, number>>;
  readonly hand: HostsHand;
}

function ShowBar({ show, counts, hand }: ShowBarProps) {
  return (
    <div className="flt">
      <Segment
        label="Show"
        value={show}
        options={[
          ['all', `All ${figure(counts.all)}`],
          ['bad', `Not well ${figure(counts.bad)}`],
          ['waiting', `Waiting ${figure(counts.waiting)}`],
        ]}
        onChange={(next) => useHostList.setState({ show: next })}
      />
      <span className="sub">
        <Keycap keys="Space" /> chooses, <Keycap keys="Ctrl+A" /> all in the list
        <u className="w-only">the filter knows {FACET_NAMES.map((name) => `${name}:`).join(' ')}</u>
      </span>
      <div className="phr">
        <button type="button" className="btn" onClick={() => openDialog({ type: 'host-columns' })}>
          <Keycap keys="o" />
          Columns
        </button>
        <button type="button" className="btn pri" onClick={hand.add}>
          <Keycap keys="+" />
          Add host
        </button>
      </div>
    </div>
  );
}

interface ChosenBarProps {
  readonly chosen: readonly HostId[];
  readonly rows: readonly HostRow[];
  readonly hand: HostsHand;
}

/** Several are chosen: what can be done with all of them at once. */
function ChosenBar({ chosen, rows, hand }: ChosenBarProps) {
  const hidden = useMemo(() => {
    const shown = new Set(rows.map(({ host }) => host.id));
    return chosen.filter((id) => !shown.has(id)).length;
  }, [chosen, rows]);
  return (
    <div className="flt many">
      <b role="status">
        {count(chosen.length, 'host')} chosen
        {hidden > 0 && <u>{figure(hidden)} of them not in the list below</u>}
      </b>
      <div className="phr">
        <button type="button" className="btn" onClick={() => select(chooseNone)}>
          <Keycap keys="Escape" />
          None
        </button>
        <button type="button" className="btn" onClick={hand.run}>
          <Keycap keys="x" />
          Run now
        </button>
        <button type="button" className="btn" onClick={hand.export}>
          <Keycap keys="E" />
          Export
        </button>
        <button type="button" className="btn" onClick={hand.remove}>
          <Keycap keys="Delete" />
          Remove
        </button>
        <button type="button" className="btn pri" onClick={hand.edit}>
          <Keycap keys="b" />
          Edit all {figure(chosen.length)}
        </button>
      </div>
    </div>
  );
}
