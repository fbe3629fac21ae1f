// Reports: what availability is held against, and the hours by which interruptions are told apart.
import { zoneNames } from '../../lib/zone-names.ts';
import { rowOf } from './field-row.ts';
import { daysIn, withDay } from './reports-draft.ts';
import { SettingRow } from './setting-row.tsx';
import type { SettingsField } from './settings-draft.ts';
import { TextRow } from './text-row.tsx';
import type { SettingsForm } from './use-settings.ts';
import './reports-section.css';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function ReportsSection({ form }: { readonly form: SettingsForm }) {
  return (
    <section aria-label="Reports" className="set-reports">
      <h2>Reports</h2>
      <TextRow
        form={form}
        field="reportTarget"
        name="Availability target"
        unit="%"
        about="What hosts are held against: reports say which missed it, and what was left of the budget. Default: 99.9 %."
      />
      <TextRow
        form={form}
        field="reportZone"
        name="Zone of the hours below"
        about="Reports themselves say their zone. Default: UTC."
        offers={zoneNames()}
      />
      <DaysRow form={form} />
      <SpanRow
        form={form}
        fields={['businessFrom', 'businessTo']}
        name="Business hours"
        about="On those days. What people are told of outside of them is an interruption off hours. Default: 08:00 to 18:00."
      />
      <SpanRow
        form={form}
        fields={['sleepFrom', 'sleepTo']}
        name="Sleep hours"
        about="Every night. An interruption in them counts as one of sleep. Default: 22:00 to 07:00."
      />
    </section>
  );
}

function DaysRow({ form }: { readonly form: SettingsForm }) {
  const { value, was, wrong, onChange } = rowOf(form, 'businessDays');
  const words =
    was === undefined
      ? undefined
      : daysIn(was)
          .map((day) => DAYS[day - 1])
          .join(', ');
  return (
    <SettingRow name="Business days" about="Default: Monday to Friday." was={words} wrong={wrong}>
      <fieldset className="set-sevs">
        <legend className="vh">Business days</legend>
        {DAYS.map((day, at) => {
          const isOn = value.includes(String(at + 1));
          return (
            <label key={day} className={isOn ? 'on' : undefined}>
              <input type="checkbox" className="vh" checked={isOn} onChange={() => onChange(withDay(value, at + 1))} />
              {day}
            </label>
          );
        })}
      </fieldset>
    </SettingRow>
  );
}

interface SpanProps {
  readonly form: SettingsForm;
  readonly fields: readonly [from: SettingsField, to: SettingsField];
  readonly name: string;
  readonly about: string;
}

function SpanRow({ form, fields, name, about }: SpanProps) {
  const [from, to] = fields.map((field) => rowOf(form, field));
  if (!from || !to) return null;
  const was =
    from.was === undefined && to.was === undefined ? undefined : `${from.was ?? from.value} to ${to.was ?? to.value}`;
  return (
    <SettingRow name={name} about={about} was={was} wrong={from.wrong ?? to.wrong}>
      {[from, to].map((one, at) => (
        <input
          key={fields[at]}
          className="input mono set-time"
          aria-label={`${name}, ${at === 0 ? 'from' : 'to'}`}
          value={one.value}
          autoComplete="off"
          aria-invalid={one.wrong ? true : undefined}
          onChange={({ target }) => one.onChange(target.value)}
        />
      ))}
    </SettingRow>
  );
}
