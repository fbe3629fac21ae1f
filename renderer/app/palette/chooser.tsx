// A field to type in and the list of what answers it: the field keeps the focus, the arrows move the choice.
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { closeDialog } from '../../store/dialogs.ts';
import { Keycap } from '../../ui/keycap.tsx';
import type { Ranked } from './rank.ts';

export interface Choice extends Ranked {
  readonly id: string;
  readonly face: ReactNode;
  readonly run: () => void;
}

interface ChooserProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly choices: readonly Choice[];
}

/** How far each key moves; the list is a ring. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

export function Chooser({ typed, onType, choices }: ChooserProps) {
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    closeDialog();
    choice.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === 'Enter') take(choices[at]);
    else if (step !== undefined && choices.length > 0)
      setAt((((at + step) % choices.length) + choices.length) % choices.length);
    else return;
    event.preventDefault();
  };
  return (
    <div className="palette">
      <input
        className="palette-input"
        role="combobox"
        aria-label="A host or a command"
        aria-expanded={choices.length > 0}
        aria-controls="palette-list"
        aria-activedescendant={choices.length > 0 ? `choice-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="A host or a command"
        value={typed}
        onChange={(event) => {
          setAt(0);
          onType(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="palette-list" className="palette-list" role="listbox" aria-label="Found" tabIndex={-1}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={choice.id}
            id={`choice-${index}`}
            className="palette-item"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerMove={() => setAt(index)}
            onClick={() => take(choice)}
          >
            {choice.face}
          </div>
        ))}
      </div>
      {choices.length === 0 && (
        <p className="palette-none" role="status">
          Nothing is called that. <Keycap keys="Escape" /> closes.
        </p>
      )}
    </div>
  );
}
