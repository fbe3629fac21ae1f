// What a new host is checked by: a tick a kind. A kind that cannot do without being told something asks for it here.
import { useMemo } from 'react';
import type { ProbeKindInfo } from '../../../electron/contract/model/kind.ts';
import { below, type FormRefusal } from '../../forms/refusal.ts';
import { useKinds } from '../../link/kinds.ts';
import { fieldsOf, type JsonMap } from '../../ui/kind-form/fields.ts';
import { KindForm } from '../../ui/kind-form/kind-form.tsx';
import { type QuickCheck, quickKinds } from './host-draft.ts';

interface Props {
  readonly value: readonly QuickCheck[];
  readonly onChange: (value: readonly QuickCheck[]) => void;
  readonly refusal: FormRefusal;
}

export function QuickChecks({ value, onChange, refusal }: Props) {
  const { byKind, failure } = useKinds();
  const kinds = useMemo(() => quickKinds(byKind.values()), [byKind]);
  const alive = value.find((each) => byKind.get(each.kind)?.canBeAlive)?.kind;
  const toggle = (kind: string) => {
    const others = value.filter((each) => each.kind !== kind);
    onChange(others.length < value.length ? others : [...others, { kind, config: {} }]);
  };
  const configure = (kind: string, config: JsonMap) =>
    onChange(value.map((each) => (each.kind === kind ? { kind, config } : each)));
  return (
    <fieldset className="quick">
      <legend>
        Checked by <u>{aliveWords(byKind.get(alive ?? ''), value.length)}</u>
      </legend>
      {failure && <p className="wrong">{failure} It gets a ping.</p>}
      <div className="quick-kinds">
        {kinds.map((info) => (
          <label key={info.kind} className="check-row" title={info.about}>
            <input
              type="checkbox"
              checked={value.some((each) => each.kind === info.kind)}
              onChange={() => toggle(info.kind)}
            />
            {info.title}
          </label>
        ))}
      </div>
      {value.map((each, index) => (
        <Needed
          key={each.kind}
          info={byKind.get(each.kind)}
          value={each.config}
          errors={below(refusal, `checks.${index}.config`)}
          onChange={(config) => configure(each.kind, config)}
        />
      ))}
    </fieldset>
  );
}

function aliveWords(info: ProbeKindInfo | undefined, count: number): string {
  if (info) return `${info.title.toLowerCase()} says whether it is up`;
  return count === 0 ? 'nothing chosen: a ping says whether it is up' : 'none of these can say whether it is up';
}

interface NeededProps {
  readonly info: ProbeKindInfo | undefined;
  readonly value: JsonMap;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly onChange: (config: JsonMap) => void;
}

/** The form of a kind, where it has a field without a default, or one that was refused. */
function Needed({ info, value, errors, onChange }: NeededProps) {
  if (!info) return null;
  const isNeeded = errors.length > 0 || fieldsOf(info.schema as JsonMap).some((field) => field.required);
  if (!isNeeded) return null;
  return (
    <div className="needed">
      <p className="label">{info.title}</p>
      <KindForm schema={info.schema as JsonMap} value={value} errors={errors} onChange={onChange} />
    </div>
  );
}
