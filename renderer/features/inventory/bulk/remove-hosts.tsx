// Many hosts removed at once. Their number has to be typed: a key pressed by mistake must not empty an inventory.
import { useMemo, useState } from 'react';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import { Removal } from '../../../forms/removal.tsx';
import { count } from '../../../lib/number.ts';
import { engine } from '../../../link/client.ts';
import { useChecksByHost } from '../../../store/select.ts';
import { useWorld } from '../../../store/world.ts';

const NAMED = 8;

export function RemoveHosts({ hostIds }: { readonly hostIds: readonly HostId[] }) {
  const [typed, setTyped] = useState('');
  const hosts = useWorld((world) => world.hosts);
  const problems = useWorld((world) => world.problems);
  const byHost = useChecksByHost();
  const told = useMemo(() => {
    const going = new Set(hostIds);
    const behind = [...hosts.values()].filter(
      (host) => !going.has(host.id) && host.parents.some((parent) => going.has(parent.hostId)),
    );
    return {
      names: hostIds.slice(0, NAMED).map((id) => hosts.get(id)?.name ?? 'one that is gone already'),
      checks: hostIds.reduce((sum, id) => sum + (byHost.get(id)?.length ?? 0), 0),
      problems: [...problems.values()].filter((problem) => going.has(problem.hostId)).length,
      behind: behind.length,
    };
  }, [hostIds, hosts, problems, byHost]);
  const more = hostIds.length - told.names.length;
  return (
    <Removal
      title={`Remove ${count(hostIds.length, 'host')}?`}
      goes={[
        `${told.names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
        `${count(told.checks, 'check')} of theirs`,
        told.problems > 0 && `${count(told.problems, 'open problem')}: nobody is told of them again`,
        told.behind > 0 && `their place before ${count(told.behind, 'other host')}, which stand without them`,
      ]}
      stays="What happened to them stays in the journal, and their past results stay until they grow old."
      label={`Remove ${hostIds.length}`}
      isProven={typed.trim() === String(hostIds.length)}
      proof={
        <div className="field">
          <label htmlFor="remove-count">Type {hostIds.length} to go on</label>
          <input
            id="remove-count"
            className="input mono"
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      }
      run={async () => {
        const { removed } = await engine().inventory.removeHosts({ hostIds: [...hostIds] });
        return `${count(removed, 'host')} removed.`;
      }}
    />
  );
}
