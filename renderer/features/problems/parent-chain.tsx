// What stands between the monitor and a host, nearest first: one line a step, so that the dead link is seen at once.
import { useMemo } from 'react';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import { lookOf } from '../../store/roll-up.ts';
import { goTo } from '../../store/route.ts';
import { useLooks } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';

const STEPS = 6;

/** Parents, their parents, and so on; nobody twice. */
export function chainOf(host: Host, hosts: ReadonlyMap<HostId, Host>): readonly (readonly Host[])[] {
  const seen = new Set<HostId>([host.id]);
  const steps: Host[][] = [];
  let level: readonly Host[] = [host];
  while (steps.length < STEPS) {
    const next: Host[] = [];
    for (const { parents } of level) {
      for (const { hostId } of parents) {
        const parent = hosts.get(hostId);
        if (!parent || seen.has(hostId)) continue;
        seen.add(hostId);
        next.push(parent);
      }
    }
    if (next.length === 0) break;
    steps.push(next);
    level = next;
  }
  return steps;
}

export function ParentChain({ host }: { readonly host: Host }) {
  const hosts = useWorld((world) => world.hosts);
  const states = useWorld((world) => world.hostStates);
  const looks = useLooks();
  const steps = useMemo(() => chainOf(host, hosts), [host, hosts]);
  if (steps.length === 0) return <p className="why">No parents: the monitor reaches it by itself.</p>;
  return (
    <ol className="pchain">
      {steps.map((step) => (
        <li key={step[0]?.id}>
          {step.map(({ id, name }) => {
            const { status, lit } = lookOf(looks, states, id);
            return (
              <button key={id} type="button" onClick={() => goTo({ screen: 'host', hostId: id })}>
                <Glyph status={status} lit={lit} size={16} />
                <span className="mono">{name}</span>
              </button>
            );
          })}
        </li>
      ))}
    </ol>
  );
}
