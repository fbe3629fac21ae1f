// Hours of the week to enter: on which days, from when to when, on whose clock.
import { useId } from 'react';
import type { FormRefusal } from '../../forms/refusal.ts';
import { wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { zoneNames } from '../../lib/zone-names.ts';
import { DAY_NAMES } from './hours-words.ts';
import './fields.css';

export interface HoursText {
  readonly zone: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** The machine's own zone, and office hours: what most begin with. */
export const usualHours = (): HoursText => ({
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  days: [1, 2, 3, 4, 5],
  from: '08:00',
  to: '18:00',
});

interface Props {
  readonly value: HoursText;
  readonly refusal: FormRefusal;
  /** Where the hours stand in what is sent: 'hours.', or ''. */
  readonly path: string;
  readonly onChange: (value: HoursText) => void;
}

export function HoursField({ value, refusal, path, onChange }: Props) {
  const id = useId();
  const wrongDays = wrongAt(refusal, `${path}days`);
  const toggle = (day: number) =>
    onChange({
      ...value,
      days: value.days.includes(day) ? value.days.filter((one) => one !== day) : [...value.days, day],
    });
  return (
    <div className="hours">
      <fieldset className="days" aria-describedby={wrongDays ? `${id}w` : undefined}>
        <legend>On</legend>
        {DAY_NAMES.map((name, at) => (
          <label key={name} className={value.days.includes(at + 1) ? 'on' : undefined}>
            <input
              type="checkbox"
              className="vh"
              checked={value.days.includes(at + 1)}
              onChange={() => toggle(at + 1)}
            />
            {name}
          </label>
        ))}
      </fieldset>
      {wrongDays && (
        <span className="wrong" id={`${id}w`} role="alert">
          {wrongDays}
        </span>
      )}
      <div className="hours-row">
        <TextField
          label="From"
          value={value.from}
          wrong={wrongAt(refusal, `${path}from`)}
          onChange={(from) => onChange({ ...value, from })}
        />
        <TextField
          label="To"
          value={value.to}
          help={value.to <= value.from ? 'on the next day' : undefined}
          wrong={wrongAt(refusal, `${path}to`)}
          onChange={(to) => onChange({ ...value, to })}
        />
        <TextField
          label="Time zone"
          value={value.zone}
          offers={zoneNames()}
          wrong={wrongAt(refusal, `${path}zone`)}
          onChange={(zone) => onChange({ ...value, zone })}
        />
      </div>
    </div>
  );
}
