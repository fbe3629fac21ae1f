// The parts of one screen side by side, each with its key. The screen lays the keys down; this draws them.
import type { ReactNode } from 'react';
import { figure } from '../lib/number.ts';
import { Keycap } from '../ui/keycap.tsx';
import './tabs.css';

export interface Tab<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly keys: string;
  readonly count?: number | undefined;
  /** Said beside the count and drawn to be seen: "3 dead". */
  readonly mark?: string | undefined;
}

interface Props<Value extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Value>[];
  readonly value: Value;
  readonly onGo: (value: Value) => void;
  /** At the right end. */
  readonly children?: ReactNode;
}

export function Tabs<Value extends string>({ label, tabs, value, onGo, children }: Props<Value>) {
  return (
    <nav className="tabs-row" aria-label={label}>
      {tabs.map((tab) => (
        <button
          type="button"
          key={tab.value}
          className={tab.value === value ? 'on' : undefined}
          aria-current={tab.value === value ? 'page' : undefined}
          onClick={() => onGo(tab.value)}
        >
          {tab.label}
          {tab.count !== undefined && <em>{figure(tab.count)}</em>}
          {tab.mark && <strong>{tab.mark}</strong>}
          <Keycap keys={tab.keys} />
        </button>
      ))}
      {children}
    </nav>
  );
}
