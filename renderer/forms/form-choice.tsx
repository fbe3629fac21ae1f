// The forms something leaves in as a file, one of them chosen, each with a line about it.
import { useEffect, useId, useRef } from 'react';
import './form-choice.css';

export interface OfferedForm<Form extends string> {
  readonly form: Form;
  readonly name: string;
  /** What is in it, and what it is good for. */
  readonly about: string;
}

export interface FormGroup<Form extends string> {
  readonly title: string;
  readonly forms: readonly OfferedForm<Form>[];
}

interface Props<Form extends string> {
  readonly groups: readonly FormGroup<Form>[];
  readonly value: Form;
  readonly onChange: (form: Form) => void;
}

export function FormChoice<Form extends string>({ groups, value, onChange }: Props<Form>) {
  const name = useId();
  const chosen = useRef<HTMLInputElement>(null);
  // Behind the dialog, which gives the focus to the first field to type in: here the choice comes first.
  useEffect(() => chosen.current?.focus(), []);
  return (
    <div className="form-choice">
      {groups.map(({ title, forms }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {forms.map(({ form, name: called, about }) => (
            <label key={form} className={form === value ? 'on' : undefined}>
              <input
                type="radio"
                name={name}
                checked={form === value}
                ref={form === value ? chosen : undefined}
                onChange={() => onChange(form)}
              />
              <b>{called}</b>
              <span>{about}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
