// Something leaves as a file: the engine writes it, and the operator says where to keep it.
import type { ReactNode } from 'react';
import { saveFile, type WrittenFile } from '../lib/save-file.ts';
import { FormDialog } from './form-dialog.tsx';
import { elsewhere } from './refusal.ts';
import type { KeptForm } from './use-kept-form.ts';
import './forms.css';

type Wrong = readonly { readonly path: string; readonly message: string }[];

interface Props {
  readonly title: string;
  /** What leaves. */
  readonly sub: string | undefined;
  /** What is put on the record, in a sentence. */
  readonly note: string;
  readonly form: Pick<KeptForm<object>, 'isSaving' | 'refusal' | 'save'>;
  /** What is wrong before the engine is asked; the fields in `children` show it, as all that is refused at `homes`. */
  readonly wrong?: Wrong;
  readonly homes?: readonly string[];
  readonly write: () => Promise<WrittenFile>;
  readonly children: ReactNode;
}

export function FileDialog({ title, sub, note, form, wrong = [], homes = [], write, children }: Props) {
  return (
    <FormDialog
      title={title}
      sub={sub}
      save={form.isSaving ? 'Writing it…' : 'Save as a file'}
      size="roomy"
      // A choice that is made again in a second: Esc closes at once.
      isDirty={false}
      isSaving={form.isSaving}
      refusal={form.refusal}
      homeless={elsewhere(form.refusal, homes)}
      note={note}
      onSave={() =>
        form.save(wrong, write, (file) => {
          saveFile(file);
          return `${file.name} is ready: say where to keep it.`;
        })
      }
    >
      {children}
    </FormDialog>
  );
}
