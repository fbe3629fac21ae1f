// What a form in a dialog does: holds what is typed, sends it, shows the refusal at its fields. What was typed stays until
// the engine has taken it.
import { useEffect, useRef, useState } from 'react';
import { closeDialog } from '../store/dialogs.ts';
import { say } from '../store/say.ts';
import { type FormRefusal, NO_REFUSAL, refusalOf } from './refusal.ts';

type Wrong = readonly { readonly path: string; readonly message: string }[];

export interface KeptForm<Text> {
  readonly text: Text;
  readonly refusal: FormRefusal;
  readonly isSaving: boolean;
  readonly isDirty: boolean;
  set(change: Partial<Text>): void;
  /**
   * Sends it unless something is `wrong` already. When it was taken the dialog closes and `done` is said; as a function it
   * is given the answer, after the dialog has closed, and may lead on from there.
   */
  save<Answer>(wrong: Wrong, send: () => Promise<Answer>, done: string | ((answer: Answer) => string)): void;
}

export function useKeptForm<Text extends object>(make: () => Text): KeptForm<Text> {
  const [start] = useState(make);
  const [text, setText] = useState(start);
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [isSaving, setSaving] = useState(false);
  // Esc may have closed it while the engine was at it: then another dialog may be open by now.
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const send = async <Answer>(call: () => Promise<Answer>, done: string | ((answer: Answer) => string)) => {
    setSaving(true);
    try {
      const answer = await call();
      if (isOpen.current) closeDialog();
      say(typeof done === 'string' ? done : done(answer));
    } catch (error) {
      // Nobody sees a refusal in a form that is closed; what was stopped by closing it needs no word.
      const wasStopped = error instanceof DOMException && error.name === 'AbortError';
      if (!isOpen.current && !wasStopped) say(error instanceof Error ? error.message : String(error), true);
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
