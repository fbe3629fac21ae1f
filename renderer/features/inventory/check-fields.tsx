// The fields of one check, on a host or in a template: name, what its kind wants to know, when it looks and tells.
import type { ProbeKindInfo } from '../../../electron/contract/model/kind.ts';
import { below, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useWorld } from '../../store/world.ts';
import type { JsonMap } from '../../ui/kind-form/fields.ts';
import { KindForm } from '../../ui/kind-form/kind-form.tsx';
import type { CheckText } from './check-text.ts';
import { checkName } from './host-draft.ts';
import { PolicyFields } from './policy-fields.tsx';

interface Props {
  readonly text: CheckText;
  readonly info: ProbeKindInfo | undefined;
  /** Its config as stored: secrets in it are kept unless they are typed anew. */
  readonly stored: JsonMap | undefined;
  /** Paths from the check on. */
  readonly refusal: FormRefusal;
  readonly set: (change: Partial<CheckText>) => void;
}

export function CheckFields({ text, info, stored, refusal, set }: Props) {
  const credentials = useWorld((world) => world.credentials);
  return (
    <>
      {info && <p className="about">{info.about}</p>}
      <TextField
        label="Name"
        value={text.name}
        placeholder={checkName(info, text.kind)}
        wrong={wrongAt(refusal, 'name') ?? wrongAt(refusal, 'kind')}
        onChange={(name) => set({ name })}
      />
      {info && (
        <KindForm
          key={text.kind}
          schema={info.schema as JsonMap}
          value={text.config}
          stored={stored}
          errors={below(refusal, 'config')}
          credentials={credentials.map(({ name }) => name)}
          onChange={(config) => set({ config })}
        />
      )}
      <PolicyFields
        value={text.policy}
        refusal={refusal}
        onChange={(change) => set({ policy: { ...text.policy, ...change } })}
      />
      <Switches text={text} canBeAlive={info?.canBeAlive ?? false} set={set} />
    </>
  );
}

interface SwitchesProps {
  readonly text: { readonly enabled: boolean; readonly alive: boolean };
  readonly canBeAlive: boolean;
  readonly set: (change: { enabled?: boolean; alive?: boolean }) => void;
}

function Switches({ text, canBeAlive, set }: SwitchesProps) {
  return (
    <div className="field-row">
      <label className="check-row">
        <input type="checkbox" checked={text.enabled} onChange={(event) => set({ enabled: event.target.checked })} />
        Switched on
      </label>
      {canBeAlive && (
        <label className="check-row">
          <input type="checkbox" checked={text.alive} onChange={(event) => set({ alive: event.target.checked })} />
          Says whether the host is up
        </label>
      )}
    </div>
  );
}
