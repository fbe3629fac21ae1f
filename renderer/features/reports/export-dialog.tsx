// A report as a file: in which form; as CSV all figures, or the rows of one set.
import type { ReportAskDraft, ReportForm } from '../../../electron/contract/model/report.ts';
import { FileDialog } from '../../forms/file-dialog.tsx';
import { FormChoice, type OfferedForm } from '../../forms/form-choice.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { figure } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { useReport } from '../../link/report.ts';
import { FieldFrame } from '../../ui/kind-form/field-frame.tsx';
import './export-dialog.css';

type Form = ReportForm | 'rows';

const FORMS: readonly OfferedForm<Form>[] = [
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
  const { text } = form;
  const forms = FORMS.filter(({ form: each }) => sets.length > 0 || each !== 'rows');
  const write = () =>
    engine().reports.exportFile({
      ask,
      form: text.form === 'rows' ? 'csv' : text.form,
      rows: text.form === 'rows' ? text.rows : null,
    });
  return (
    <FileDialog
      title="Export the report"
      sub={report?.period.words}
      note="It is computed once more, and it is put on the record that it was exported."
      form={form}
      write={write}
    >
      <div className="rep-forms">
        <FormChoice
          groups={[{ title: 'Form', forms }]}
          value={text.form}
          onChange={(chosen) => form.set({ form: chosen })}
        />
      </div>
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
    </FileDialog>
  );
}
