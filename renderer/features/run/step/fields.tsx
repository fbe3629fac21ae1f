// A form in a step: its fields by their types. Enter takes them all; what is missing or wrong stands at its field.
import { type KeyboardEvent, useId } from 'react';
import type { RunView, StepFace } from '../../../../electron/contract/model/run.ts';
import type { InputSpec } from '../../../../electron/contract/model/runbook.ts';
import { offered } from '../../../forms/suggestions.ts';
import { useWorld } from '../../../store/world.ts';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';
import type { Hand } from '../hand.ts';
import { type Draft, fieldValue, setDraft } from '../run-look.ts';

interface Props {
  readonly view: RunView;
  readonly face: StepFace;
  readonly draft: Draft;
  readonly hand: Hand;
}

export function Fields({ view, face, draft, hand }: Props) {
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur();
    else if (event.key === 'Enter' && (event.ctrlKey || event.currentTarget.tagName !== 'TEXTAREA')) hand.next();
    else return;
    event.preventDefault();
  };
  return (
    <div className="rfields">
      {face.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={fieldValue(field, draft.fields)}
          wrong={draft.wrong[field.name]}
          onKeyDown={keys}
          onChange={(value) => setDraft(view, { fields: { ...draft.fields, [field.name]: value } })}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly field: InputSpec;
  readonly value: string | boolean;
  readonly wrong: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onChange: (value: string | boolean) => void;
}

function Field({ field, value, wrong, onKeyDown, onChange }: FieldProps) {
  const label = field.label || field.name;
  if (typeof value === 'boolean') {
    return (
      <label className="check-row">
        <input
          type="checkbox"
          data-field={field.name}
          checked={value}
          onKeyDown={onKeyDown}
          onChange={({ target }) => onChange(target.checked)}
        />
        {label}
        {field.about && <span className="help">{field.about}</span>}
      </label>
    );
  }
  return (
    <FieldFrame label={label} help={helpOf(field)} wrong={wrong} optional={!field.required}>
      {(wired) => {
        const shared = { ...wired, 'data-field': field.name, value, onKeyDown, className: 'input' };
        if (field.choices.length > 0) {
          return (
            <select {...shared} onChange={({ target }) => onChange(target.value)}>
              {(value === '' || !field.choices.includes(value)) && <option value={value}>{value || 'choose'}</option>}
              {field.choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choice}
                </option>
              ))}
            </select>
          );
        }
        if (field.multiline) return <textarea {...shared} rows={4} onChange={({ target }) => onChange(target.value)} />;
        return <Line field={field} shared={shared} onChange={(text) => onChange(text)} />;
      }}
    </FieldFrame>
  );
}

interface LineProps {
  readonly field: InputSpec;
  readonly shared: Readonly<Record<string, unknown>> & { readonly value: string };
  readonly onChange: (value: string) => void;
}

/** One line, with what the inventory knows offered below. A secret is the name of a credential, never the secret. */
function Line({ field, shared, onChange }: LineProps) {
  const listId = useId();
  const hosts = useWorld((world) => world.hosts);
  const credentials = useWorld((world) => world.credentials);
  const offers =
    field.type === 'host' || field.type === 'hosts'
      ? offered(
          [...hosts.values()].map(({ name }) => name),
          shared.value,
        )
      : field.type === 'secret'
        ? credentials.map(({ name }) => name)
        : [];
  return (
    <>
      <input
        {...shared}
        className={field.type === 'string' ? 'input' : 'input mono'}
        list={offers.length > 0 ? listId : undefined}
        inputMode={field.type === 'integer' || field.type === 'number' ? 'decimal' : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
      />
      {offers.length > 0 && (
        <datalist id={listId}>
          {offers.map((offer) => (
            <option key={offer} value={offer} />
          ))}
        </datalist>
      )}
    </>
  );
}

function helpOf({ about, type, min, max, allowDash }: InputSpec): string | undefined {
  const range =
    min !== null && max !== null
      ? `${min} to ${max}`
      : min !== null
        ? `at least ${min}`
        : max !== null
          ? `at most ${max}`
          : '';
  const words = [
    about,
    range,
    type === 'hosts' ? 'names, apart by commas' : '',
    type === 'secret' ? 'the name of a credential' : '',
    allowDash ? 'may begin with "-"' : '',
  ];
  return words.filter(Boolean).join('; ') || undefined;
}
