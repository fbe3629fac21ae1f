// One occurrence that is not as planned: other people, other hours, or called off; or as planned again.
import type { ShiftId } from '../../../electron/contract/model/ids.ts';
import type { Person } from '../../../electron/contract/model/on-call.ts';
import type { ShiftOverride as Override, ShiftPlan } from '../../../electron/contract/model/shift.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { dateIn } from '../../lib/zone-days.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { idsOf, namesOf } from './shift-text.ts';
import '../../forms/forms.css';

interface Props {
  readonly shiftId: ShiftId;
  /** ISO date; null: today. */
  readonly on: string | null;
}

export function ShiftOverride({ shiftId, on }: Props) {
  const plan = useWorld((world) => world.shifts.plans.find(({ id }) => id === shiftId));
  if (plan) return <Form plan={plan} on={on ?? dateIn(Date.now(), plan.zone)} />;
  return (
    <Dialog title="Change one shift" onClose={closeDialog}>
      <p>The shift was removed meanwhile. Nothing was changed.</p>
    </Dialog>
  );
}

interface OverrideText {
  readonly on: string;
  readonly calledOff: boolean;
  readonly people: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

const textOf = (plan: ShiftPlan, on: string, known: readonly Person[]): OverrideText => {
  const before = plan.overrides.find((one) => one.on === on);
  return {
    on,
    calledOff: before?.calledOff ?? false,
    people: namesOf(before?.people ?? plan.people, known),
    from: before?.from ?? plan.from,
    to: before?.to ?? plan.to,
    reason: before?.reason ?? '',
  };
};

/** What differs from the plan; null: nothing does. */
function overrideOf(text: OverrideText, plan: ShiftPlan, known: readonly Person[]): Override | null {
  const people = idsOf(text.people, known);
  const isPlanned = JSON.stringify(people) === JSON.stringify(idsOf(namesOf(plan.people, known), known));
  const from = text.from.trim() === plan.from ? null : text.from.trim();
  const to = text.to.trim() === plan.to ? null : text.to.trim();
  if (!text.calledOff && isPlanned && from === null && to === null) return null;
  const { on, calledOff, reason } = text;
  return { id: crypto.randomUUID(), on: on.trim(), calledOff, people: isPlanned ? null : people, from, to, reason };
}

function useOverride(plan: ShiftPlan, on: string) {
  const known = useWorld((world) => world.onCall.people);
  const form = useKeptForm(() => textOf(plan, on, known));
  const { text } = form;
  const put = (override: Override | null, wrong: readonly { path: string; message: string }[] = []) => {
    // One at most for each day: what was changed for the day it is for now makes room.
    const others = plan.overrides.filter((one) => one.on !== text.on.trim());
    const overrides = override === null ? others : [...others, override];
    const done = override === null ? 'is as planned again' : override.calledOff ? 'is called off' : 'is changed';
    form.save(wrong, () => engine().shifts.putPlan({ ...plan, overrides }), `${plan.name} of ${text.on} ${done}.`);
  };
  const save = () => {
    const override = overrideOf(text, plan, known);
    const isIdle = override === null && !plan.overrides.some((one) => one.on === text.on.trim());
    put(
      override,
      isIdle
        ? [{ path: '', message: 'Nothing differs from the plan yet: change people or hours, or call it off.' }]
        : [],
    );
  };
  return { ...form, known, save, asPlanned: () => put(null), last: `overrides.${plan.overrides.length}` };
}

function Form({ plan, on }: { readonly plan: ShiftPlan; readonly on: string }) {
  const form = useOverride(plan, on);
  const { text, set } = form;
  // The engine names the line by its place among all; there is one that was sent, and it is the last.
  const refusal = {
    ...form.refusal,
    fields: form.refusal.fields.map((field) => ({ ...field, path: field.path.replace(/^overrides\.\d+\.?/, '') })),
  };
  const isChanged = plan.overrides.some((one) => one.on === text.on.trim());
  return (
    <FormDialog
      title="Change one shift"
      sub={plan.name}
      save="Change it"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['on', 'people', 'from', 'to', 'reason'])}
      note={`Planned: ${plan.from} to ${plan.to}, ${namesOf(plan.people, form.known).join(', ') || 'nobody'}`}
      more={
        isChanged && (
          <button type="button" className="btn" onClick={form.asPlanned}>
            As planned again
          </button>
        )
      }
      onSave={form.save}
    >
      <label className="check-row">
        <input type="checkbox" checked={text.calledOff} onChange={({ target }) => set({ calledOff: target.checked })} />
        Called off: it does not take place
      </label>
      {!text.calledOff && (
        <TokenField
          label="Who works it"
          isClosed
          values={text.people}
          offers={form.known.map(({ name }) => name)}
          wrong={wrongAt(refusal, 'people')}
          onChange={(people) => set({ people })}
        />
      )}
      <div className="field-row">
        <TextField
          label="Begins on"
          isMono
          value={text.on}
          wrong={wrongAt(refusal, 'on')}
          onChange={(day) => set({ on: day })}
        />
        <TextField
          label={`From, ${plan.zone}`}
          isMono
          value={text.from}
          wrong={wrongAt(refusal, 'from')}
          onChange={(from) => set({ from })}
        />
        <TextField
          label="To"
          isMono
          value={text.to}
          help={text.to !== '' && text.to <= text.from ? 'on the next day' : undefined}
          wrong={wrongAt(refusal, 'to')}
          onChange={(to) => set({ to })}
        />
      </div>
      <TextField
        label="Why"
        optional
        value={text.reason}
        placeholder="swapped with A. Brandt"
        wrong={wrongAt(refusal, 'reason')}
        onChange={(reason) => set({ reason })}
      />
    </FormDialog>
  );
}
