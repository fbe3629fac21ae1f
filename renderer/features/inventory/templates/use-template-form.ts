// A template while it is typed: name, tag, and its checks, one of them in front.
import { useState } from 'react';
import type { ProbeKindInfo } from '../../../../electron/contract/model/kind.ts';
import type { Template, TemplateDraft } from '../../../../electron/contract/model/template.ts';
import { type FormRefusal, NO_REFUSAL, refusalOf } from '../../../forms/refusal.ts';
import { engine } from '../../../link/client.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { say } from '../../../store/say.ts';
import type { JsonMap } from '../../../ui/kind-form/fields.ts';
import { type CheckText, checkOfText, emptyCheck, textOfCheck } from '../check-text.ts';
import { unreadable } from '../policy-text.ts';

export interface TemplateCheck {
  /** Steady while it is typed. */
  readonly key: number;
  readonly text: CheckText;
  /** Its config as stored; null for one that is new. */
  readonly stored: JsonMap | null;
}

interface TemplateText {
  readonly name: string;
  readonly tag: string;
  readonly checks: readonly TemplateCheck[];
}

type Kinds = ReadonlyMap<string, ProbeKindInfo>;

function startText(template: Template | null, kinds: Kinds): TemplateText {
  if (!template) {
    const [first] = kinds.values();
    return { name: '', tag: '', checks: [{ key: 0, text: emptyCheck(first, false), stored: null }] };
  }
  const checks = template.checks.map((check, key) => ({
    key,
    text: textOfCheck(check),
    stored: check.config as JsonMap,
  }));
  return { name: template.name, tag: template.tag, checks };
}

/** As it goes to the engine. */
export const draftOf = ({ name, tag, checks }: TemplateText, kinds: Kinds): TemplateDraft => ({
  name: name.trim(),
  tag: tag.trim(),
  checks: checks.map(({ text }) => checkOfText(text, kinds.get(text.kind))),
});

/** Spans and counts that are none, each at its check. */
const unreadableIn = ({ checks }: TemplateText) =>
  checks.flatMap(({ text }, at) =>
    unreadable(text.policy).map(({ path, message }) => ({ path: `checks.${at}.${path}`, message })),
  );

export function useTemplateForm(template: Template | null, kinds: Kinds) {
  const [start] = useState(() => startText(template, kinds));
  const [text, setText] = useState(start);
  const [front, setFront] = useState(0);
  const [refusal, setRefusal] = useState<FormRefusal>(NO_REFUSAL);
  const [isSaving, setSaving] = useState(false);
  const set = (change: Partial<TemplateText>) => setText((now) => ({ ...now, ...change }));
  /** The check with the first complaint comes to the front: it must not be looked for. */
  const refuse = (next: FormRefusal) => {
    setRefusal(next);
    const at = next.fields.map(({ path }) => /^checks\.(\d+)/.exec(path)?.[1]).find((each) => each !== undefined);
    if (at !== undefined) setFront(Number(at));
  };
  const save = async () => {
    const fields = unreadableIn(text);
    refuse({ fields, sentence: null });
    if (fields.length > 0) return;
    setSaving(true);
    try {
      const id = template ? { templateId: template.id } : {};
      const saved = await engine().inventory.putTemplate({ ...id, template: draftOf(text, kinds) });
      say(`${saved.name} is saved; the hosts with the tag ${saved.tag} follow.`);
      closeDialog();
    } catch (error) {
      refuse(refusalOf(error));
      setSaving(false);
    }
  };
  return {
    text,
    front: Math.min(front, text.checks.length - 1),
    setFront,
    refusal,
    isSaving,
    save,
    set,
    isDirty: JSON.stringify(text) !== JSON.stringify(start),
    add: () => {
      const [first] = kinds.values();
      const key = Math.max(-1, ...text.checks.map((check) => check.key)) + 1;
      set({ checks: [...text.checks, { key, text: emptyCheck(first, false), stored: null }] });
      setFront(text.checks.length);
    },
    remove: (at: number) => {
      set({ checks: text.checks.filter((_, index) => index !== at) });
      setFront(Math.max(0, at - 1));
      setRefusal(NO_REFUSAL);
    },
    /** Another kind has other parameters and its own pace; a name that was typed stays. */
    choose: (at: number, info: ProbeKindInfo) =>
      set({
        checks: text.checks.map((check, index) =>
          index === at ? { ...check, text: { ...emptyCheck(info, false), name: check.text.name } } : check,
        ),
      }),
    setCheck: (at: number, change: Partial<CheckText>) =>
      set({
        checks: text.checks.map((check, index) =>
          index === at ? { ...check, text: { ...check.text, ...change } } : check,
        ),
      }),
  };
}
