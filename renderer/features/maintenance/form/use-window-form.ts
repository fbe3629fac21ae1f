// One window being planned or changed: its text, what the engine foresees, and sending it.
import { useEffect, useState } from 'react';
import type {
  MaintenanceWindow,
  Occurrence,
  WindowConflict,
  WindowDraft,
} from '../../../../electron/contract/model/maintenance.ts';
import { type FormRefusal, NO_REFUSAL, refusalOf } from '../../../forms/refusal.ts';
import { engine } from '../../../link/client.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { say } from '../../../store/say.ts';
import { useWorld } from '../../../store/world.ts';
import { read, textOf, type WindowText } from './window-draft.ts';

export interface Foreseen {
  readonly occurrences: readonly Occurrence[];
  readonly hosts: number;
  readonly checks: number;
  readonly conflicts: readonly WindowConflict[];
  readonly warnings: readonly string[];
  readonly names: ReadonlyMap<string, MaintenanceWindow>;
}

export type Preview =
  | { readonly type: 'missing' }
  | { readonly type: 'ready'; readonly foreseen: Foreseen }
  | { readonly type: 'refused'; readonly refusal: FormRefusal };

/** Somebody who types is not asked about for every letter. */
const GENTLY_MS = 250;

export function useWindowForm(window: MaintenanceWindow | null, beginning: WindowText) {
  const [start] = useState(() => (window ? textOf(window) : beginning));
  const [text, setText] = useState(start);
  const [refusal, setRefusal] = useState(NO_REFUSAL);
  const [isSaving, setSaving] = useState(false);
  const preview = usePreview(window?.id ?? null, text);
  const save = async () => {
    const draft = read(text, Date.now());
    if ('fields' in draft) {
      setRefusal({ fields: draft.fields, sentence: null });
      return;
    }
    setSaving(true);
    setRefusal(NO_REFUSAL);
    try {
      const kept = await engine().maintenance.putWindow({ windowId: window?.id ?? null, window: draft.window });
      say(savedWords(kept, window !== null));
      closeDialog();
    } catch (error) {
      setRefusal(withoutPrefix(refusalOf(error)));
    } finally {
      setSaving(false);
    }
  };
  return {
    text,
    refusal,
    preview,
    isSaving,
    save,
    isDirty: JSON.stringify(text) !== JSON.stringify(start),
    set: (change: Partial<WindowText>) => {
      setText((now) => ({ ...now, ...change }));
      setRefusal(NO_REFUSAL);
    },
    setText,
  };
}

const savedWords = ({ name, declaredLate }: MaintenanceWindow, isChange: boolean): string =>
  isChange
    ? `'${name}' is changed.`
    : `'${name}' is ${declaredLate ? 'declared; availability is computed anew.' : 'planned.'}`;

/** 'window.scope.hostIds' → 'scope.hostIds' */
const withoutPrefix = (refusal: FormRefusal): FormRefusal => ({
  ...refusal,
  fields: refusal.fields.map((field) => ({ ...field, path: field.path.replace(/^window\./, '') })),
});

function usePreview(windowId: MaintenanceWindow['id'] | null, text: WindowText): Preview {
  const [preview, setPreview] = useState<Preview>({ type: 'missing' });
  // Without a name there is something to foresee all the same.
  const draft = read({ ...text, name: text.name.trim() || 'new' }, Date.now());
  const asked = 'window' in draft ? JSON.stringify({ ...draft.window, notes: '', name: 'new', change: '' }) : null;
  useEffect(() => {
    if (asked === null) {
      setPreview({ type: 'missing' });
      return;
    }
    let wanted = true;
    const timer = setTimeout(async () => {
      try {
        const foreseen = await engine().maintenance.preview({ windowId, window: JSON.parse(asked) as WindowDraft });
        const names = new Map(useWorld.getState().windows.map(({ window }) => [window.id as string, window]));
        if (wanted) setPreview({ type: 'ready', foreseen: { ...foreseen, names } });
      } catch (error) {
        if (wanted) setPreview({ type: 'refused', refusal: withoutPrefix(refusalOf(error)) });
      }
    }, GENTLY_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asked, windowId]);
  return preview;
}
