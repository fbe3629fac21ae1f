// Somebody in another's place for a while.
import type { PersonId, ScheduleId } from '../../../electron/contract/model/ids.ts';
import type { Schedule } from '../../../electron/contract/model/on-call.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { parseWall, wallText } from '../../lib/local-time.ts';
import { duration, when } from '../../lib/time.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import '../../forms/forms.css';

interface Props {
  readonly scheduleId: ScheduleId;
  /** Epoch ms; null: from now, for a night. */
  readonly from: number | null;
  readonly to: number | null;
}

const TIME = 'must be a time like 2026-11-24 22:00, or 22:00 for the next one';
const NIGHT_MS = 12 * 3_600_000;

export function OverrideForm(props: Props) {
  const schedule = useWorld((world) => world.onCall.schedules.find(({ id }) => id === props.scheduleId));
  if (schedule) return <Form schedule={schedule} from={props.from} to={props.to} />;
  return (
    <Dialog title="Put somebody in" onClose={closeDialog}>
      <p>The rota was removed meanwhile. Nothing was changed.</p>
    </Dialog>
  );
}

type FormProps = Pick<Props, 'from' | 'to'> & { readonly schedule: Schedule };

/** What is typed, on the wall clock of the rota, and what saving it comes to. */
function useOverrideForm({ schedule, from, to }: FormProps) {
  const { zone } = schedule;
  const people = useWorld((world) => world.onCall.people);
  const form = useKeptForm(() => {
    const begin = Math.max(from ?? 0, Date.now());
    return { person: '', from: wallText(begin, zone), to: wallText(to ?? begin + NIGHT_MS, zone), reason: '' };
  });
  const { text } = form;
  const start = parseWall(text.from, zone, Date.now());
  const end = parseWall(text.to, zone, Date.now());
  const save = () => {
    const wrong = [
      ...(text.person === '' ? [{ path: 'person', message: 'say who' }] : []),
      ...(start === null ? [{ path: 'from', message: TIME }] : []),
      ...(end === null ? [{ path: 'to', message: TIME }] : []),
    ];
    const id = crypto.randomUUID();
    const override = { id, person: text.person as PersonId, from: start ?? 0, to: end ?? 0, reason: text.reason };
    const overrides = [...schedule.overrides, override];
    const name = people.find((one) => one.id === text.person)?.name ?? '';
    const done = `${name} is on call from ${when(override.from, Date.now())} UTC.`;
    form.save(wrong, () => engine().onCall.putSchedule({ ...schedule, overrides }), done);
  };
  const length = start !== null && end !== null && end > start ? `For ${duration(end - start)}.` : null;
  return { ...form, people, save, length, last: `overrides.${schedule.overrides.length}` };
}

function Form(props: FormProps) {
  const { name, zone } = props.schedule;
  const form = useOverrideForm(props);
  const { text, set, refusal, last } = form;
  return (
    <FormDialog
      title="Put somebody in"
      sub={name}
      save="Put in"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['person', 'from', 'to', last])}
      note={form.length}
      onSave={form.save}
    >
      <FieldFrame label="Who" wrong={wrongAt(refusal, 'person') ?? wrongAt(refusal, `${last}.person`)}>
        {(wired) => (
          <select
            {...wired}
            className="input"
            value={text.person}
            onChange={({ target }) => set({ person: target.value })}
          >
            <option value="">choose a person</option>
            {form.people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      <div className="field-row">
        <TextField
          label={`From, ${zone}`}
          isMono
          value={text.from}
          wrong={wrongAt(refusal, 'from')}
          onChange={(value) => set({ from: value })}
        />
        <TextField
          label={`Until, ${zone}`}
          isMono
          value={text.to}
          wrong={wrongAt(refusal, 'to') ?? wrongAt(refusal, `${last}.to`)}
          onChange={(value) => set({ to: value })}
        />
      </div>
      <TextField
        label="Why"
        optional
        value={text.reason}
        placeholder="swapped with Ada"
        wrong={wrongAt(refusal, `${last}.reason`)}
        onChange={(reason) => set({ reason })}
      />
    </FormDialog>
  );
}
