// The checks of a template, one of them in front: a list to move through with the arrows, as the kinds of a check are.
import { Plus, X } from 'lucide-react';
import { useId } from 'react';

interface Props {
  readonly checks: readonly { readonly key: number; readonly name: string; readonly isWrong: boolean }[];
  readonly front: number;
  readonly onFront: (at: number) => void;
  readonly onAdd: () => void;
  readonly onRemove: (at: number) => void;
}

/** As the contract has it. */
const MOST = 50;

export function TemplateChecks({ checks, front, onFront, onAdd, onRemove }: Props) {
  const name = useId();
  return (
    <fieldset className="kinds">
      <legend>Its checks</legend>
      {checks.map((check, at) => (
        <label key={check.key} className={at === front ? 'on' : undefined}>
          <input type="radio" className="vh" name={name} checked={at === front} onChange={() => onFront(at)} />
          <b>{check.name}</b>
          {check.isWrong && <span className="wrong">refused</span>}
        </label>
      ))}
      <div className="kinds-do">
        <button type="button" className="btn" disabled={checks.length >= MOST} onClick={onAdd}>
          <Plus className="ic" aria-hidden="true" /> Add check
        </button>
        {checks.length > 1 && (
          <button type="button" className="btn" onClick={() => onRemove(front)}>
            <X className="ic" aria-hidden="true" /> Take {checks[front]?.name} away
          </button>
        )}
      </div>
    </fieldset>
  );
}
