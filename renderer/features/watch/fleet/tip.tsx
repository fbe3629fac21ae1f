// What a cell is: name, state, age, where. Stands beside the cell and never takes the pointer.
import { lookOf } from '../../../store/roll-up.ts';
import { selectLooks } from '../../../store/select.ts';
import { useWorld } from '../../../store/world.ts';
import { Ago } from '../../../ui/figures.tsx';
import { GLYPH_WORDS, Glyph, glyphOf } from '../../../ui/glyph.tsx';
import type { PointedHost } from './site-well.tsx';

const WIDTH = 260;

export function HostTip({ hostId, x, y }: PointedHost) {
  const host = useWorld((world) => world.hosts.get(hostId));
  const look = useWorld((world) => lookOf(selectLooks(world), world.hostStates, hostId));
  const cause = useWorld((world) => {
    const because = world.hostStates.get(hostId)?.because;
    return because ? world.hosts.get(because)?.name : undefined;
  });
  if (!host) return null;
  const left = Math.max(8, Math.min(x - 24, window.innerWidth - WIDTH - 8));
  const above = y > window.innerHeight - 90;
  return (
    <div
      className="tip"
      role="status"
      style={{ left, maxWidth: WIDTH, ...(above ? { bottom: window.innerHeight - y + 22 } : { top: y + 8 }) }}
    >
      <b>{host.name}</b>
      <span>
        <Glyph status={look.status} lit={look.lit} size={16} quiet />
        {GLYPH_WORDS[glyphOf(look.status)]}
        {look.since !== null && (
          <>
            , <Ago at={look.since} />
          </>
        )}
      </span>
      {cause && <span className="sub">behind {cause}</span>}
      <span className="sub">
        {host.site} {host.role} <i className="mono">{host.address}</i>
      </span>
    </div>
  );
}
