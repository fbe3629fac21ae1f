// Opening an incident: from problems, about a host, or from nothing. What is known is suggested; one key sends it.
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { count } from '../../lib/number.ts';
import { selectIncidentOf } from '../../store/incidents.ts';
import { useWorld } from '../../store/world.ts';
import { PastField, WordsField } from './fields.tsx';
import { type IncidentFormProps, type OpenText, useIncidentForm } from './open/use-incident-form.ts';
import { pastText } from './past-time.ts';
import { usePeopleOffers } from './people-offers.ts';
import { ProblemLines } from './problem-lines.tsx';
import { SeverityFields, severityOfRating } from './severity-fields.tsx';
import '../../forms/forms.css';
import './dialogs.css';

const SHOWN = ['fields.title', 'fields.customerImpact', 'severityReason', 'lead', 'impactAt', 'detectedAt'];

export function IncidentForm(props: IncidentFormProps) {
  const form = useIncidentForm(props);
  const { text, set, refusal, about, into, standing } = form;
  return (
    <FormDialog
      title={into ? `Add to ${into.number}` : 'Open an incident'}
      sub={about.problems.length === 0 ? 'from nothing: a call, a message' : count(about.problems.length, 'problem')}
      save={into ? `Add to ${into.number}` : `Open as SEV${severityOfRating(text)}`}
      size="roomy"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, into ? [] : SHOWN)}
      note={into ? into.title : undefined}
      more={
        about.problems.length > 0 &&
        standing.length > 0 && (
          <select
            className="input inc-into"
            aria-label="A new incident, or add to one"
            value={text.into}
            onChange={({ target }) => set({ into: target.value as OpenText['into'] })}
            onKeyDown={(event) => {
              // The foot of a dialog lies outside of the form that hears its keys.
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.save();
            }}
          >
            <option value="">A new incident</option>
            {standing.map(({ id, number, title }) => (
              <option key={id} value={id}>
                Add to {number} {title}
              </option>
            ))}
          </select>
        )
      }
      onSave={form.save}
    >
      {!into && (
        <TextField
          label="Title"
          value={text.title}
          placeholder="what is wrong, where"
          wrong={wrongAt(refusal, 'fields.title')}
          onChange={(title) => set({ title })}
        />
      )}
      {about.problems.length > 0 && <Problems form={form} />}
      {!into && <Fields text={text} set={set} refusal={refusal} firstBadAt={about.firstBadAt} />}
    </FormDialog>
  );
}

type Form = ReturnType<typeof useIncidentForm>;

function Problems({ form: { about, taken, text, set } }: { readonly form: Form }) {
  const incidentOf = useWorld(selectIncidentOf);
  const free = about.problems.filter(({ id }) => !incidentOf.has(id)).length;
  return (
    <div className="field">
      <ProblemLines
        label="Its problems"
        problems={about.problems}
        takenBy={({ id }) => incidentOf.get(id)?.number ?? ''}
      />
      {about.behind.length > 0 && (
        <label className="check-row">
          <input type="checkbox" checked={text.withBehind} onChange={() => set({ withBehind: !text.withBehind })} />
          And {count(about.behind.length, 'problem')} behind {about.problems.length === 1 ? 'it' : 'them'}
        </label>
      )}
      {taken.map(({ id, number, title }) => (
        <p key={id} className="inc-taken">
          <span>
            <b className="mono">{number}</b> {title} has some of these.{' '}
            {free === 0 ? 'None is left for a new one.' : `The other ${free === 1 ? 'one is' : `${free} are`} free.`}
          </span>
          {free > 0 && (
            // It stays where it is: a button that went would take the focus, and with it Ctrl+Enter, along.
            <button type="button" className="btn" onClick={() => set({ into: text.into === id ? '' : id })}>
              {text.into === id ? 'A new incident instead' : `Add ${free === 1 ? 'it' : 'them'} to ${number}`}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}

interface FieldsProps {
  readonly text: OpenText;
  readonly set: (change: Partial<OpenText>) => void;
  readonly refusal: FormRefusal;
  readonly firstBadAt: number | null;
}

function Fields({ text, set, refusal, firstBadAt }: FieldsProps) {
  const offers = usePeopleOffers();
  const empty = firstBadAt === null ? 'now' : pastText(firstBadAt);
  return (
    <>
      <SeverityFields rating={text} onChange={set} wrongReason={wrongAt(refusal, 'severityReason')} />
      <div className="inc-three">
        <TextField
          label="Lead"
          optional
          value={text.lead}
          placeholder="nobody yet"
          offers={offers}
          wrong={wrongAt(refusal, 'lead')}
          onChange={(lead) => set({ lead })}
        />
        <PastField
          label="Impact began"
          empty={empty}
          value={text.impactAt}
          wrong={wrongAt(refusal, 'impactAt')}
          onChange={(impactAt) => set({ impactAt })}
        />
        <PastField
          label="Detected"
          empty={empty}
          value={text.detectedAt}
          wrong={wrongAt(refusal, 'detectedAt')}
          onChange={(detectedAt) => set({ detectedAt })}
        />
      </div>
      <WordsField
        label="Customer impact"
        optional
        value={text.customerImpact}
        placeholder="what they cannot do, how many"
        wrong={wrongAt(refusal, 'fields.customerImpact')}
        onChange={(customerImpact) => set({ customerImpact })}
      />
    </>
  );
}
