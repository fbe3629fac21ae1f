// The settings that hold, the draft over them, and the figures beside them. Saved explicitly, whole, or not at all.
import { useCallback, useEffect, useState } from 'react';
import type { FieldError } from '../../../electron/contract/api/errors.ts';
import type { EngineDetails } from '../../../electron/contract/model/engine-details.ts';
import type { Settings } from '../../../electron/contract/model/settings.ts';
import { engine } from '../../link/client.ts';
import { say } from '../../store/say.ts';
import { useWorld } from '../../store/world.ts';
import { keepDraft, useSettingsDraft } from './draft-store.ts';
import { changedIn, type SettingsDraft, textOf, toSettings, withField } from './settings-draft.ts';

interface Wrong {
  readonly fields: readonly FieldError[];
  readonly sentence: string | null;
}

const ALL_WELL: Wrong = { fields: [], sentence: null };

/** An answer of the engine that is no answer, at its fields or as a sentence. */
function wrongOf(error: unknown): Wrong {
  const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : null;
  const fields = typeof data === 'object' && data !== null && 'fields' in data ? (data.fields as FieldError[]) : [];
  if (fields.length > 0) return { fields, sentence: null };
  return { fields: [], sentence: error instanceof Error ? error.message : String(error) };
}

export function useSettings() {
  const [holds, setHolds] = useState<Settings | null>(null);
  const [wrong, setWrong] = useState(ALL_WELL);
  const [isSaving, setSaving] = useState(false);
  const { draft } = useSettingsDraft();
  const load = useCallback(() => {
    setWrong(ALL_WELL);
    engine()
      .engine.settings()
      .then(setHolds, (error) => setWrong(wrongOf(error)));
  }, []);
  const engineId = useWorld((world) => world.engineId);
  // Another engine may hold other settings.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew of every engine
  useEffect(load, [load, engineId]);
  useLeftWord();
  if (!holds) return { holds: null, wrong, load };
  const before = textOf(holds);
  const text = { ...before, ...draft };
  const save = async () => {
    const { settings, wrong: fields } = toSettings(text, holds);
    setWrong({ fields, sentence: null });
    if (fields.length > 0) return;
    setSaving(true);
    try {
      setHolds(await engine().engine.changeSettings(settings));
      keepDraft({});
      say('The settings are saved, and hold from now on.');
    } catch (error) {
      setWrong(wrongOf(error));
    } finally {
      setSaving(false);
    }
  };
  return {
    holds: before,
    text,
    wrong,
    isSaving,
    load,
    save,
    changed: changedIn(withField(draft, before, {})),
    set: (change: SettingsDraft) => keepDraft(withField(draft, before, change)),
    discard: () => {
      keepDraft({});
      setWrong(ALL_WELL);
    },
  };
}

export type SettingsForm = Extract<ReturnType<typeof useSettings>, { readonly text: unknown }>;

/** Leaving with something unsaved says so, and where it is. */
function useLeftWord(): void {
  useEffect(
    () => () => {
      const count = changedIn(useSettingsDraft.getState().draft).length;
      if (count > 0) say('Settings are not saved yet: g , leads back to what you changed.', true);
    },
    [],
  );
}

/** Sizes, backups: asked when the screen opens and after a backup. */
export function useDetails() {
  const [details, setDetails] = useState<EngineDetails | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const load = useCallback(() => {
    engine()
      .engine.details()
      .then(
        (answer) => {
          setDetails(answer);
          setFailure(null);
        },
        (error) => setFailure(wrongOf(error).sentence),
      );
  }, []);
  const engineId = useWorld((world) => world.engineId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew of every engine
  useEffect(load, [load, engineId]);
  const backUp = async () => {
    if (isBusy) return;
    setBusy(true);
    try {
      const { file } = await engine().engine.backUp();
      say(`${file} is made and verified.`);
      load();
    } catch (error) {
      say(`No backup was made. ${wrongOf(error).sentence ?? ''} Those that are there stay.`, true);
    } finally {
      setBusy(false);
    }
  };
  return { details, failure, isBusy, backUp };
}

export type Details = ReturnType<typeof useDetails>;
