// A channel while it is typed: its kind, its settings, its wording; testing it, and handing it to the engine.
import { type KeyboardEvent, useState } from 'react';
import type { Channel, ChannelDraft, NotifierInfo } from '../../../../electron/contract/model/notice.ts';
import { type FormRefusal, NO_REFUSAL, refusalOf } from '../../../forms/refusal.ts';
import { engine } from '../../../link/client.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { say } from '../../../store/say.ts';
import type { JsonMap } from '../../../ui/kind-form/fields.ts';
import type { TestOutcome } from './use-test.ts';

export interface ChannelText {
  readonly name: string;
  readonly kind: string;
  readonly config: JsonMap;
  readonly enabled: boolean;
  readonly title: string;
  readonly text: string;
}

const textOf = (channel: Channel | null, first: NotifierInfo | undefined): ChannelText =>
  channel
    ? { ...channel, config: channel.config as JsonMap }
    : { name: '', kind: first?.kind ?? '', config: {}, enabled: true, title: '', text: '' };

export function useChannelForm(channel: Channel | null, kinds: readonly NotifierInfo[]) {
  const [start] = useState(() => textOf(channel, kinds[0]));
  const [text, setText] = useState(start);
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [busy, setBusy] = useState<'saving' | 'testing' | null>(null);
  const [outcome, setOutcome] = useState<Omit<TestOutcome, 'channelId'> | null>(null);
  const draft = (): { channelId: Channel['id'] | null; channel: ChannelDraft } => {
    const { name, kind, config, enabled, title, text: wording } = text;
    const called = name.trim() || (kinds.find((info) => info.kind === kind)?.title ?? kind);
    return {
      channelId: channel?.id ?? null,
      channel: {
        name: called,
        kind,
        config: config as NonNullable<ChannelDraft['config']>,
        enabled,
        title,
        text: wording,
      },
    };
  };
  const save = async () => {
    setBusy('saving');
    setRefusal(NO_REFUSAL);
    try {
      const kept = await engine().alerts.putChannel(draft());
      say(channel ? `${kept.name} is changed.` : `${kept.name} is added. A route says which alerts it gets: r.`);
      closeDialog();
    } catch (error) {
      setRefusal(inChannel(refusalOf(error)));
      setBusy(null);
    }
  };
  const test = async () => {
    if (busy !== null) return;
    setBusy('testing');
    setRefusal(NO_REFUSAL);
    setOutcome(null);
    try {
      setOutcome(await engine().alerts.testChannel(draft()));
    } catch (error) {
      setRefusal(inChannel(refusalOf(error)));
    } finally {
      setBusy(null);
    }
  };
  const set = (change: Partial<ChannelText>) => setText((now) => ({ ...now, ...change }));
  /** Another kind has other settings; the name and the wording stay. */
  const choose = (info: NotifierInfo) => {
    set({ kind: info.kind, config: {} });
    setRefusal(NO_REFUSAL);
    setOutcome(null);
  };
  const isDirty = JSON.stringify(text) !== JSON.stringify(start);
  return { text, set, choose, refusal, busy, outcome, isDirty, save, test };
}

/** Paths as the form knows them, whether the call names the channel first or not. */
const inChannel = ({ fields, ...rest }: FormRefusal): FormRefusal => ({
  ...rest,
  fields: fields.map((field) => ({ ...field, path: field.path.replace(/^channel\./, '') })),
});

/** Ctrl+T. */
export const isTestKey = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 't';
