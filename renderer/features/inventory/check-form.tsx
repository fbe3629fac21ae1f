// A check of a host: what it does, with which parameters, and when it tells. Trying it costs one key and stores nothing.
import { useMemo } from 'react';
import type { Check } from '../../../electron/contract/model/check.ts';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import type { ProbeKindInfo } from '../../../electron/contract/model/kind.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { KindPicker } from '../../forms/kind-picker.tsx';
import { elsewhere } from '../../forms/refusal.ts';
import { useKinds } from '../../link/kinds.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { useChecksByHost } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import type { JsonMap } from '../../ui/kind-form/fields.ts';
import { ProbeOutcome } from '../../ui/kind-form/probe-outcome.tsx';
import { CheckFields } from './check-fields.tsx';
import { FromTemplate } from './templates/from-template.tsx';
import { isTryKey, useCheckForm } from './use-check-form.ts';
import '../../forms/forms.css';

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
  if (check?.template !== undefined) return <FromTemplate check={check} template={check.template} />;
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
        <KindPicker
          legend="What to check"
          kinds={list}
          value={text.kind}
          isFixed={check !== null}
          onChange={form.choose}
        />
        <div className="check-fields">
          <CheckFields
            text={text}
            info={info}
            stored={check?.kind === text.kind ? (check.config as JsonMap) : undefined}
            refusal={refusal}
            set={set}
          />
          {form.outcome && <ProbeOutcome outcome={form.outcome} note="not stored" />}
        </div>
      </div>
    </FormDialog>
  );
}
