// Several short words in one field: Enter or comma takes one up, Backspace in an empty field takes the last one back.

import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { FieldFrame } from '../ui/kind-form/field-frame.tsx';
import { offered } from './suggestions.ts';

interface Props {
  readonly label: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly offers: Iterable<string>;
  readonly placeholder?: string;
  readonly help?: string;
  readonly wrong?: string | undefined;
  readonly isMono?: boolean;
  /** Only what is offered may be taken up: names of things that exist. */
  readonly isClosed?: boolean;
  /** There has to be at least one. */
  readonly isNeeded?: boolean;
}

export function TokenField({ label, values, onChange, offers, isMono = false, isClosed = false, ...rest }: Props) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<string>();
  const take = (text: string): boolean => {
    const word = text.trim();
    if (word === '') return false;
    const known = [...offers].find((offer) => offer.toLowerCase() === word.toLowerCase());
    if (isClosed && known === undefined) {
      setRefused(`there is no "${word}"`);
      return false;
    }
    const token = known ?? word;
    if (!values.includes(token)) onChange([...values, token]);
    setTyped('');
    setRefused(undefined);
    return true;
  };
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) {
      take(typed);
      return;
    }
    if ((event.key === 'Enter' || event.key === ',') && typed.trim() !== '') {
      event.preventDefault();
      event.stopPropagation();
      take(typed);
    } else if (event.key === 'Backspace' && typed === '') onChange(values.slice(0, -1));
  };
  const change = (text: string) => {
    setRefused(undefined);
    // A choice from the list arrives as a whole known word at once.
    const chosen = text.length > typed.length + 1 && [...offers].includes(text);
    if (!chosen || !take(text)) setTyped(text);
  };
  return (
    <FieldFrame label={label} help={rest.help} wrong={refused ?? rest.wrong} optional={!rest.isNeeded}>
      {(wired) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the click only helps the mouse into the field beside the words
        // biome-ignore lint/a11y/noStaticElementInteractions: as above
        <div className="input tokens" onClick={() => input.current?.focus()}>
          {values.map((value) => (
            <span key={value} className={`token${isMono ? ' mono' : ''}`}>
              {value}
              <button
                type="button"
                tabIndex={-1}
                aria-label={`Take ${value} away`}
                onClick={() => onChange(values.filter((each) => each !== value))}
              >
                <X aria-hidden="true" />
              </button>
            </span>
          ))}
          <input
            {...wired}
            ref={input}
            className={isMono ? 'mono' : undefined}
            value={typed}
            placeholder={values.length === 0 ? rest.placeholder : undefined}
            list={listId}
            autoComplete="off"
            spellCheck={false}
            onKeyDown={keys}
            onBlur={() => take(typed)}
            onChange={(event) => change(event.target.value)}
          />
          <datalist id={listId}>
            {offered(offers, typed, values).map((offer) => (
              <option key={offer} value={offer} />
            ))}
          </datalist>
        </div>
      )}
    </FieldFrame>
  );
}
