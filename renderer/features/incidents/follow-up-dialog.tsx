// What is to be done later because of an incident: by whom, until when.
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { FollowUp, Incident } from '../../../electron/contract/model/incident.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, refusalOf, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { WordsField } from './fields.tsx';
import { usePeopleOffers } from './people-offers.ts';
import { WithIncident } from './with-incident.tsx';
import '../../forms/forms.css';
import './dialogs.css';

interface Props {
  readonly incidentId: IncidentId;
  readonly followUpId: string | null;
}

export function FollowUpDialog({ incidentId, followUpId }: Props) {
  return (
    <WithIncident incidentId={incidentId} title="Follow-up">
      {(incident) => <Form incident={incident} followUpId={followUpId} />}
    </WithIncident>
  );
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

interface FormProps extends Pick<Props, 'followUpId'> {
  readonly incident: Incident;
}

function Form({ incident: { id: incidentId, number, followUps }, followUpId }: FormProps) {
  const known = followUps.find(({ id }) => id === followUpId);
  const form = useKeptForm(() => ({
    text: known?.text ?? '',
    owner: known?.owner ?? '',
    dueOn: known?.dueOn ?? '',
  }));
  const { text, set, refusal } = form;
  const wrong = [
    ...(text.text.trim() === '' ? [{ path: 'followUp.text', message: 'say what is to be done' }] : []),
    ...(text.dueOn !== '' && !DATE.test(text.dueOn)
      ? [{ path: 'followUp.dueOn', message: 'must be a date like 2026-12-01' }]
      : []),
  ];
  const save = () =>
    form.save(
      wrong,
      () => engine().incidents.putFollowUp({ incidentId, followUpId, followUp: text }),
      `${number}: the follow-up is ${known ? 'changed' : 'kept'}.`,
    );
  const toggle = () => known && void end(incidentId, known.id, known.doneAt === null);
  return (
    <FormDialog
      title={known ? 'Follow-up' : 'Add a follow-up'}
      sub={number}
      save={known ? 'Save' : 'Add'}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['followUp.text', 'followUp.owner', 'followUp.dueOn'])}
      more={
        known && (
          <>
            <button type="button" className="btn" onClick={() => void remove(incidentId, known.id)}>
              Remove
            </button>
            <button type="button" className="btn" onClick={toggle}>
              <Keycap keys="Alt+D" />
              {known.doneAt === null ? 'It is done' : 'It is not done'}
            </button>
          </>
        )
      }
      note={known?.doneAt != null ? `Done by ${known.doneBy}.` : undefined}
      onKey={(event) => {
        const isMine = event.altKey && event.key.toLowerCase() === 'd' && known !== undefined;
        if (isMine) toggle();
        return isMine;
      }}
      onSave={save}
    >
      <Fields text={text} set={set} refusal={refusal} />
    </FormDialog>
  );
}

interface FieldsProps {
  readonly text: FollowUpInput;
  readonly set: (change: Partial<FollowUpInput>) => void;
  readonly refusal: FormRefusal;
}

type FollowUpInput = Pick<FollowUp, 'text' | 'owner' | 'dueOn'>;

function Fields({ text, set, refusal }: FieldsProps) {
  const offers = usePeopleOffers();
  return (
    <>
      <WordsField
        label="What is to be done"
        max={2_000}
        value={text.text}
        placeholder="ask the carrier for a written report"
        wrong={wrongAt(refusal, 'followUp.text')}
        onChange={(words) => set({ text: words })}
      />
      <div className="grid-2">
        <TextField
          label="Owner"
          optional
          value={text.owner}
          offers={offers}
          wrong={wrongAt(refusal, 'followUp.owner')}
          onChange={(owner) => set({ owner })}
        />
        <TextField
          label="Due on"
          optional
          isMono
          value={text.dueOn}
          placeholder="2026-12-01"
          wrong={wrongAt(refusal, 'followUp.dueOn')}
          onChange={(dueOn) => set({ dueOn })}
        />
      </div>
    </>
  );
}

/** Done, or not after all; the dialog closes when it was taken. */
async function end(incidentId: IncidentId, followUpId: string, done: boolean): Promise<void> {
  await act(
    () => engine().incidents.endFollowUp({ incidentId, followUpId, done }),
    done ? 'The follow-up is done.' : 'The follow-up is to be done again.',
  );
}

async function remove(incidentId: IncidentId, followUpId: string): Promise<void> {
  await act(
    () => engine().incidents.removeFollowUp({ incidentId, followUpId }),
    'The follow-up is removed; the timeline keeps what it was.',
  );
}

async function act(call: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await call();
    closeDialog();
    say(done);
  } catch (error) {
    const { sentence, fields } = refusalOf(error);
    say(sentence ?? fields.map(({ message }) => message).join('; '), true);
  }
}
