// The filter of the inventory: what is typed narrows the rows, arrows move through them, Enter opens.
import { Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { figure } from '../../../lib/number.ts';
import { Keycap } from '../../../ui/keycap.tsx';

interface Props {
  readonly ref: Ref<HTMLInputElement>;
  readonly value: string;
  readonly shown: number;
  readonly total: number;
  readonly onChange: (value: string) => void;
  readonly onMove: (by: number) => void;
  readonly onOpen: () => void;
}

const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 };

export function FilterBox({ ref, value, shown, total, onChange, onMove, onOpen }: Props) {
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = MOVES[event.key];
    if (by !== undefined) onMove(by);
    else if (event.key === 'Enter') onOpen();
    else if (event.key === 'Escape' && value !== '') onChange('');
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className="srch">
      <Search className="ic" aria-hidden="true" />
      <input
        ref={ref}
        type="search"
        aria-label="Filter hosts"
        placeholder="Name, address, site, role, tag, or site:ams1 tag:web kind:http owner:…"
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={keys}
      />
      <u role="status">{value ? `${figure(shown)} of ${figure(total)}` : `${figure(total)} hosts`}</u>
      <Keycap keys="/" />
    </search>
  );
}
