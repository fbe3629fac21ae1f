// Quiet hours: when people are left in peace, and of what.
import { useMemo } from 'react';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { elsewhere, wrongAt } from '../../../forms/refusal.ts';
import { suggestionsOf } from '../../../forms/suggestions.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { TokenField } from '../../../forms/token-field.tsx';
import { useWorld } from '../../../store/world.ts';
import { HoursField, usualHours } from '../hours-field.tsx';
import { SeveritiesField } from '../severities-field.tsx';
import { type QuietHours, quietWhen } from './rule-words.ts';
import { useAlerting } from './use-alerting.ts';
import { useRuleForm } from './use-rule-form.ts';
import '../../../forms/forms.css';
import '../alerting.css';

const fresh = (): QuietHours => ({
  ...usualHours(),
  name: 'Night',
  days: [1, 2, 3, 4, 5, 6, 7],
  from: '22:00',
  to: '07:00',
  severities: [3, 4],
  tags: [],
  sites: [],
});

const WALL_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

function faults({ name, days, from, to, severities }: QuietHours) {
  const time = 'must be a time like 07:30';
  return [
    ...(name.trim() === '' ? [{ path: 'name', message: 'is missing' }] : []),
    ...(days.length === 0 ? [{ path: 'days', message: 'name at least one day' }] : []),
    ...(WALL_TIME.test(from) ? [] : [{ path: 'from', message: time }]),
    ...(WALL_TIME.test(to) ? [] : [{ path: 'to', message: time }]),
    ...(severities.length === 0 ? [{ path: 'severities', message: 'name at least one severity' }] : []),
  ];
}

export function QuietHoursForm({ place }: { readonly place: number | null }) {
  const { alerting } = useAlerting();
  const hosts = useWorld((world) => world.hosts);
  const offers = useMemo(() => suggestionsOf(hosts.values()), [hosts]);
  const known = place === null ? undefined : alerting?.quietHours[place];
  const { text, set, refusal, ...form } = useRuleForm<QuietHours>({
    start: known ?? fresh(),
    check: faults,
    change: (quiet, now) => ({
      ...now,
      quietHours: place === null ? [...now.quietHours, quiet] : now.quietHours.with(place, quiet),
    }),
    what: place === null ? 'adding quiet hours' : `the change of ${known?.name ?? 'quiet hours'}`,
    done: place === null ? 'The quiet hours are added.' : 'The quiet hours are changed.',
  });
  const wakes = text.severities.some((one) => one <= 2);
  return (
    <FormDialog
      title={place === null ? 'Add quiet hours' : 'Change quiet hours'}
      sub={quietWhen(text)}
      save={place === null ? 'Add quiet hours' : 'Save'}
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, ['name', 'days', 'from', 'to', 'zone', 'severities', 'tags', 'sites'])}
      note={wakes ? <b>SEV1 and SEV2 are meant to wake somebody: these hours hold them back.</b> : null}
      onSave={() => void form.save()}
    >
      <TextField
        label="Name"
        value={text.name}
        help="Said as the reason where an alert is held."
        wrong={wrongAt(refusal, 'name')}
        onChange={(name) => set({ name })}
      />
      <HoursField
        value={text}
        refusal={refusal}
        path=""
        onChange={({ zone, days, from, to }) => set({ zone, days: days.toSorted(), from, to })}
      />
      <SeveritiesField
        value={text.severities}
        wrong={wrongAt(refusal, 'severities')}
        onChange={(severities) => set({ severities: [...severities] })}
      />
      <div className="grid-2">
        <TokenField
          label="Tags, one of"
          values={text.tags}
          offers={offers.tags}
          placeholder="any"
          wrong={wrongAt(refusal, 'tags')}
          onChange={(tags) => set({ tags: [...tags] })}
        />
        <TokenField
          label="Sites, one of"
          values={text.sites}
          offers={offers.sites}
          placeholder="any"
          wrong={wrongAt(refusal, 'sites')}
          onChange={(sites) => set({ sites: [...sites] })}
        />
      </div>
    </FormDialog>
  );
}
