// What a host stands behind. Parents of one group stand in for each other; a name of its own makes another group.
import { useMemo } from 'react';
import type { ParentLink } from '../../../electron/contract/model/host.ts';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { useWorld } from '../../store/world.ts';

interface Props {
  readonly value: readonly ParentLink[];
  readonly self: HostId | null;
  readonly wrong: string | undefined;
  readonly onChange: (value: readonly ParentLink[]) => void;
}

export function ParentsField({ value, self, wrong, onChange }: Props) {
  const hosts = useWorld((world) => world.hosts);
  const byName = useMemo(() => new Map([...hosts.values()].map((host) => [host.name, host.id])), [hosts]);
  const names = useMemo(() => [...byName].filter(([, id]) => id !== self).map(([name]) => name), [byName, self]);
  const nameOf = (link: ParentLink) => hosts.get(link.hostId)?.name ?? link.hostId;
  const take = (taken: readonly string[]) =>
    onChange(
      taken.flatMap((name) => {
        const known = value.find((link) => nameOf(link) === name);
        const hostId = byName.get(name);
        return known ? [known] : hostId ? [{ hostId, group: '' }] : [];
      }),
    );
  return (
    <>
      <TokenField
        label="Stands behind"
        isMono
        isClosed
        values={value.map(nameOf)}
        offers={names}
        placeholder="the switch or router before it"
        help={helpFor(value)}
        wrong={wrong}
        onChange={take}
      />
      {value.length > 1 && (
        <div className="field-row groups">
          {value.map((link) => (
            <TextField
              key={link.hostId}
              label={`Group of ${nameOf(link)}`}
              value={link.group}
              placeholder="together"
              onChange={(group) => onChange(value.map((each) => (each === link ? { ...each, group } : each)))}
            />
          ))}
        </div>
      )}
    </>
  );
}

function helpFor(parents: readonly ParentLink[]): string {
  if (parents.length === 0) return 'When all of these are down, it counts as unreachable and nobody is woken for it.';
  const groups = new Set(parents.map((link) => link.group)).size;
  if (groups > 1) return 'One of each group is needed.';
  return parents.length === 1 ? 'While it is down, this host counts as unreachable.' : 'Any one of them is enough.';
}
