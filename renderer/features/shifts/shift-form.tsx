// A shift is planned or changed: when, on which days, in which weeks, and by whom; what it comes to is said while it is typed.
import { useDeferredValue } from 'react';
import type { ShiftId } from '../../../electron/contract/model/ids.ts';
import type { ShiftPlanDraft } from '../../../electron/contract/model/shift.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { WeekdayBoxes } from '../../forms/weekday-boxes.tsx';
import { localZoneName } from '../../lib/local-time.ts';
import { count } from '../../lib/number.ts';
import { dateIn, mondayOf, wallClock } from '../../lib/zone-days.ts';
import { zoneNames } from '../../lib/zone-names.ts';
import { engine } from '../../link/client.ts';
import { closeDialog, openDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { emptyShift, planOf, type ShiftText, textOfPlan } from './shift-text.ts';
import { useCalendar } from './use-calendar.ts';
import '../../forms/forms.css';
import './shifts.css';

const FIELDS = ['name', 'zone', 'from', 'to', 'days', 'cycle', 'startsOn', 'people'] as const;

/** Plans a shift (`shiftId` null) or changes one. */
export function ShiftForm({ shiftId }: { readonly shiftId: ShiftId | null }) {
  const people = useWorld((world) => world.onCall.people);
  const known = useWorld((world) => world.shifts.plans.find(({ id }) => id === shiftId));
  const zone = localZoneName();
  const form = useKeptForm<ShiftText & { readonly id: ShiftId }>(() => ({
    id: shiftId ?? (crypto.randomUUID() as ShiftId),
    ...(known ? textOfPlan(known, people) : emptyShift(zone, dateIn(mondayOf(Date.now(), zone, 0), zone))),
  }));
  const { text, set, refusal } = form;
  const draft = planOf(text.id, text, known?.overrides ?? [], people);
  const wrong = text.name.trim() === '' ? [{ path: 'name', message: 'is missing' }] : [];
  return (
    <FormDialog
      title={shiftId ? 'Edit shift' : 'Plan a shift'}
      sub={known?.name ?? 'who works when'}
      save={shiftId ? 'Save' : 'Plan it'}
      size="roomy"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, FIELDS)}
      note={<Preview draft={draft} />}
      more={
        shiftId && (
          <button type="button" className="btn" onClick={() => remove(shiftId)}>
            Remove
          </button>
        )
      }
      onSave={() =>
        form.save(
          wrong,
          () => engine().shifts.putPlan(draft),
          `The shift ${draft.name} is ${shiftId ? 'changed' : 'planned'}.`,
        )
      }
    >
      <Times text={text} refusal={refusal} onChange={set} />
      <Weeks text={text} refusal={refusal} onChange={set} />
      <TokenField
        label="Who works it"
        isClosed
        values={text.people}
        offers={people.map(({ name }) => name)}
        help={people.length === 0 ? 'Nobody is known yet: add people first.' : 'All of them together, in this order.'}
        wrong={wrongAt(refusal, 'people')}
        onChange={(names) => set({ people: names })}
      />
    </FormDialog>
  );
}

function remove(shiftId: ShiftId): void {
  closeDialog();
  openDialog({ type: 'remove-shift', shiftId });
}

interface PartProps {
  readonly text: ShiftText;
  readonly refusal: FormRefusal;
  readonly onChange: (change: Partial<ShiftText>) => void;
}

function Times({ text, refusal, onChange }: PartProps) {
  return (
    <>
      <div className="field-row">
        <TextField
          label="Name of the shift"
          autoFocus
          value={text.name}
          placeholder="Night A"
          wrong={wrongAt(refusal, 'name')}
          onChange={(name) => onChange({ name })}
        />
        <TextField
          label="Time zone"
          value={text.zone}
          offers={zoneNames()}
          wrong={wrongAt(refusal, 'zone')}
          onChange={(zone) => onChange({ zone })}
        />
      </div>
      <div className="field-row">
        <TextField
          label="Begins at"
          isMono
          value={text.from}
          wrong={wrongAt(refusal, 'from')}
          onChange={(from) => onChange({ from })}
        />
        <TextField
          label="Ends at"
          isMono
          value={text.to}
          help={text.to !== '' && text.to <= text.from ? 'on the next day' : undefined}
          wrong={wrongAt(refusal, 'to')}
          onChange={(to) => onChange({ to })}
        />
        <TextField
          label="For the first time on"
          isMono
          value={text.startsOn}
          wrong={wrongAt(refusal, 'startsOn')}
          onChange={(startsOn) => onChange({ startsOn })}
        />
      </div>
    </>
  );
}

function Weeks({ text, refusal, onChange }: PartProps) {
  const weeks = Math.min(12, Math.max(1, Math.floor(Number(text.weeks)) || 1));
  const toggle = (week: number) =>
    onChange({
      takes: text.takes.includes(week)
        ? text.takes.filter((one) => one !== week)
        : [...text.takes, week].sort((a, b) => a - b),
    });
  const wrong = wrongAt(refusal, 'days') ?? wrongAt(refusal, 'cycle');
  return (
    <div className="shf-weeks">
      <span className="label">Begins on</span>
      <WeekdayBoxes label="Begins" days={text.days} onChange={(days) => onChange({ days })} />
      <TextField label="Weeks in a turn" value={text.weeks} onChange={(typed) => onChange({ weeks: typed })} />
      {weeks > 1 && (
        <fieldset className="weekday-boxes">
          <legend className="vh">Weeks in which it takes place, the first is the one of the first day</legend>
          {Array.from({ length: weeks }, (_, at) => at + 1).map((week) => (
            <label key={week} className="check-row">
              <input type="checkbox" checked={text.takes.includes(week)} onChange={() => toggle(week)} />
              week {week}
            </label>
          ))}
        </fieldset>
      )}
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

const TWO_WEEKS_MS = 14 * 86_400_000;

/** What the shifts come to with this one as typed. */
function Preview({ draft }: { readonly draft: ShiftPlanDraft }) {
  const typed = useDeferredValue(draft);
  const now = Date.now();
  // To the hour: another second is not another question.
  const from = now - (now % 3_600_000);
  const isWhole = typed.name !== '' && typed.days.length > 0 && (typed.cycle?.takes?.length ?? 0) > 0;
  const { shifts, gaps, trouble } = useCalendar(from, from + TWO_WEEKS_MS, typed, isWhole);
  if (!isWhole) return 'Name it, and give it at least one day.';
  if (trouble !== null) return 'Some of it cannot be: it is said when it is saved.';
  const own = shifts.filter(({ shiftId }) => shiftId === typed.id);
  const [gap, ...more] = gaps;
  const times = `${count(own.length, 'time')} in the next two weeks.`;
  if (!gap) return `${times} With the others no gap.`;
  const others = more.length === 0 ? '' : ` and ${count(more.length, 'more', 'more')}`;
  return (
    <>
      {times}{' '}
      <b>
        Nobody from {wallClock(gap.from, typed.zone)} to {wallClock(gap.to, typed.zone)}
        {others}.
      </b>
    </>
  );
}
