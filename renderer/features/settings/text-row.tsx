// A setting that is one line of text.
import { useId } from 'react';
import { rowOf } from './field-row.ts';
import { SettingRow } from './setting-row.tsx';
import type { SettingsField } from './settings-draft.ts';
import type { SettingsForm } from './use-settings.ts';

interface TextRowProps {
  readonly form: SettingsForm;
  readonly field: SettingsField;
  readonly name: string;
  readonly about: string;
  readonly unit?: string;
  readonly offers?: readonly string[];
}

/** A line of text; `offers`: what may be chosen while it is typed. */
export function TextRow({ form, field, name, about, unit, offers }: TextRowProps) {
  const id = useId();
  const { value, was, wrong, onChange } = rowOf(form, field);
  return (
    <SettingRow name={<label htmlFor={id}>{name}</label>} about={about} was={was} wrong={wrong}>
      <input
        id={id}
        className={offers ? 'input set-zone' : 'input'}
        value={value}
        list={offers ? `${id}-list` : undefined}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong ? true : undefined}
        onChange={({ target }) => onChange(target.value)}
      />
      {unit && <span className="unit">{unit}</span>}
      {offers && (
        <datalist id={`${id}-list`}>
          {offers.map((offer) => (
            <option key={offer} value={offer} />
          ))}
        </datalist>
      )}
    </SettingRow>
  );
}
