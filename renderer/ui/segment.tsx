// A choice of a few that stand side by side.
import { useId } from 'react';

export interface SegmentProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}

/** A choice of a few that stand side by side; arrow keys move it, as in any radio group. */
export function Segment<Value extends string>({ label, value, options, onChange }: SegmentProps<Value>) {
  const name = useId();
  return (
    <fieldset className="seg">
      <legend className="vh">{label}</legend>
      {options.map(([option, text]) => (
        <label key={option} className={option === value ? 'on' : undefined}>
          <input type="radio" className="vh" name={name} checked={option === value} onChange={() => onChange(option)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
