// A part of what is known, with the key that changes it beside its name.
import type { ReactNode } from 'react';
import { Keycap } from '../../../ui/keycap.tsx';

interface Props {
  readonly title: string;
  readonly count?: number;
  /** What the button does, and the key that does the same. */
  readonly act?: { readonly label: string; readonly keys: string; readonly run: () => void };
  readonly children: ReactNode;
}

export function FactSection({ title, count, act, children }: Props) {
  return (
    <section className="fact" aria-label={title}>
      <div className="fact-h">
        <h3>
          {title}
          {count !== undefined && count > 0 && <em>{count}</em>}
        </h3>
        {act && (
          <button type="button" className="fact-act" onClick={act.run}>
            <Keycap keys={act.keys} />
            {act.label}
          </button>
        )}
      </div>
      {children}
    </section>
  );
}
