// When a report is made by itself, of what, in which forms, and where it goes.
import { useMemo, useRef } from 'react';
import type { Channel } from '../../../electron/contract/model/notice.ts';
import { REPORT_FORMS, type ReportForm, type ReportSchedule } from '../../../electron/contract/model/report.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { suggestionsOf } from '../../forms/suggestions.ts';
import { TextField } from '../../forms/text-field.tsx';
import { TokenField } from '../../forms/token-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { localZoneName } from '../../lib/local-time.ts';
import { zoneNames } from '../../lib/zone-names.ts';
import { changeReports, type ReportSettings, useReportSettings } from '../../link/report-settings.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import { Segment } from '../../ui/segment.tsx';
import { draftOf, faultsOf, type ScheduleDraft, scheduleOf, withSchedule } from './schedules/schedule-draft.ts';
import { whenWords } from './schedules/schedule-words.ts';
import '../../forms/forms.css';
import './schedules/schedules.css';

const PERIODS = [
  ['daily', 'Each day'],
  ['weekly', 'Each week'],
  ['monthly', 'Each month'],
] as const satisfies readonly (readonly [ReportSchedule['period'], string])[];

const FIELDS = ['name', 'at', 'zone', 'scope.sites', 'scope.tags', 'forms', 'email.channelId', 'email.to', 'folder'];

export function ReportScheduleForm({ scheduleId }: { readonly scheduleId: string | null }) {
  const { reports, failure } = useReportSettings();
  // As it was when it was opened: somebody may change or remove it while it is typed.
  const opened = useRef<ReportSettings | null>(null);
  opened.current ??= reports;
  if (opened.current) return <Form schedule={opened.current.schedules.find(({ id }) => id === scheduleId)} />;
  return (
    <Dialog title="Schedules" onClose={closeDialog}>
      <p role="status">
        {failure === null
          ? 'The schedules are being read.'
          : `The schedules could not be read. ${failure} Esc closes this.`}
      </p>
    </Dialog>
  );
}

function Form({ schedule }: { readonly schedule: ReportSchedule | undefined }) {
  const channels = useWorld((world) => world.channels).filter(({ kind }) => kind === 'email');
  const form = useKeptForm<ScheduleDraft>(() => draftOf(schedule, localZoneName(), channels[0]?.id ?? ''));
  const { text, set } = form;
  const refusal = inForm(form.refusal);
  const send = () => {
    const kept = scheduleOf(text, schedule ?? { id: crypto.randomUUID(), enabled: true });
    return changeReports(
      (now) => ({ ...now, schedules: withSchedule(now.schedules, kept) }),
      schedule ? `the change of ${schedule.name}` : `adding ${kept.name}`,
    );
  };
  return (
    <FormDialog
      title={schedule ? 'Edit the schedule' : 'Add a schedule'}
      sub={whenWords(text)}
      save={schedule ? 'Save' : 'Add the schedule'}
      size="roomy"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, FIELDS)}
      note="It reports what has just ended. A time the clocks skip is made at the jump."
      onSave={() => form.save(faultsOf(text), send, schedule ? 'Saved. z takes it back.' : 'Added. z takes it back.')}
    >
      <TextField
        label="Name"
        value={text.name}
        placeholder="Morning report"
        wrong={wrongAt(refusal, 'name')}
        onChange={(name) => set({ name })}
      />
      <div className="rep-when">
        <Segment label="How often" value={text.period} options={PERIODS} onChange={(period) => set({ period })} />
        <TextField label="At" isMono value={text.at} wrong={wrongAt(refusal, 'at')} onChange={(at) => set({ at })} />
        <TextField
          label="Time zone"
          value={text.zone}
          offers={zoneNames()}
          wrong={wrongAt(refusal, 'zone')}
          onChange={(zone) => set({ zone })}
        />
      </div>
      <ScopeFields text={text} refusal={refusal} set={set} />
      <Forms value={text.forms} wrong={wrongAt(refusal, 'forms')} onChange={(forms) => set({ forms })} />
      <MailFields text={text} refusal={refusal} channels={channels} set={set} />
      <TextField
        label="Put into the folder"
        optional
        isMono
        value={text.folder}
        placeholder="/srv/reports"
        help="On the machine of the engine. It has to be there: it is not made, a share may not be mounted."
        wrong={wrongAt(refusal, 'folder')}
        onChange={(folder) => set({ folder })}
      />
    </FormDialog>
  );
}

interface ScopeProps {
  readonly text: ScheduleDraft;
  readonly refusal: FormRefusal;
  readonly set: (change: Partial<ScheduleDraft>) => void;
}

function ScopeFields({ text, refusal, set }: ScopeProps) {
  const hosts = useWorld((world) => world.hosts);
  const offers = useMemo(() => suggestionsOf(hosts.values()), [hosts]);
  return (
    <div className="grid-2">
      <TokenField
        label="Sites, one of"
        values={text.sites}
        offers={offers.sites}
        placeholder="all"
        wrong={wrongAt(refusal, 'scope.sites')}
        onChange={(sites) => set({ sites })}
      />
      <TokenField
        label="Tags, one of"
        values={text.tags}
        offers={offers.tags}
        placeholder="any"
        wrong={wrongAt(refusal, 'scope.tags')}
        onChange={(tags) => set({ tags })}
      />
    </div>
  );
}

interface MailProps extends ScopeProps {
  readonly channels: readonly Channel[];
}

/** To whom it is sent, and through which channel. */
function MailFields({ text, refusal, channels, set }: MailProps) {
  return (
    <>
      <TokenField
        label="Sent to"
        values={text.to}
        offers={[]}
        placeholder="ops@example.org"
        wrong={wrongAt(refusal, 'email.to')}
        onChange={(to) => set({ to })}
      />
      {(text.to.length > 0 || wrongAt(refusal, 'email.channelId')) && (
        <FieldFrame
          label="Through"
          wrong={wrongAt(refusal, 'email.channelId')}
          help={channels.length === 0 ? 'There is no e-mail channel yet: add one under Alerts, Channels.' : undefined}
        >
          {(wired) => (
            <select
              {...wired}
              className="input"
              value={text.channelId}
              onChange={({ target }) => set({ channelId: channels.find(({ id }) => id === target.value)?.id ?? '' })}
            >
              <option value="">no channel</option>
              {channels.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
      )}
    </>
  );
}

interface FormsProps {
  readonly value: readonly ReportForm[];
  readonly wrong: string | undefined;
  readonly onChange: (forms: readonly ReportForm[]) => void;
}

function Forms({ value, wrong, onChange }: FormsProps) {
  const toggle = (form: ReportForm) =>
    onChange(
      value.includes(form)
        ? value.filter((one) => one !== form)
        : REPORT_FORMS.filter((one) => one === form || value.includes(one)),
    );
  return (
    <fieldset className="rep-forms-row">
      <legend>As</legend>
      {REPORT_FORMS.map((form) => (
        <label key={form} className="check-row">
          <input type="checkbox" checked={value.includes(form)} onChange={() => toggle(form)} />
          {form.toUpperCase()}
        </label>
      ))}
      {wrong && (
        <span className="wrong" role="alert">
          {wrong}
        </span>
      )}
    </fieldset>
  );
}

/** 'reports.schedules.2.email.to.0' → 'email.to.0'. */
const inForm = (refusal: FormRefusal): FormRefusal => ({
  ...refusal,
  fields: refusal.fields.map(({ path, message }) => ({
    path: path.replace(/^(settings\.)?reports\.schedules\.\d+\./, ''),
    message,
  })),
});
