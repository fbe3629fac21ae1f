// A rota: its layers, and what they come to over the next two weeks, gaps said in words while it is typed.
import { useDeferredValue } from 'react';
import type { ScheduleId } from '../../../electron/contract/model/ids.ts';
import type { Schedule } from '../../../electron/contract/model/on-call.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { localZoneName, wallText } from '../../lib/local-time.ts';
import { count } from '../../lib/number.ts';
import { mondayOf, wallClock } from '../../lib/zone-days.ts';
import { zoneNames } from '../../lib/zone-names.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';
import { LayerFields } from './layer-fields.tsx';
import { gapsOf } from './rota-weeks.ts';
import { emptyLayer, type LayerText, scheduleOf, textOfSchedule } from './schedule-text.ts';
import { useRota } from './use-rota.ts';
import '../../forms/forms.css';
import './on-call.css';

/** Adds a rota (`scheduleId` null) or edits one. */
export function ScheduleForm({ scheduleId }: { readonly scheduleId: ScheduleId | null }) {
  const onCall = useWorld((world) => world.onCall);
  const known = onCall.schedules.find(({ id }) => id === scheduleId);
  const zone = localZoneName();
  const form = useKeptForm(() => ({
    id: scheduleId ?? (crypto.randomUUID() as ScheduleId),
    ...textOfSchedule(known, onCall, wallText(mondayOf(Date.now(), zone, -1), zone).slice(0, 10), zone),
  }));
  const { text, set, refusal } = form;
  const draft = scheduleOf(text.id, text, known?.overrides ?? [], onCall);
  const setLayer = (key: number, change: Partial<LayerText>) =>
    set({ layers: text.layers.map((layer) => (layer.key === key ? { ...layer, ...change } : layer)) });
  const next = Math.max(0, ...text.layers.map(({ key }) => key)) + 1;
  return (
    <FormDialog
      title={scheduleId ? 'Edit rota' : 'Add a rota'}
      sub={known?.name ?? 'who is on call, and when it is handed over'}
      save={scheduleId ? 'Save' : 'Add rota'}
      size="wide"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['name', 'zone', ...text.layers.map((_, at) => `layers.${at}`)])}
      note={<Preview draft={draft as Schedule} />}
      onSave={() =>
        form.save(
          text.name.trim() === '' ? [{ path: 'name', message: 'is missing' }] : [],
          () => engine().onCall.putSchedule(draft),
          `The rota ${draft.name} is ${scheduleId ? 'changed' : 'added'}.`,
        )
      }
    >
      <div className="field-row">
        <TextField
          label="Name of the rota"
          autoFocus
          value={text.name}
          placeholder="Network"
          wrong={wrongAt(refusal, 'name')}
          onChange={(name) => set({ name })}
        />
        <TextField
          label="Time zone of its handovers"
          value={text.zone}
          offers={zoneNames()}
          wrong={wrongAt(refusal, 'zone')}
          onChange={(typed) => set({ zone: typed })}
        />
      </div>
      {text.layers.map((layer, at) => (
        <LayerFields
          key={layer.key}
          layer={layer}
          people={onCall.people}
          wrong={(path) => wrongAt(refusal, `layers.${at}.${path}`)}
          onChange={(change) => setLayer(layer.key, change)}
          onRemove={
            text.layers.length > 1 ? () => set({ layers: text.layers.filter(({ key }) => key !== layer.key) }) : null
          }
        />
      ))}
      <p>
        <button
          type="button"
          className="btn"
          onClick={() => set({ layers: [...text.layers, emptyLayer(next, text.layers[0]?.startsOn ?? '')] })}
        >
          Add a layer
        </button>{' '}
        <span className="sub">The last layer that has somebody counts.</span>
      </p>
    </FormDialog>
  );
}

const TWO_WEEKS_MS = 14 * 86_400_000;

/** What the layers as typed come to. */
function Preview({ draft }: { readonly draft: Schedule }) {
  const typed = useDeferredValue(draft);
  const complete = typed.name !== '' && typed.layers.every(({ people, name }) => people.length > 0 && name !== '');
  const now = Date.now();
  // To the hour: another second is not another question.
  const from = now - (now % 3_600_000);
  const { spans, trouble } = useRota(complete ? typed : null, from, from + TWO_WEEKS_MS);
  if (!complete) return 'Name it, and put at least one person in each layer.';
  if (trouble !== null) return trouble;
  const [gap, ...more] = gapsOf(spans);
  if (!gap) return 'No gap in the next two weeks.';
  const others = more.length === 0 ? '' : ` and ${count(more.length, 'more', 'more')}`;
  return (
    <b>
      Nobody from {wallClock(gap.from, typed.zone)} to {wallClock(gap.to, typed.zone)}
      {others}.
    </b>
  );
}
