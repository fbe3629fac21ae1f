// A report as a file: in which form; as CSV all figures, or the rows of one set.
import { useEffect, useId, useRef } from 'react';
import type { ReportAskDraft, ReportForm } from '../../../electron/contract/model/report.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere } from '../../forms/refusal.ts';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { figure } from '../../lib/number.ts';
import { saveFile } from '../../lib/save-file.ts';
import { engine } from '../../link/client.ts';
import { useReport } from '../../link/report.ts';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import '../../forms/forms.css';
import './export-dialog.css';

type Form = ReportForm | 'rows';

const FORMS: readonly { readonly form: Form; readonly name: string; readonly about: string }[] = [
  { form: 'pdf', name: 'PDF', about: 'Cover, figures, charts and tables on numbered pages: to send.' },
  { form: 'html', name: 'HTML', about: 'The same in one file for any browser. Nothing in it runs or is fetched.' },
  { form: 'csv', name: 'CSV of all figures', about: 'A line for each figure, with its value, cases and definition.' },
  { form: 'rows', name: 'CSV of rows', about: 'The rows that figures were computed from, one set.' },
  { form: 'json', name: 'JSON', about: 'Everything, all rows too: whoever has it can compute each figure again.' },
];

export function ReportExportDialog({ ask }: { readonly ask: ReportAskDraft }) {
  const report = useReport((state) => (JSON.stringify(state.ask) === JSON.stringify(ask) ? state.report : null));
  const sets = report?.rowSets ?? [];
  const form = useKeptForm(() => ({ form: 'pdf' as Form, rows: sets[0]?.id ?? '' }));
  const { text, refusal } = form;
  const send = () =>
    engine().reports.exportFile({
      ask,
      form: text.form === 'rows' ? 'csv' : text.form,
      rows: text.form === 'rows' ? text.rows : null,
    });
  return (
    <FormDialog
      title="Export the report"
      sub={report?.period.words}
      save={form.isSaving ? 'Writing it…' : 'Save as a file'}
      size="roomy"
      // A choice that is made again in a second: Esc closes at once.
      isDirty={false}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(refusal, [])}
      note="It is computed once more, and it is put on the record that it was exported."
      onSave={() =>
        form.save([], send, (file) => {
          saveFile(file);
          return `${file.name} is ready: say where to keep it.`;
        })
      }
    >
      <Choice value={text.form} hasRows={sets.length > 0} onChange={(chosen) => form.set({ form: chosen })} />
      {text.form === 'rows' && (
        <FieldFrame label="Rows" help={sets.find(({ id }) => id === text.rows)?.about}>
          {(wired) => (
            <select
              {...wired}
              className="input"
              value={text.rows}
              onChange={({ target }) => form.set({ rows: target.value })}
            >
              {sets.map(({ id, title, rows }) => (
                <option key={id} value={id}>
                  {title}, {figure(rows.length)}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
      )}
    </FormDialog>
  );
}

interface ChoiceProps {
  readonly value: Form;
  readonly hasRows: boolean;
  readonly onChange: (form: Form) => void;
}

function Choice({ value, hasRows, onChange }: ChoiceProps) {
  const name = useId();
  const chosen = useRef<HTMLInputElement>(null);
  // Behind the dialog, which gives the focus to the first field to type in: here the choice comes first.
  useEffect(() => chosen.current?.focus(), []);
  return (
    <fieldset className="rep-forms">
      <legend>Form</legend>
      {FORMS.filter(({ form }) => hasRows || form !== 'rows').map(({ form, name: called, about }) => (
        <label key={form} className={form === value ? 'on' : undefined}>
          <input
            type="radio"
            name={name}
            checked={form === value}
            ref={form === value ? chosen : undefined}
            onChange={() => onChange(form)}
          />
          <b>{called}</b>
          <span>{about}</span>
        </label>
      ))}
    </fieldset>
  );
}
