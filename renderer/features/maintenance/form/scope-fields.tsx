// What the work concerns: hosts, tags, sites and checks; each that is named adds to it.
import { useMemo } from 'react';
import { suggestionsOf } from '../../../forms/suggestions.ts';
import { TokenField } from '../../../forms/token-field.tsx';
import { useWorld } from '../../../store/world.ts';
import type { WindowText } from './window-draft.ts';

interface Props {
  readonly text: WindowText;
  readonly set: (change: Partial<WindowText>) => void;
  readonly wrong: (field: string) => string | undefined;
}

export function ScopeFields({ text, set, wrong }: Props) {
  const hosts = useWorld((world) => world.hosts);
  const checks = useWorld((world) => world.checks);
  const known = useMemo(() => suggestionsOf(hosts.values()), [hosts]);
  const hostNames = useMemo(
    () => new Map<string, string>([...hosts.values()].map(({ id, name }) => [name, id])),
    [hosts],
  );
  const checkNames = useMemo(
    () =>
      new Map<string, string>(
        [...checks.values()].map(({ id, name, hostId }) => [`${hosts.get(hostId)?.name ?? '?'}/${name}`, id]),
      ),
    [checks, hosts],
  );
  const nameOf = useMemo(
    () => new Map([...hostNames, ...checkNames].map(([name, id]) => [id, name])),
    [hostNames, checkNames],
  );
  // Lists, not iterators: a field goes through them more than once.
  const offers = useMemo(
    () => ({ hosts: [...hostNames.keys()], checks: [...checkNames.keys()] }),
    [hostNames, checkNames],
  );
  const named = (ids: readonly string[]) => ids.map((id) => nameOf.get(id) ?? id);
  /** What was removed from the inventory keeps its place until somebody takes it away. */
  const idsOf = (names: readonly string[], byName: ReadonlyMap<string, string>) =>
    names.map((name) => byName.get(name) ?? name);
  return (
    <fieldset className="wscope">
      <legend>
        What it concerns<u>each one adds to it</u>
      </legend>
      <TokenField
        label="Hosts"
        isMono
        isClosed
        values={named(text.hostIds)}
        offers={offers.hosts}
        placeholder="ams1-core-sw01"
        wrong={wrong('scope')}
        onChange={(names) => set({ hostIds: idsOf(names, hostNames) })}
      />
      <div className="field-row">
        <TokenField
          label="Every host with the tag"
          isClosed
          values={text.tags}
          offers={known.tags}
          placeholder="network"
          onChange={(tags) => set({ tags })}
        />
        <TokenField
          label="Every host of the site"
          isClosed
          values={text.sites}
          offers={known.sites}
          placeholder="ams1"
          onChange={(sites) => set({ sites })}
        />
      </div>
      <TokenField
        label="Single checks"
        isMono
        isClosed
        values={named(text.checkIds)}
        offers={offers.checks}
        placeholder="fra2-db-07/replication lag"
        onChange={(names) => set({ checkIds: idsOf(names, checkNames) })}
      />
    </fieldset>
  );
}
