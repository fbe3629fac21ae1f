// Around every control: its name and unit, what is wrong, what helps; wired for readers of screens.
import { type ReactNode, useId } from 'react';

interface Wired {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FrameProps {
  readonly label: string;
  readonly unit?: string | undefined;
  readonly help?: string | undefined;
  readonly optional?: boolean;
  readonly wrong?: string | undefined;
  readonly children: (wired: Wired) => ReactNode;
}

/** Label above, error and help below; spread what `children` is given onto the control. */
export function FieldFrame({ label, unit, help, optional, wrong, children }: FrameProps) {
  const id = useId();
  const described = [help && `${id}-help`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {unit && <u>{unit}</u>}
        {optional && <span className="optional">optional</span>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': wrong ? true : undefined })}
      {wrong && (
        <span className="wrong" id={`${id}-wrong`} role="alert">
          {wrong}
        </span>
      )}
      {help && (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}
