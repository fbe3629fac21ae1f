// The rows of the inventory. Of ten thousand only those in sight exist; they never move under the pointer.
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useId, useRef } from 'react';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import { useWide } from '../../lib/use-wide.ts';
import { lookOf } from '../../store/roll-up.ts';
import { goTo } from '../../store/route.ts';
import { useChecksByHost, useLooks } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Ago } from '../../ui/figures.tsx';
import { GLYPH_WORDS, Glyph, glyphOf } from '../../ui/glyph.tsx';
import type { HostRow } from './host-rows.ts';

interface Props {
  readonly rows: readonly HostRow[];
  /** Of the selected row. */
  readonly index: number;
  readonly onSelect: (hostId: HostId) => void;
}

/** Heights of a row, CSS pixels: --h-row of the tokens. */
const ROW = { narrow: 26, wide: 30 };
const OVERSCAN = 16;
/** The head of the table, which stays over the rows. */
const HEAD = 22;

export function HostTable({ rows, index, onSelect }: Props) {
  const id = useId();
  const pane = useRef<HTMLDivElement>(null);
  const looks = useLooks();
  const states = useWorld((world) => world.hostStates);
  const byHost = useChecksByHost();
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
  const above = (items[0]?.start ?? HEAD) - HEAD;
  const below = virtual.getTotalSize() + HEAD - (items.at(-1)?.end ?? HEAD);
  return (
    <div className="inv-rows" ref={pane}>
      <table
        className="tbl"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved through and acted on: ARIA's grid
        role="grid"
        aria-label="Hosts"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={`${id}${index}`}
        tabIndex={0}
      >
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map(([name, className]) => (
              <th key={name} className={className}>
                {className === 'c-gl' ? <span className="vh">{name}</span> : name}
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
                status={look.status}
                lit={look.lit}
                since={look.since ?? states.get(host.id)?.since ?? null}
                checks={byHost.get(host.id)?.length ?? 0}
                isSelected={at === index}
                onSelect={onSelect}
              />
            );
          })}
        </tbody>
        <Spacer height={below} />
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
const Spacer = ({ height }: { readonly height: number }) =>
  height > 0 && (
    <tbody aria-hidden="true">
      <tr style={{ height }} />
    </tbody>
  );

const COLUMNS: readonly (readonly [string, string])[] = [
  ['Status', 'c-gl'],
  ['Host', 'c-host'],
  ['Address', 'c-addr'],
  ['Site', 'c-word'],
  ['Role', 'c-word'],
  ['Tags', 'c-tags'],
  ['Checks', 'r c-num'],
  ['State', 'c-state'],
  ['Since', 'r c-since'],
];

interface RowProps {
  readonly id: string;
  readonly host: Host;
  readonly at: number;
  readonly status: string;
  readonly lit: boolean;
  /** Epoch ms; null when nobody knows. */
  readonly since: number | null;
  readonly checks: number;
  readonly isSelected: boolean;
  readonly onSelect: (hostId: HostId) => void;
}

const Row = memo(function Row({ id, host, at, status, lit, since, checks, isSelected, onSelect }: RowProps) {
  const name = glyphOf(status);
  return (
    <tr
      id={id}
      className={`s-${name}${isSelected ? ' sel' : ''}`}
      aria-rowindex={at + 2}
      aria-selected={isSelected}
      onClick={() => onSelect(host.id)}
      onDoubleClick={() => goTo({ screen: 'host', hostId: host.id })}
    >
      <td>
        <Glyph status={status} lit={lit} size={16} />
      </td>
      <td className="mono">
        <b>{host.name}</b>
      </td>
      <td className="mono d">{host.address}</td>
      <td>{host.site}</td>
      <td>{host.role}</td>
      <td className="c-tags d">{host.tags.join(', ')}</td>
      <td className="r">{checks === 0 ? <em>none</em> : checks}</td>
      <td className="c-st">{status === 'ok' ? 'up' : GLYPH_WORDS[name].toLowerCase()}</td>
      <td className="r d">{since !== null && since > 0 && <Ago at={since} />}</td>
    </tr>
  );
});
