// One way to tell somebody: which kind, what it needs to know, how it words things. A test costs one key.
import type { ChannelId } from '../../../../electron/contract/model/ids.ts';
import type { Channel, NotifierInfo } from '../../../../electron/contract/model/notice.ts';
import { FormDialog } from '../../../forms/form-dialog.tsx';
import { KindPicker } from '../../../forms/kind-picker.tsx';
import { below, elsewhere, wrongAt } from '../../../forms/refusal.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { closeDialog } from '../../../store/dialogs.ts';
import { useWorld } from '../../../store/world.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import type { JsonMap } from '../../../ui/kind-form/fields.ts';
import { KindForm } from '../../../ui/kind-form/kind-form.tsx';
import { useNotifiers } from '../use-notifiers.ts';
import { TestResult } from './test-result.tsx';
import { isTestKey, useChannelForm } from './use-channel-form.ts';
import { WordingFields } from './wording-fields.tsx';
import '../../../forms/forms.css';
import '../alerting.css';

/** Adds a channel (null) or changes one. */
export function ChannelForm({ channelId }: { readonly channelId: ChannelId | null }) {
  const channel = useWorld((world) => (channelId ? world.channels.find(({ id }) => id === channelId) : null));
  const { list, failure } = useNotifiers();
  if (channel === undefined) return <Message>It was removed meanwhile. Nothing was changed.</Message>;
  if (list.length === 0) return <Message>{failure ?? 'Asking the monitor which ways it knows…'}</Message>;
  return <Form channel={channel} kinds={list} />;
}

function Message({ children }: { readonly children: string }) {
  return (
    <Dialog
      title="Channel"
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

const SHOWN = ['name', 'kind', 'config', 'enabled', 'title', 'text'];

interface FormProps {
  readonly channel: Channel | null;
  readonly kinds: readonly NotifierInfo[];
}

function Form({ channel, kinds }: FormProps) {
  const form = useChannelForm(channel, kinds);
  const { text, set, refusal } = form;
  const credentials = useWorld((world) => world.credentials);
  const info = kinds.find(({ kind }) => kind === text.kind);
  return (
    <FormDialog
      title={channel ? 'Change channel' : 'Add a channel'}
      sub={channel?.name}
      save={channel ? 'Save' : 'Add channel'}
      size="wide"
      isDirty={form.isDirty}
      isSaving={form.busy === 'saving'}
      refusal={refusal}
      homeless={elsewhere(refusal, SHOWN)}
      note={form.busy === 'testing' ? 'The test is on its way…' : null}
      more={
        <button type="button" className="btn" disabled={form.busy !== null} onClick={() => void form.test()}>
          <Keycap keys="Ctrl+T" />
          Send a test
        </button>
      }
      onSave={() => void form.save()}
      onKey={(event) => {
        if (isTestKey(event)) void form.test();
        return isTestKey(event);
      }}
    >
      <div className="check-form">
        <KindPicker
          legend="How to tell"
          kinds={kinds}
          value={text.kind}
          isFixed={channel !== null}
          onChange={form.choose}
        />
        <div className="check-fields">
          {info && <p className="about">{info.about}</p>}
          <TextField
            label="Name"
            value={text.name}
            placeholder={info?.title ?? ''}
            help="Routes, people and messages call it so."
            wrong={wrongAt(refusal, 'name') ?? wrongAt(refusal, 'kind')}
            onChange={(name) => set({ name })}
          />
          {info && (
            <KindForm
              key={text.kind}
              schema={info.schema as JsonMap}
              value={text.config}
              stored={channel?.kind === text.kind ? (channel.config as JsonMap) : undefined}
              errors={below(refusal, 'config')}
              credentials={credentials.map(({ name }) => name)}
              onChange={(config) => set({ config })}
            />
          )}
          <label className="check-row">
            <input
              type="checkbox"
              checked={text.enabled}
              onChange={(event) => set({ enabled: event.target.checked })}
            />
            Switched on
          </label>
          {form.outcome && <TestResult outcome={form.outcome} />}
          <WordingFields value={text} refusal={refusal} onChange={set} />
        </div>
      </div>
    </FormDialog>
  );
}
