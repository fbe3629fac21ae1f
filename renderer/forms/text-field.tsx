// A line to type in, with what the inventory knows already offered below it.
import { useId } from 'react';
import { FieldFrame } from '../ui/kind-form/field-frame.tsx';
import { offered } from './suggestions.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly help?: string | undefined;
  readonly wrong?: string | undefined;
  readonly offers?: readonly string[];
  readonly optional?: boolean;
  readonly isMono?: boolean;
  readonly autoFocus?: boolean;
}

export function TextField({
  label,
  value,
  onChange,
  help,
  wrong,
  offers,
  optional = false,
  isMono = false,
  ...rest
}: Props) {
  const listId = useId();
  return (
    <FieldFrame label={label} help={help} wrong={wrong} optional={optional}>
      {(wired) => (
        <>
          <input
            {...wired}
            className={`input${isMono ? ' mono' : ''}`}
            value={value}
            placeholder={rest.placeholder}
            list={offers ? listId : undefined}
            // biome-ignore lint/a11y/noAutofocus: a dialog opens on the field that is typed in first
            autoFocus={rest.autoFocus}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          {offers && (
            <datalist id={listId}>
              {offered(offers, value).map((offer) => (
                <option key={offer} value={offer} />
              ))}
            </datalist>
          )}
        </>
      )}
    </FieldFrame>
  );
}
