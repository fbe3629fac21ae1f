// The palette: every command, every host, every standing incident and every runbook, by a few letters. It ranks by itself and draws fifty, so that ten
// thousand hosts cost nothing on screen.
import { Suspense, useMemo, useState } from 'react';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { useNow } from '../../lib/now.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { ownerWords } from '../../store/incident-words.ts';
import { goToIncident, isUnhandled, useStanding } from '../../store/incidents.ts';
import { type KeyLayer, useKeyLayers } from '../../store/keys.ts';
import { lookOf } from '../../store/roll-up.ts';
import { goTo } from '../../store/route.ts';
import { selectLooks } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { SeverityTag } from '../../ui/severity-tag.tsx';
import { later } from '../later.tsx';
import { type Choice, Chooser } from './chooser.tsx';
import { rank } from './rank.ts';

const SHOWN = 50;
const NONE: readonly Choice[] = [];
const RunbookChoices = later(async () => (await import('./runbook-choices.tsx')).RunbookChoices);

export function Palette() {
  const [typed, setTyped] = useState('');
  const layers = useKeyLayers((state) => state.layers);
  const hosts = useWorld((world) => world.hosts);
  const commands = useMemo(() => commandChoices(layers), [layers]);
  const hostChoices = useMemo(() => [...hosts.values()].map(hostChoice), [hosts]);
  const standing = useStanding();
  const incidents = useMemo(() => standing.map(incidentChoice), [standing]);
  const [runbooks, setRunbooks] = useState(NONE);
  const found = useMemo(() => {
    // Nothing typed: what can be done here. Something typed: commands, incidents and hosts in one ranking.
    return typed.trim() === ''
      ? commands
      : rank([...commands, ...incidents, ...runbooks, ...hostChoices], typed, SHOWN);
  }, [commands, incidents, runbooks, hostChoices, typed]);
  return (
    <Dialog title="Search or run a command" bare onClose={closeDialog}>
      <Suspense fallback={null}>
        <RunbookChoices onChoices={setRunbooks} />
      </Suspense>
      <Chooser typed={typed} onType={setTyped} choices={found} />
    </Dialog>
  );
}

function commandChoices(layers: readonly KeyLayer[]): readonly Choice[] {
  return layers.toReversed().flatMap(({ scope, bindings }) =>
    bindings
      .filter((binding) => !binding.move && !binding.off)
      .map((binding) => ({
        id: `command ${binding.label}`,
        text: binding.label.toLowerCase(),
        run: binding.run,
        face: (
          <>
            <b>{binding.label}</b>
            <span className="sub">{scope}</span>
            <span className="caps">
              <Keycap keys={binding.keys[0] ?? ''} />
            </span>
          </>
        ),
      })),
  );
}

function hostChoice(host: Host): Choice {
  return {
    id: `host ${host.id}`,
    text: `${host.name} ${host.address} ${host.site} ${host.role}`.toLowerCase(),
    run: () => goTo({ screen: 'host', hostId: host.id }),
    face: <HostFace host={host} />,
  };
}

function incidentChoice(incident: Incident): Choice {
  return {
    id: `incident ${incident.id}`,
    text: `${incident.number} ${incident.title} ${incident.roles.lead}`.toLowerCase(),
    run: () => goToIncident(incident.id),
    face: <IncidentFace incident={incident} />,
  };
}

function IncidentFace({ incident }: { readonly incident: Incident }) {
  const now = useNow();
  return (
    <>
      <SeverityTag severity={incident.severity} lit={isUnhandled(incident, now)} />
      <span className="mono">{incident.number}</span>
      <b>{incident.title}</b>
      <span className="caps">{ownerWords(incident)}</span>
    </>
  );
}

function HostFace({ host }: { readonly host: Host }) {
  const status = useWorld((world) => lookOf(selectLooks(world), world.hostStates, host.id));
  return (
    <>
      <Glyph status={status.status} lit={status.lit} size={16} />
      <b className="mono">{host.name}</b>
      <span className="sub">
        {host.site} {host.role}
      </span>
      <span className="caps mono">{host.address}</span>
    </>
  );
}
