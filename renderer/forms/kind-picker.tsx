// Which kind (of check, of channel): a list to move through with the arrows, each with the sentence that says when to use it.
import { useEffect, useId, useRef } from 'react';

interface Kind {
  readonly kind: string;
  readonly title: string;
  readonly about: string;
}

interface Props<Info extends Kind> {
  readonly legend: string;
  readonly kinds: readonly Info[];
  readonly value: string;
  /** What exists keeps its kind: its history is that of this kind. */
  readonly isFixed: boolean;
  readonly onChange: (kind: Info) => void;
}

export function KindPicker<Info extends Kind>({ legend, kinds, value, isFixed, onChange }: Props<Info>) {
  const name = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  // The choice comes first: arrows pick the kind, Tab goes on to its fields.
  useEffect(() => box.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  if (isFixed) return <FixedKind info={kinds.find((info) => info.kind === value)} kind={value} />;
  return (
    <fieldset className="kinds" ref={box}>
      <legend>{legend}</legend>
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

function FixedKind({ info, kind }: { readonly info: Kind | undefined; readonly kind: string }) {
  return (
    <div className="kinds">
      <p className="label">Kind</p>
      {info ? <b>{info.title}</b> : <p className="wrong">This version has no kind "{kind}".</p>}
    </div>
  );
}
