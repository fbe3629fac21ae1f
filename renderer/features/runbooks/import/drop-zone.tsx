// Where files come in: chosen, or dropped.
import { useState } from 'react';
import { count } from '../../../lib/number.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import type { Import } from './use-import.ts';

export function DropZone({ state }: { readonly state: Import }) {
  const [isOver, setOver] = useState(false);
  return (
    <section
      className={isOver ? 'rb-drop over' : 'rb-drop'}
      aria-label="Files"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        state.take([...event.dataTransfer.files]);
      }}
    >
      <input
        ref={state.input}
        type="file"
        multiple
        hidden
        accept=".md,.markdown,.txt,.yaml,.yml,.json"
        aria-label="Files to import"
        onChange={({ target }) => {
          state.take([...(target.files ?? [])]);
          // The same file again is a choice too.
          target.value = '';
        }}
      />
      <button type="button" className="btn" disabled={state.isBusy} onClick={state.choose}>
        <Keycap keys="Alt+O" /> Choose files
      </button>
      <span role="status">{words(state)}</span>
    </section>
  );
}

function words({ isBusy, drafts }: Import): string {
  if (isBusy) return 'They are read…';
  if (drafts.length === 0)
    return 'or drop them here. Each becomes a draft to review, with the list of what could not be carried over.';
  return `${count(drafts.length, 'file')} read.`;
}
