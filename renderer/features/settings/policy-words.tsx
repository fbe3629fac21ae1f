// What is typed of a policy: its name, and the tags and sites it is for; with what is wrong at each.
import { useId } from 'react';
import type { PolicyText } from './incidents-draft.ts';

/** By field; '' for the whole. */
export type PolicyWrong = Readonly<Partial<Record<string, string>>>;

interface Props {
  readonly place: number;
  readonly policy: PolicyText;
  readonly wrong: PolicyWrong;
  readonly onChange: (part: Partial<PolicyText>) => void;
}

const WORDS = [
  ['name', 'Name', ''],
  ['tags', 'Tags, one of', 'any'],
  ['sites', 'Sites, one of', 'any'],
] as const;

export function PolicyWords({ place, policy, wrong, onChange }: Props) {
  const id = useId();
  return (
    <>
      {WORDS.map(([field, label, placeholder]) => (
        <label key={field} className="set-word">
          <span>{label}</span>
          <input
            className="input"
            value={policy[field]}
            placeholder={placeholder}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={wrong[field] ? true : undefined}
            aria-describedby={wrong[field] ? `${id}-${field}` : undefined}
            onChange={(event) => onChange({ [field]: event.target.value })}
          />
        </label>
      ))}
      {Object.entries(wrong).map(([field, message]) => (
        <p key={field} className="wrong" role="alert" id={`${id}-${field}`}>
          Policy {place + 1}
          {field === '' ? '' : `, ${field}`}: {message}
        </p>
      ))}
    </>
  );
}
