// One field of the settings as a row wants it: what is typed, what holds, what is wrong.
import { FIELDS, type SettingsField } from './settings-draft.ts';
import type { SettingsForm } from './use-settings.ts';

export const ON_OFF = [
  ['on', 'On'],
  ['off', 'Off'],
] as const;

export interface FieldRow {
  readonly value: string;
  /** What holds until it is saved; undefined while it is unchanged. */
  readonly was: string | undefined;
  readonly wrong: string | undefined;
  readonly onChange: (value: string) => void;
}

export const rowOf = (form: SettingsForm, field: SettingsField): FieldRow => ({
  value: form.text[field],
  was: form.text[field] === form.holds[field] ? undefined : form.holds[field],
  wrong: wrongAt(form, field),
  onChange: (value) => form.set({ [field]: value }),
});

/** At the field, or at a part of it ('isolation.beacons.2'). */
function wrongAt({ wrong }: SettingsForm, field: SettingsField): string | undefined {
  const [path] = FIELDS[field];
  const isHere = (at: string): boolean => at === path || at.startsWith(`${path}.`);
  return wrong.fields.find((each) => isHere(each.path.replace(/^settings\./, '')))?.message;
}
