// How often it comes back: a few usual ways, and the rule itself for all others.
import { TextField } from '../../../forms/text-field.tsx';
import { Segment } from '../../../ui/segment.tsx';
import {
  DAY_WORDS,
  type MonthlyBy,
  nthOf,
  REPEAT_KINDS,
  type Repeat,
  type RepeatKind,
  startDay,
} from './recurrence.ts';
import type { WindowText } from './window-draft.ts';

interface Props {
  readonly text: WindowText;
  readonly set: (change: Partial<WindowText>) => void;
  readonly wrong: string | undefined;
}

const NTH = ['', 'first', 'second', 'third', 'fourth', 'fifth'] as const;

export function RecurrenceField({ text, set, wrong }: Props) {
  const { repeat } = text;
  const change = (part: Partial<Repeat>) => set({ repeat: { ...repeat, ...part } });
  const start = startDay(text.start);
  const weekday = DAY_WORDS[start.weekday] ?? 'Mon';
  const monthly: readonly (readonly [MonthlyBy, string])[] = [
    // A fifth Tuesday is not in every month: the last one is what is meant.
    ...(nthOf(start.date) < 5 ? [['nth', `On the ${NTH[nthOf(start.date)]} ${weekday}`] as const] : []),
    ['last', `On the last ${weekday}`],
    ['date', `On day ${start.date}`],
  ];
  return (
    <div className="field wrepeat">
      <span className="label">Comes back</span>
      <Segment<RepeatKind>
        label="Comes back"
        value={repeat.kind}
        options={REPEAT_KINDS}
        onChange={(kind) => change({ kind })}
      />
      {repeat.kind === 'weekly' && (
        <Weekdays repeat={repeat} usual={start.weekday} onChange={(days) => change({ days })} />
      )}
      {repeat.kind === 'monthly' && (
        <Segment<MonthlyBy>
          label="On which day of the month"
          value={repeat.monthlyBy}
          options={monthly}
          onChange={(monthlyBy) => change({ monthlyBy })}
        />
      )}
      {repeat.kind === 'rule' && (
        <TextField
          label="Rule, RFC 5545"
          isMono
          value={repeat.rule}
          placeholder="FREQ=MONTHLY;BYDAY=2TU;COUNT=6"
          wrong={wrong}
          onChange={(rule) => change({ rule })}
        />
      )}
      {repeat.kind !== 'rule' && wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

interface DaysProps {
  readonly repeat: Repeat;
  readonly usual: number;
  readonly onChange: (days: readonly number[]) => void;
}

function Weekdays({ repeat, usual, onChange }: DaysProps) {
  const chosen = repeat.days.length > 0 ? repeat.days : [usual];
  return (
    <fieldset className="wdays">
      <legend className="vh">On which days</legend>
      {DAY_WORDS.map((word, day) => (
        <label key={word} className="check-row">
          <input
            type="checkbox"
            checked={chosen.includes(day)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, day] : chosen.filter((each) => each !== day))
            }
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
