// What the forms share: Ctrl+Enter saves, Esc asks before it throws away what was typed, refusals stand where they belong.
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { closeDialog, openDialog } from '../store/dialogs.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Keycap } from '../ui/keycap.tsx';
import type { FormRefusal } from './refusal.ts';

interface Props {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly save: string;
  /** Something was typed that closing would lose. */
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly refusal: FormRefusal;
  /** Errors that no field of the form shows. */
  readonly homeless: readonly { readonly path: string; readonly message: string }[];
  readonly note?: ReactNode;
  /** Further buttons, before the one that saves. */
  readonly more?: ReactNode;
  readonly size?: 'normal' | 'roomy' | 'wide';
  readonly onSave: () => void;
  /** Hears keys before the form does; true when it used one. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
  readonly children: ReactNode;
}

/** A form in a dialog. Enter in a field saves as well, unless the field keeps it. */
export function FormDialog({ title, sub, save, isDirty, isSaving, onSave, onKey, ...rest }: Props) {
  const [armed, setArmed] = useState(false);
  // One form may lie over another: each button sends its own.
  const formId = useId();
  const close = () => {
    if (isDirty && !armed) setArmed(true);
    else closeDialog();
  };
  const submit = () => {
    if (!isSaving) onSave();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && armed) setArmed(false);
    if (onKey?.(event)) event.preventDefault();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      submit();
    }
  };
  return (
    <Dialog
      title={title}
      {...(sub === undefined ? {} : { sub })}
      size={rest.size ?? 'normal'}
      onClose={close}
      footer={
        <>
          <span className="note" role="status">
            {armed ? <b>Esc again throws away what you typed.</b> : rest.note}
          </span>
          {rest.more}
          <button type="submit" form={formId} className="btn pri" disabled={isSaving}>
            <Keycap keys="Ctrl+Enter" />
            {save}
          </button>
        </>
      }
    >
      <form
        id={formId}
        className="inv-form"
        noValidate
        onKeyDown={keys}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {rest.children}
        <Refused refusal={rest.refusal} homeless={rest.homeless} />
      </form>
    </Dialog>
  );
}

/** What was refused and belongs to no field. */
export function Refused({ refusal, homeless }: Pick<Props, 'refusal' | 'homeless'>) {
  if (refusal.sentence === null && homeless.length === 0) return null;
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <div>
        {refusal.sentence && <p>{refusal.sentence} What you typed is kept.</p>}
        {homeless.map((field) => (
          <p key={field.path}>
            {field.path && <b className="mono">{field.path}</b>} {field.message}
          </p>
        ))}
      </div>
      {refusal.needsVault && (
        <button type="button" className="btn" onClick={() => openDialog({ type: 'vault' })}>
          Open the vault
        </button>
      )}
    </div>
  );
}
