// One setting: its name, its control, what it does and what it is when nobody sets it.
import { type ReactNode, useId } from 'react';

interface FrameProps {
  readonly name: ReactNode;
  readonly children: ReactNode;
  readonly about: ReactNode;
  /** What holds until it is saved; undefined while it is unchanged. */
  readonly was?: string | undefined;
  readonly wrong?: string | undefined;
}

export function SettingRow({ name, children, about, was, wrong }: FrameProps) {
  return (
    <div className={was === undefined ? 'set-row' : 'set-row changed'}>
      <div className="set-name">
        {name}
        {was !== undefined && <u>holds: {was}</u>}
      </div>
      <div className="set-ctl">{children}</div>
      <div className="set-about">
        {wrong && (
          <p className="wrong" role="alert">
            {wrong}
          </p>
        )}
        <p>{about}</p>
      </div>
    </div>
  );
}

interface NumberProps {
  readonly name: string;
  readonly unit: string;
  readonly value: string;
  readonly about: ReactNode;
  readonly was?: string | undefined;
  readonly wrong?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A whole number with its unit. */
export function NumberRow({ name, unit, value, about, was, wrong, onChange }: NumberProps) {
  const id = useId();
  return (
    <SettingRow
      name={<label htmlFor={id}>{name}</label>}
      about={<span id={`${id}-about`}>{about}</span>}
      {...{ was, wrong }}
    >
      <input
        id={id}
        className="input"
        inputMode="numeric"
        autoComplete="off"
        value={value}
        aria-describedby={`${id}-about`}
        aria-invalid={wrong ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="unit">{unit}</span>
    </SettingRow>
  );
}
