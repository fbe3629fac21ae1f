// A PIN is set, changed or taken away: with the old one, or without it for a reason that stands on the record.
import type { FieldError } from '../../../electron/contract/api/errors.ts';
import type { PersonId } from '../../../electron/contract/model/ids.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { PinField } from '../../forms/pin-field.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { engine } from '../../link/client.ts';
import { useWorld } from '../../store/world.ts';
import '../../forms/forms.css';

interface PinText {
  /** Whether they had one when the form was opened: it must not change under the fingers. */
  readonly has: boolean;
  readonly current: string;
  readonly isForgotten: boolean;
  readonly forgotten: string;
  readonly pin: string;
  readonly again: string;
}

/** What is missing before the old one may go. */
function proofMissing({ has, isForgotten, current, forgotten }: PinText): readonly FieldError[] {
  if (!has) return [];
  if (isForgotten)
    return forgotten.trim() === '' ? [{ path: 'forgotten', message: 'say why: it stands in the record' }] : [];
  return current === '' ? [{ path: 'current', message: 'type the one they have' }] : [];
}

const newMissing = ({ pin, again }: PinText): readonly FieldError[] => [
  ...(pin.length < 4 ? [{ path: 'pin', message: 'must be 4 to 12 digits' }] : []),
  ...(pin === again ? [] : [{ path: 'again', message: 'is not the same' }]),
];

function usePinForm(personId: PersonId) {
  const has = useWorld((world) => world.shifts.withPin.includes(personId));
  const form = useKeptForm<PinText>(() => ({
    has,
    current: '',
    isForgotten: false,
    forgotten: '',
    pin: '',
    again: '',
  }));
  const send = (pin: string | null) => {
    const { current, isForgotten, forgotten } = form.text;
    const old = isForgotten ? { current: '', forgotten } : { current, forgotten: '' };
    return engine().shifts.setPin({ personId, pin, ...old });
  };
  return { ...form, send };
}

export function PinForm({ personId }: { readonly personId: PersonId }) {
  const name = useWorld((world) => world.onCall.people.find(({ id }) => id === personId)?.name) ?? 'This person';
  const form = usePinForm(personId);
  const { text, set, refusal, save, send } = form;
  const remove = () => save(proofMissing(text), () => send(null), `${name} has no PIN any more.`);
  const change = () =>
    save(
      [...proofMissing(text), ...newMissing(text)],
      () => send(text.pin),
      `${name} has ${text.has ? 'another' : 'a'} PIN.`,
    );
  return (
    <FormDialog
      title={text.has ? 'Change PIN' : 'Set a PIN'}
      sub={name}
      save={text.has ? 'Change' : 'Set PIN'}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['current', 'forgotten', 'pin', 'again'])}
      note="It must be typed to sit down or to sign in their name."
      more={
        text.has && (
          <button type="button" className="btn" onClick={remove}>
            Take it away
          </button>
        )
      }
      onSave={change}
    >
      {text.has && <OldPin text={text} refusal={refusal} onChange={set} />}
      <div className="field-row">
        <PinField
          label="New PIN"
          value={text.pin}
          help="4 to 12 digits."
          wrong={wrongAt(refusal, 'pin')}
          onChange={(pin) => set({ pin })}
        />
        <PinField
          label="Once more"
          value={text.again}
          wrong={wrongAt(refusal, 'again')}
          onChange={(again) => set({ again })}
        />
      </div>
    </FormDialog>
  );
}

interface OldProps {
  readonly text: PinText;
  readonly refusal: FormRefusal;
  readonly onChange: (change: Partial<PinText>) => void;
}

function OldPin({ text, refusal, onChange }: OldProps) {
  return (
    <>
      {!text.isForgotten && (
        <PinField
          label="PIN now"
          value={text.current}
          wrong={wrongAt(refusal, 'current')}
          onChange={(current) => onChange({ current })}
        />
      )}
      <label className="check-row">
        <input
          type="checkbox"
          checked={text.isForgotten}
          onChange={({ target }) => onChange({ isForgotten: target.checked })}
        />
        It is forgotten
      </label>
      {text.isForgotten && (
        <TextField
          label="Why it is set anew"
          value={text.forgotten}
          help="Stands in the record, with your name."
          wrong={wrongAt(refusal, 'forgotten')}
          onChange={(forgotten) => onChange({ forgotten })}
        />
      )}
    </>
  );
}
