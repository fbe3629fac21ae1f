// On hold while somebody else has to act, and going on again. The clocks stand still meanwhile.
import { useState } from 'react';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import type { WaitsFor } from '../../../electron/contract/model/incident-rules.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { useNow } from '../../lib/now.ts';
import { duration } from '../../lib/time.ts';
import { engine } from '../../link/client.ts';
import { WAITS_FOR_WORDS } from '../../store/incident-words.ts';
import { Segment } from '../../ui/segment.tsx';
import { WithIncident } from './with-incident.tsx';
import '../../forms/forms.css';
import './dialogs.css';

export function HoldDialog({ incidentId }: { readonly incidentId: IncidentId }) {
  return (
    <WithIncident incidentId={incidentId} title="Hold">
      {(incident) => <Either incident={incident} />}
    </WithIncident>
  );
}

type Props = { readonly incident: Incident };

/** What it was opened for it stays: its own effect comes back before it is closed. */
function Either({ incident }: Props) {
  const [wasHeld] = useState(incident.onHold !== null);
  return wasHeld ? <GoOn incident={incident} /> : <Hold incident={incident} />;
}

const OPTIONS: readonly (readonly [WaitsFor, string])[] = [
  ['vendor', 'A vendor'],
  ['caller', 'A caller'],
  ['other', 'Something else'],
];

function Hold({ incident: { id: incidentId, number } }: Props) {
  const form = useKeptForm(() => ({ waitsFor: 'vendor' as WaitsFor, reason: '' }));
  const { text, refusal } = form;
  const wrong = text.reason.trim() === '' ? [{ path: 'reason', message: 'say what it waits for' }] : [];
  return (
    <FormDialog
      title="Put it on hold"
      sub={number}
      save="Hold"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['reason'])}
      note="Its clocks stand still until it goes on."
      onSave={() => form.save(wrong, () => engine().incidents.hold({ incidentId, ...text }), `${number} is on hold.`)}
    >
      <TextField
        label="Why"
        autoFocus
        value={text.reason}
        placeholder="ticket 88213: their engineer comes Friday 07:30"
        wrong={wrongAt(refusal, 'reason')}
        onChange={(reason) => form.set({ reason })}
      />
      <div className="field">
        <span className="label" aria-hidden="true">
          Waits for
        </span>
        <Segment<WaitsFor>
          label="Waits for"
          value={text.waitsFor}
          options={OPTIONS}
          onChange={(waitsFor) => form.set({ waitsFor })}
        />
      </div>
    </FormDialog>
  );
}

function GoOn({ incident: { id: incidentId, number, onHold } }: Props) {
  const now = useNow();
  const form = useKeptForm(() => ({ reason: '' }));
  const { text, refusal } = form;
  // Somebody else may have let it go on meanwhile; then there is nothing to say of the hold.
  const held =
    onHold &&
    `On hold for ${duration(now - onHold.since)}, by ${onHold.by}, waiting for ${WAITS_FOR_WORDS[onHold.waitsFor]}: ${onHold.reason}`;
  return (
    <FormDialog
      title="Let it go on"
      sub={number}
      save="Go on"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['reason'])}
      note="Its clocks count again from now."
      onSave={() => form.save([], () => engine().incidents.goOn({ incidentId, ...text }), `${number} goes on.`)}
    >
      {held && <p className="inc-says">{held}</p>}
      <TextField
        label="What came"
        optional
        value={text.reason}
        placeholder="the part arrived"
        wrong={wrongAt(refusal, 'reason')}
        onChange={(reason) => form.set({ reason })}
      />
    </FormDialog>
  );
}
