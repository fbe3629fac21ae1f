// A report as a file: in which form; as CSV all figures, or the rows of one set.
import { useEffect, useRef, useState } from 'react';
import type { ReportAskDraft, ReportForm } from '../../../electron/contract/model/report.ts';
import { FileDialog } from '../../forms/file-dialog.tsx';
import { FormChoice, type OfferedForm } from '../../forms/form-choice.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { figure } from '../../lib/number.ts';
import { clock } from '../../lib/time.ts';
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

const NOTE = 'It is computed once more, and it is put on the record that it was exported.';

export function ReportExportDialog({ ask }: { readonly ask: ReportAskDraft }) {
  const report = useReport((state) => (JSON.stringify(state.ask) === JSON.stringify(ask) ? state.report : null));
  const sets = report?.rowSets ?? [];
  const form = useKeptForm(() => ({ form: 'pdf' as Form, rows: sets[0]?.id ?? '' }));
  const { text } = form;
  // The report may come, or another take its place, while the dialog is open.
  const set = sets.find(({ id }) => id === text.rows) ?? sets[0];
  const [since, setSince] = useState(0);
  const leaving = useStoppedOnClose();
  const forms = FORMS.filter(({ form: each }) => sets.length > 0 || each !== 'rows');
  const write = () => {
    setSince(Date.now());
    const what =
      text.form === 'rows' ? { form: 'csv' as const, rows: set?.id ?? null } : { form: text.form, rows: null };
    return engine().reports.exportFile({ ask, ...what }, { signal: leaving() });
  };
  return (
    <FileDialog
      title="Export the report"
      sub={report?.period.words}
      note={
        form.isSaving
          ? `Being computed and written since ${clock(since)} UTC. Esc leaves it: no file comes then.`
          : NOTE
      }
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
        <FieldFrame label="Rows" help={set?.about}>
          {(wired) => (
            <select
              {...wired}
              className="input"
              value={set?.id ?? ''}
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

/** Whoever closes the dialog no longer wants the file, and nothing of it may close what was opened since. */
function useStoppedOnClose(): () => AbortSignal {
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);
  return () => {
    going.current = new AbortController();
    return going.current.signal;
  };
}
