// One row of the host table.
import { type MouseEvent, memo } from 'react';
import type { Host } from '../../../../electron/contract/model/host.ts';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import { goTo } from '../../../store/route.ts';
import { Ago } from '../../../ui/figures.tsx';
import { GLYPH_WORDS, Glyph, glyphOf } from '../../../ui/glyph.tsx';
import type { Column, ColumnKey } from './columns.ts';

export interface Facts {
  readonly host: Host;
  readonly status: string;
  readonly lit: boolean;
  /** Epoch ms; null when nobody knows. */
  readonly since: number | null;
  readonly checks: number;
}

export type Pick = 'one' | 'toggle' | 'range';

interface RowProps extends Facts {
  readonly id: string;
  readonly at: number;
  readonly columns: readonly Column[];
  readonly isFront: boolean;
  readonly isChosen: boolean;
  /** Several are chosen: what is chosen is then said by the mark, not by the row in front. */
  readonly isMany: boolean;
  readonly onPick: (hostId: HostId, how: Pick) => void;
}

const howOf = (event: MouseEvent): Pick =>
  event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one';

export const Row = memo(function Row({ id, at, columns, isFront, isChosen, isMany, onPick, ...facts }: RowProps) {
  const { host, status, lit } = facts;
  const name = glyphOf(status);
  return (
    <tr
      id={id}
      className={`s-${name}${isFront ? ' sel' : ''}${isChosen ? ' chosen' : ''}`}
      aria-rowindex={at + 2}
      aria-selected={isMany ? isChosen : isFront}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => onPick(host.id, howOf(event))}
      onDoubleClick={() => goTo({ screen: 'host', hostId: host.id })}
    >
      <td>
        <Glyph status={status} lit={lit} size={16} />
      </td>
      <td className="mono">
        <b>{host.name}</b>
      </td>
      {columns.map(({ key, className }) => (
        <td key={key} className={`${className} ${STYLES[key] ?? ''}`} title={titleOf(host, key)}>
          {cell(key, facts)}
        </td>
      ))}
    </tr>
  );
});

const STYLES: Partial<Record<ColumnKey, string>> = {
  address: 'mono d',
  tags: 'd',
  state: 'c-st',
  since: 'd',
  asset: 'mono',
  support: 'd',
};

/** What may be cut off stands whole in its title. */
const titleOf = ({ tags, asset }: Host, key: ColumnKey): string | undefined => {
  if (key === 'tags') return tags.join(', ') || undefined;
  if (key === 'owner') return asset.owner || undefined;
  if (key === 'model') return asset.model || undefined;
  return key === 'location' ? asset.location || undefined : undefined;
};

function cell(key: ColumnKey, { host, status, since, checks }: Facts) {
  switch (key) {
    case 'address':
      return host.address;
    case 'site':
      return host.site;
    case 'role':
      return host.role;
    case 'tags':
      return host.tags.join(', ');
    case 'owner':
      return host.asset.owner;
    case 'asset':
      return host.asset.tag;
    case 'model':
      return host.asset.model;
    case 'location':
      return [host.asset.location, host.asset.rackUnit && `U ${host.asset.rackUnit}`].filter(Boolean).join(', ');
    case 'lifecycle':
      return host.asset.lifecycle.replace('-', ' ');
    case 'support':
      return host.asset.supportEndsOn;
    case 'checks':
      return checks === 0 ? <em>none</em> : checks;
    case 'state':
      return status === 'ok' ? 'up' : GLYPH_WORDS[glyphOf(status)].toLowerCase();
    case 'since':
      return since !== null && since > 0 && <Ago at={since} />;
    default:
      return key satisfies never;
  }
}
