// Which kind of check: a list to move through with the arrows, each with the sentence that says when to use it.
import { useEffect, useId, useRef } from 'react';
import type { ProbeKindInfo } from '../../../electron/contract/model/kind.ts';

interface Props {
  readonly kinds: readonly ProbeKindInfo[];
  readonly value: string;
  /** A check that exists keeps its kind: its history is measured by it. */
  readonly isFixed: boolean;
  readonly onChange: (kind: ProbeKindInfo) => void;
}

export function KindPicker({ kinds, value, isFixed, onChange }: Props) {
  const name = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  // The choice comes first: arrows pick the kind, Tab goes on to its fields.
  useEffect(() => box.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  if (isFixed) return <FixedKind info={kinds.find((info) => info.kind === value)} kind={value} />;
  return (
    <fieldset className="kinds" ref={box}>
      <legend>What to check</legend>
      {kinds.map((info) => (
        <label key={info.kind} className={info.kind === value ? 'on' : undefined} title={info.about}>
          <input
            type="radio"
            className="vh"
            name={name}
            checked={info.kind === value}
            onChange={() => onChange(info)}
          />
          <b>{info.title}</b>
        </label>
      ))}
    </fieldset>
  );
}

function FixedKind({ info, kind }: { readonly info: ProbeKindInfo | undefined; readonly kind: string }) {
  return (
    <div className="kinds">
      <p className="label">Kind</p>
      {info ? <b>{info.title}</b> : <p className="wrong">This version has no kind "{kind}".</p>}
    </div>
  );
}
