// A field of a hand-over that is typed into where it is read. What is typed is kept with every key; what the engine has kept
// stands there otherwise. While somebody types, nothing that comes in moves the caret.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { typeWords, writeSoon } from '../../link/handoff-writing.ts';
import { useTypedField } from '../../store/handoff-typed.ts';
import { restsKeys } from './rest-keys.ts';

interface Props {
  readonly handoffId: HandoffId;
  /** The field, as handoff-typed names it. */
  readonly path: string;
  /** As it is on record. */
  readonly kept: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly maxLength: number;
  /** More than a line: Enter begins a new one. */
  readonly isLong?: boolean;
  readonly className?: string;
  readonly offers?: string;
  /** Somebody asked for this very field: it is typed in next. */
  readonly takesFocus?: boolean;
  /** Named by the keys that lead here. */
  readonly field: string;
}

export function TypedField({ handoffId, path, kept, isLong = false, className = '', ...rest }: Props) {
  const waiting = useTypedField(handoffId, path);
  const [draft, setDraft] = useState<string | null>(null);
  const leave = useRef(() => {});
  leave.current = () => writeSoon(handoffId);
  // Who leaves the screen while typing has paused as well.
  useEffect(() => () => leave.current(), []);
  const wired = {
    ref: restsKeys,
    autoFocus: rest.takesFocus,
    className: `ho-field ${className}`.trim(),
    value: draft ?? waiting ?? kept,
    placeholder: rest.placeholder,
    maxLength: rest.maxLength,
    'aria-label': rest.label,
    'data-field': rest.field,
    spellCheck: isLong,
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => {
      setDraft(target.value);
      typeWords(handoffId, path, target.value);
    },
    onBlur: () => {
      setDraft(null);
      writeSoon(handoffId);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => leavingKeys(event, isLong),
  };
  return isLong ? <textarea {...wired} rows={1} /> : <input {...wired} type="text" list={rest.offers} />;
}

/** Esc, Ctrl Enter, and Enter in a single line: back to the item, whose keys work again. */
export function leavingKeys(event: KeyboardEvent<HTMLElement>, isLong: boolean): void {
  const { key, ctrlKey, metaKey, currentTarget } = event;
  const isDone = key === 'Escape' || (key === 'Enter' && (!isLong || ctrlKey || metaKey));
  if (!isDone || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const item = currentTarget.closest<HTMLElement>('[data-item]');
  if (item) item.focus();
  else currentTarget.blur();
}
