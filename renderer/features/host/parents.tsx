// What stands between the monitor and a host: its parents, with their states, by redundancy group.
import type { Host } from '../../../electron/contract/model/host.ts';
import { type HostLook, lookOf } from '../../store/roll-up.ts';
import { goTo } from '../../store/route.ts';
import { useLooks } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';

export function Parents({ host }: { readonly host: Host }) {
  const hosts = useWorld((world) => world.hosts);
  const states = useWorld((world) => world.hostStates);
  const looks = useLooks();
  const groups = Map.groupBy(host.parents, (parent) => parent.group);
  return (
    <div>
      <dt>Parents</dt>
      <dd className="parents">
        {groups.size === 0 && 'none, the monitor reaches it by itself'}
        {[...groups].map(([group, links]) => (
          <span key={group}>
            {links.map((link) => (
              <button key={link.hostId} type="button" onClick={() => goTo({ screen: 'host', hostId: link.hostId })}>
                <ParentGlyph {...lookOf(looks, states, link.hostId)} />
                <span className="mono">{hosts.get(link.hostId)?.name ?? 'a removed host'}</span>
              </button>
            ))}
            {links.length > 1 && <u>any of them</u>}
          </span>
        ))}
      </dd>
    </div>
  );
}

const ParentGlyph = ({ status, lit }: HostLook) => <Glyph status={status} lit={lit} />;
