// A PIN as it is typed: figures only, not shown, and never offered again by the browser.
import { FieldFrame } from '../ui/kind-form/field-frame.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly help?: string | undefined;
  readonly wrong?: string | undefined;
  readonly autoFocus?: boolean;
  readonly onChange: (pin: string) => void;
}

export function PinField({ label, value, help, wrong, autoFocus, onChange }: Props) {
  return (
    <FieldFrame label={label} help={help} wrong={wrong}>
      {(wired) => (
        <input
          {...wired}
          className="input mono"
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
