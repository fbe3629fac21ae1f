// The incident a dialog is about: from the live world, or asked for once when it has been over for long. Where there is
// none, the dialog says so instead of standing empty.
import { type ReactNode, useEffect, useState } from 'react';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';

interface Props {
  readonly incidentId: IncidentId;
  /** What the dialog is called, while there is nothing to show in it. */
  readonly title: string;
  readonly children: (incident: Incident) => ReactNode;
}

export function WithIncident({ incidentId, title, children }: Props) {
  const live = useWorld((world) => world.incidents.get(incidentId));
  const [asked, setAsked] = useState<Incident | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const isKnown = live !== undefined;
  useEffect(() => {
    if (isKnown) return;
    let wanted = true;
    engine()
      .incidents.get({ incident: incidentId })
      .then((incident) => wanted && setAsked(incident))
      .catch((error: unknown) => wanted && setFailure(error instanceof Error ? error.message : String(error)));
    return () => {
      wanted = false;
    };
  }, [incidentId, isKnown]);
  const incident = live ?? asked;
  if (incident) return children(incident);
  return (
    <Dialog title={title} onClose={closeDialog}>
      {failure === null ? (
        <div className="skel" aria-busy="true" />
      ) : (
        <p role="alert">The incident could not be read: {failure} Nothing was changed.</p>
      )}
    </Dialog>
  );
}
