// The dialog of everything that is removed for good.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { closeDialog } from '../store/dialogs.ts';
import { say } from '../store/say.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Keycap } from '../ui/keycap.tsx';
import { refusalOf } from './refusal.ts';
import './forms.css';

export interface RemovalProps {
  readonly title: string;
  readonly goes: readonly (string | false | undefined)[];
  readonly stays: string;
  readonly label: string;
  /** Does it, and says what was done. */
  readonly run: () => Promise<string>;
  /** Why it cannot be done now; null when it can. */
  readonly hindrance?: string | null;
  /** What has to be given before it is done. */
  readonly proof?: ReactNode;
  readonly isProven?: boolean;
}

/** Removing cannot be taken back: it says what goes and what stays, and starts on "keep". */
export function Removal({ title, goes, stays, label, run, hindrance = null, proof, isProven = true }: RemovalProps) {
  const keep = useRef<HTMLButtonElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isOff = hindrance !== null || !isProven;
  // biome-ignore lint/correctness/useExhaustiveDependencies: where it starts is decided once
  useEffect(() => {
    if (!proof) keep.current?.focus();
  }, []);
  const remove = async () => {
    if (busy || isOff) return;
    setBusy(true);
    try {
      say(await run());
      closeDialog();
    } catch (error) {
      const { fields, sentence } = refusalOf(error);
      setWrong(`It is still there. ${sentence ?? fields.map((field) => field.message).join('; ')}`);
      setBusy(false);
    }
  };
  useCtrlEnter(() => void remove());
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      footer={
        <>
          <span className="note">This cannot be taken back.</span>
          <button type="button" className="btn" ref={keep} onClick={closeDialog}>
            <Keycap keys="Escape" />
            Keep it
          </button>
          <button type="button" className="btn pri" disabled={busy || isOff} onClick={() => void remove()}>
            <Keycap keys="Ctrl+Enter" />
            {label}
          </button>
        </>
      }
    >
      <dl className="removal">
        <dt>Goes</dt>
        <dd>
          <ul>{goes.map((line) => line && <li key={line}>{line}</li>)}</ul>
        </dd>
        <dt>Stays</dt>
        <dd>{stays}</dd>
        {proof && <dd className="proof">{proof}</dd>}
        {hindrance && <dd className="wrong">{hindrance}</dd>}
        {wrong && (
          <dd className="wrong" role="alert">
            {wrong}
          </dd>
        )}
      </dl>
    </Dialog>
  );
}

/** Ctrl+Enter anywhere while the dialog is open. */
function useCtrlEnter(run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
