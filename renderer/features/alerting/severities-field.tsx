// Which severities: four that stand side by side, each on or off.
import { useId } from 'react';
import { SEVERITIES, type Severity } from '../../../electron/contract/model/severity-of.ts';
import './fields.css';

interface Props {
  readonly value: readonly Severity[];
  readonly wrong: string | undefined;
  readonly onChange: (value: readonly Severity[]) => void;
}

export function SeveritiesField({ value, wrong, onChange }: Props) {
  const id = useId();
  const toggle = (one: Severity) =>
    onChange(value.includes(one) ? value.filter((each) => each !== one) : [...value, one].toSorted());
  return (
    <div>
      <fieldset className="days" aria-describedby={wrong ? id : undefined}>
        <legend>Severities</legend>
        {SEVERITIES.map((one) => (
          <label key={one} className={value.includes(one) ? 'on' : undefined}>
            <input type="checkbox" className="vh" checked={value.includes(one)} onChange={() => toggle(one)} />
            SEV{one}
          </label>
        ))}
      </fieldset>
      {wrong && (
        <span className="wrong" id={id} role="alert">
          {wrong}
        </span>
      )}
    </div>
  );
}
