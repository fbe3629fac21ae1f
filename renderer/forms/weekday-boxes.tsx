// Days of the week, each with a box.
import './weekday-boxes.css';

/** ISO 8601: Monday is 1. */
const WEEKDAYS = [
  [1, 'Mon'],
  [2, 'Tue'],
  [3, 'Wed'],
  [4, 'Thu'],
  [5, 'Fri'],
  [6, 'Sat'],
  [7, 'Sun'],
] as const;

interface Props {
  readonly label: string;
  /** ISO numbers, in order. */
  readonly days: readonly number[];
  readonly onChange: (days: readonly number[]) => void;
}

export function WeekdayBoxes({ label, days, onChange }: Props) {
  const toggle = (day: number) =>
    onChange(days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b));
  return (
    <fieldset className="weekday-boxes">
      <legend className="vh">{label}, days</legend>
      {WEEKDAYS.map(([day, name]) => (
        <label key={day} className="check-row">
          <input type="checkbox" checked={days.includes(day)} onChange={() => toggle(day)} />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
