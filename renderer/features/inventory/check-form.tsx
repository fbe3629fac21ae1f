// A check of a host: what it does, with which parameters, and when it tells. Trying it costs one key and stores nothing.
import { useMemo } from 'react';
import type { Check } from '../../../electron/contract/model/check.ts';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import type { ProbeKindInfo } from '../../../electron/contract/model/kind.ts';
import { useKinds } from '../../link/kinds.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { useChecksByHost } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import type { JsonMap } from '../../ui/kind-form/fields.ts';
import { KindForm } from '../../ui/kind-form/kind-form.tsx';
import { ProbeOutcome } from '../../ui/kind-form/probe-outcome.tsx';
import { FormDialog } from './form-dialog.tsx';
import { checkName } from './host-draft.ts';
import { KindPicker } from './kind-picker.tsx';
import { PolicyFields } from './policy-fields.tsx';
import { below, elsewhere, wrongAt } from './refusal.ts';
import { TextField } from './text-field.tsx';
import { isTryKey, useCheckForm } from './use-check-form.ts';
import './forms.css';

interface Props {
  readonly hostId: HostId;
  /** null adds a check. */
  readonly checkId: CheckId | null;
}

export function CheckForm({ hostId, checkId }: Props) {
  const host = useWorld((world) => world.hosts.get(hostId));
  const check = useWorld((world) => (checkId === null ? null : world.checks.get(checkId)));
  const { byKind, failure } = useKinds();
  if (!host || check === undefined) {
    return <Message title="Gone">It was removed meanwhile. Nothing was changed.</Message>;
  }
  if (byKind.size === 0)
    return <Message title="Add a check">{failure ?? 'Asking the monitor what it can check…'}</Message>;
  return <Form host={host} check={check} kinds={byKind} />;
}

function Message({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      footer={
        <button type="button" className="btn pri" onClick={closeDialog}>
          <Keycap keys="Escape" /> Close
        </button>
      }
    >
      <p>{children}</p>
    </Dialog>
  );
}

interface FormProps {
  readonly host: Host;
  readonly check: Check | null;
  readonly kinds: ReadonlyMap<string, ProbeKindInfo>;
}

const SHOWN = ['name', 'kind', 'config', 'policy', 'enabled', 'alive'];

function Form({ host, check, kinds }: FormProps) {
  const siblings = useChecksByHost().get(host.id);
  const isFirst = !siblings?.some((each) => each.alive);
  const list = useMemo(() => [...kinds.values()], [kinds]);
  const form = useCheckForm(host, check, list[0], isFirst);
  const { text, set, refusal } = form;
  const info = kinds.get(text.kind);
  return (
    <FormDialog
      title={check ? 'Edit check' : 'Add a check'}
      sub={<span className="mono">{host.name}</span>}
      save={check ? 'Save' : 'Add check'}
      size="wide"
      isDirty={form.isDirty}
      isSaving={form.busy === 'saving'}
      refusal={refusal}
      homeless={elsewhere(refusal, SHOWN)}
      note={form.busy === 'trying' ? 'Trying it…' : null}
      more={
        <button type="button" className="btn" disabled={form.busy !== null} onClick={() => void form.tryIt()}>
          <Keycap keys="Ctrl+T" />
          Try it now
        </button>
      }
      onSave={() => void form.save(info)}
      onKey={(event) => {
        if (isTryKey(event)) void form.tryIt();
        return isTryKey(event);
      }}
    >
      <div className="check-form">
        <KindPicker kinds={list} value={text.kind} isFixed={check !== null} onChange={form.choose} />
        <div className="check-fields">
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
              stored={check?.kind === text.kind ? (check.config as JsonMap) : undefined}
              errors={below(refusal, 'config')}
              onChange={(config) => set({ config })}
            />
          )}
          <PolicyFields
            value={text.policy}
            refusal={refusal}
            onChange={(change) => set({ policy: { ...text.policy, ...change } })}
          />
          <Switches text={text} canBeAlive={info?.canBeAlive ?? false} set={set} />
          {form.outcome && <ProbeOutcome outcome={form.outcome} note="not stored" />}
        </div>
      </div>
    </FormDialog>
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
