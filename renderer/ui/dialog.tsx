// The dialog: the browser's own modal. It traps the focus, makes the rest inert, closes on Esc and gives the focus back;
// it also needs no injected <style>, which the page's content policy would refuse.
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

export interface DialogProps {
  readonly title: string;
  /** Beside the title, quiet: what it is about. */
  readonly sub?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the primary one last. */
  readonly footer?: ReactNode;
  readonly size?: 'normal' | 'roomy' | 'wide';
  /** Draws no head; the title is only read out. */
  readonly bare?: boolean;
}

const FIELDS = 'input:not([type="radio"], [type="checkbox"]), textarea, select';

/** A modal dialog, open as long as it is mounted. Its first field has the focus, else its first button. */
export function Dialog({ title, sub, onClose, children, footer, size = 'normal', bare = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    // A page without modals (jsdom) shows it in place.
    if (dialog?.showModal) dialog.showModal();
    else dialog?.setAttribute('open', '');
    // A modal starts at the first thing that can have the focus; here that is the first field to type in.
    dialog?.querySelector<HTMLElement>(FIELDS)?.focus();
    return () => dialog?.close?.();
  }, []);
  return (
    <dialog
      ref={element}
      className={`dlg${size === 'normal' ? '' : ` ${size}`}${bare ? ' bare' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        // The shade belongs to the element itself; its content never is the target.
        if (event.target === element.current && !inside(event.currentTarget, event)) onClose();
      }}
    >
      <header className={bare ? 'vh' : undefined}>
        <h2 id={titleId}>{title}</h2>
        {sub !== undefined && <span className="sub">{sub}</span>}
      </header>
      <div className="dlg-body">{children}</div>
      {footer !== undefined && <footer>{footer}</footer>}
    </dialog>
  );
}

function inside(element: HTMLElement, at: { readonly clientX: number; readonly clientY: number }): boolean {
  const box = element.getBoundingClientRect();
  return at.clientX >= box.left && at.clientX <= box.right && at.clientY >= box.top && at.clientY <= box.bottom;
}
