// One rule or one entry of quiet hours while it is typed, and its way into the settings.
import { useState } from 'react';
import type { FieldError } from '../../../../electron/contract/api/errors.ts';
import { type FormRefusal, NO_REFUSAL, refusalOf } from '../../../forms/refusal.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { say } from '../../../store/say.ts';
import { type Alerting, changeAlerting } from './use-alerting.ts';

interface Options<Text> {
  readonly start: Text;
  /** What is wrong before the engine is asked. */
  readonly check: (text: Text) => readonly FieldError[];
  readonly change: (text: Text, now: Alerting) => Alerting;
  /** Names the change: 'adding a rule'. */
  readonly what: string;
  readonly done: string;
}

export function useRuleForm<Text extends object>({ start, check, change, what, done }: Options<Text>) {
  const [first] = useState(start);
  const [text, setText] = useState(first);
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    const fields = check(text);
    setRefusal({ fields, sentence: null });
    if (fields.length > 0) return;
    setSaving(true);
    try {
      await changeAlerting((now) => change(text, now), what);
      say(`${done} z takes it back.`);
      closeDialog();
    } catch (error) {
      const { fields: wrong, ...rest } = refusalOf(error);
      setRefusal({ ...rest, fields: wrong.map((field) => ({ ...field, path: inPart(field.path) })) });
      setSaving(false);
    }
  };
  const set = (part: Partial<Text>) => setText((now) => ({ ...now, ...part }));
  return { text, set, refusal, isSaving, save, isDirty: JSON.stringify(text) !== JSON.stringify(first) };
}

/** 'alerting.quietHours.2.from' → 'from'. */
const inPart = (path: string): string => path.replace(/^(settings\.)?alerting\.(severityRules|quietHours)\.\d+\./, '');
