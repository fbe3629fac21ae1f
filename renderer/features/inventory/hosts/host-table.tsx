// The rows of the inventory. Of ten thousand only those in sight exist; they never move under the pointer.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef } from 'react';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import { useWide } from '../../../lib/use-wide.ts';
import { lookOf } from '../../../store/roll-up.ts';
import { useChecksByHost, useLooks } from '../../../store/select.ts';
import { useWorld } from '../../../store/world.ts';
import { shownColumns } from './columns.ts';
import { type Pick, Row } from './host-row.tsx';
import type { HostRow } from './host-rows.ts';
import { useHostList } from './list-state.ts';
import '../../../forms/list-keys.css';

interface Props {
  readonly rows: readonly HostRow[];
  /** Of the row in front. */
  readonly index: number;
  readonly onPick: (hostId: HostId, how: Pick) => void;
}

/** Heights of a row, CSS pixels: --h-row of the tokens. */
const ROW = { narrow: 26, wide: 30 };
const OVERSCAN = 16;
/** The head of the table, which stays over the rows. */
const HEAD = 22;

export function HostTable({ rows, index, onPick }: Props) {
  const id = useId();
  const looks = useLooks();
  const states = useWorld((world) => world.hostStates);
  const byHost = useChecksByHost();
  const chosen = useHostList((list) => list.selection.chosen);
  const isWide = useWide();
  const picked = useHostList((list) => list.columns);
  // The same list as long as nobody changes it: rows are drawn anew only for what they show.
  const columns = useMemo(() => shownColumns(picked, isWide), [picked, isWide]);
  const { pane, items, above, below } = useRowsInSight(rows, index);
  return (
    <div className="inv-rows pick-rows" ref={pane}>
      <table
        className="tbl"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved through and acted on: ARIA's grid
        role="grid"
        aria-label="Hosts"
        aria-rowcount={rows.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={`${id}${index}`}
        tabIndex={0}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th className="c-gl">
              <span className="vh">Status</span>
            </th>
            <th className="c-host">Host</th>
            {columns.map(({ key, label, className }) => (
              <th key={key} className={className}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <Spacer height={above} />
        <tbody>
          {items.map(({ index: at, key }) => {
            const host = rows[at]?.host;
            if (!host) return null;
            const look = lookOf(looks, states, host.id);
            return (
              <Row
                key={key}
                id={`${id}${at}`}
                host={host}
                at={at}
                columns={columns}
                status={look.status}
                lit={look.lit}
                since={look.since ?? states.get(host.id)?.since ?? null}
                checks={byHost.get(host.id)?.length ?? 0}
                isFront={at === index}
                isChosen={chosen.has(host.id)}
                isMany={chosen.size > 0}
                onPick={onPick}
              />
            );
          })}
        </tbody>
        <Spacer height={below} />
      </table>
    </div>
  );
}

/** The rows that can be seen, and the height of those above and below them. */
function useRowsInSight(rows: readonly HostRow[], index: number) {
  const pane = useRef<HTMLDivElement>(null);
  const height = useWide() ? ROW.wide : ROW.narrow;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize: () => height,
    // Steady while the rows are, or ten thousand places would be measured anew on every key.
    getItemKey: useCallback((at: number) => rows[at]?.host.id ?? at, [rows]),
    overscan: OVERSCAN,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights have to be measured anew
  useEffect(() => virtual.measure(), [height]);
  useEffect(() => virtual.scrollToIndex(index, { align: 'auto' }), [virtual, index]);
  const items = virtual.getVirtualItems();
  return {
    pane,
    items,
    above: (items[0]?.start ?? HEAD) - HEAD,
    below: virtual.getTotalSize() + HEAD - (items.at(-1)?.end ?? HEAD),
  };
}

/** Stands for the rows that are not drawn. */
const Spacer = ({ height }: { readonly height: number }) =>
  height > 0 && (
    <tbody aria-hidden="true">
      <tr style={{ height }} />
    </tbody>
  );
