// What every form here does: holds what is typed, sends it, shows the refusal at its fields.
import { useState } from 'react';
import { type FormRefusal, NO_REFUSAL, refusalOf } from '../../forms/refusal.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';

type Wrong = readonly { readonly path: string; readonly message: string }[];

interface KeptForm<Text> {
  readonly text: Text;
  readonly refusal: FormRefusal;
  readonly isSaving: boolean;
  readonly isDirty: boolean;
  set(change: Partial<Text>): void;
  /** Sends it unless something is `wrong` already; `done` is said when it was taken. */
  save(wrong: Wrong, send: () => Promise<unknown>, done: string): void;
}

export function useKeptForm<Text extends object>(make: () => Text): KeptForm<Text> {
  const [start] = useState(make);
  const [text, setText] = useState(start);
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [isSaving, setSaving] = useState(false);
  const send = async (call: () => Promise<unknown>, done: string): Promise<void> => {
    setSaving(true);
    try {
      await call();
      say(done);
      closeDialog();
    } catch (error) {
      setRefusal(refusalOf(error));
      setSaving(false);
    }
  };
  return {
    text,
    refusal,
    isSaving,
    isDirty: JSON.stringify(text) !== JSON.stringify(start),
    set: (change) => setText((now) => ({ ...now, ...change })),
    save(wrong, call, done) {
      setRefusal({ fields: wrong, sentence: null });
      if (wrong.length === 0 && !isSaving) void send(call, done);
    },
  };
}
