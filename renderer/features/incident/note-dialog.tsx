// A note from anywhere: a word for a timeline, without leaving the screen one is on.
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { useAbout } from '../../store/about.ts';
import { closeDialog, openDialog } from '../../store/dialogs.ts';
import { goToIncident, useStanding } from '../../store/incidents.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { NoteField, TroubleLine } from './note/note-box.tsx';
import { ANYWHERE } from './note/note-drafts.ts';
import { UploadList } from './note/upload-list.tsx';
import { sendFiles } from './note/uploads.ts';
import { useNote } from './note/use-note.ts';
import './incident-note.css';

export function NoteDialog({ incidentId }: { readonly incidentId: IncidentId | null }) {
  const standing = useStanding();
  const operator = useAbout((state) => state.about?.operator ?? '');
  const named = useWorld((world) => (incidentId ? world.incidents.get(incidentId) : undefined));
  const [chosen, setChosen] = useState<IncidentId | null>(null);
  const offered = named && !standing.includes(named) ? [named, ...standing] : standing;
  const incident = offered.find(({ id }) => id === chosen) ?? named ?? likeliest(standing, operator);
  const box = useRef<HTMLTextAreaElement>(null);
  const note = useNote(incident, ANYWHERE, null, closeDialog);
  if (!incident) return <NoIncident />;
  return (
    <Dialog
      title="Note"
      sub="for a timeline"
      size="roomy"
      onClose={closeDialog}
      footer={
        <>
          <span className="note">What you type is kept until it is logged.</span>
          <button type="button" className="btn" onClick={() => openThere(incident.id)}>
            Go there
          </button>
          <button type="button" className="btn pri" disabled={note.isSending} onClick={note.send}>
            <Keycap keys="Ctrl+Enter" />
            Log it
          </button>
        </>
      }
    >
      <div className="nbox in-dialog">
        <Chooser offered={offered} incident={incident} onChoose={setChosen} />
        <UploadList incidentId={incident.id} />
        <NoteField
          note={note}
          box={box}
          label={`Note for ${incident.number}`}
          onFiles={(files) => sendFiles(incident.id, files)}
          onEscape={closeDialog}
          takesFocus
        />
        <TroubleLine note={note} />
      </div>
    </Dialog>
  );
}

const openThere = (id: IncidentId): void => {
  closeDialog();
  goToIncident(id);
};

/** The one this operator leads; else the newest. */
function likeliest(standing: readonly Incident[], operator: string): Incident | null {
  const newest = standing.toSorted((a, b) => b.openedAt - a.openedAt);
  return newest.find(({ roles }) => operator !== '' && roles.lead === operator) ?? newest[0] ?? null;
}

interface ChooserProps {
  readonly offered: readonly Incident[];
  readonly incident: Incident;
  readonly onChoose: (id: IncidentId) => void;
}

function Chooser({ offered, incident, onChoose }: ChooserProps) {
  const id = useId();
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') closeDialog();
  };
  return (
    <div className="field">
      <label htmlFor={id}>Incident</label>
      <select
        id={id}
        className="input"
        value={incident.id}
        onKeyDown={keys}
        onChange={({ target }) => {
          const found = offered.find((one) => one.id === target.value);
          if (found) onChoose(found.id);
        }}
      >
        {offered.map(({ id: each, number, severity, title }) => (
          <option key={each} value={each}>
            SEV{severity} {number} {title}
          </option>
        ))}
      </select>
    </div>
  );
}

function NoIncident() {
  const open = () => {
    closeDialog();
    openDialog({ type: 'incident-form', problemIds: [] });
  };
  return (
    <Dialog
      title="Note"
      onClose={closeDialog}
      footer={
        <>
          <button type="button" className="btn" onClick={closeDialog}>
            <Keycap keys="Escape" />
            Close
          </button>
          <button type="button" className="btn pri" onClick={open}>
            Open an incident
          </button>
        </>
      }
    >
      <p>
        <b>No incident stands, so there is no timeline to write into.</b> Open one first: it needs a title and nothing
        else. What you began to type before is kept.
      </p>
    </Dialog>
  );
}
