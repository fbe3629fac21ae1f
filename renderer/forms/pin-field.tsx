// A PIN as it is typed: figures only, not shown, and never offered again by the browser.
import { useEffect, useRef } from 'react';
import { FieldFrame } from '../ui/kind-form/field-frame.tsx';
import './forms.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly help?: string | undefined;
  readonly wrong?: string | undefined;
  readonly autoFocus?: boolean;
  readonly onChange: (pin: string) => void;
}

export function PinField({ label, value, help, wrong, autoFocus, onChange }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wrong !== undefined) typeAgain(field.current);
  }, [wrong]);
  return (
    <FieldFrame label={label} help={help} wrong={wrong}>
      {(wired) => (
        <input
          {...wired}
          ref={field}
          className="input mono pin"
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          // biome-ignore lint/a11y/noAutofocus: it is what is typed next
          autoFocus={autoFocus}
          value={value}
          onChange={({ target }) => onChange(target.value.replace(/\D/g, ''))}
        />
      )}
    </FieldFrame>
  );
}

/** A wrong one is typed again from the start. To select it takes the focus, so a wrong field before it comes first. */
function typeAgain(field: HTMLInputElement | null): void {
  const first = field?.form?.querySelector('[aria-invalid]') ?? field;
  if (first === field) field?.select();
}
