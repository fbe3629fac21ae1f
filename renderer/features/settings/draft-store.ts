// Settings that were changed and not saved. They survive a visit elsewhere and a restart of the window: nothing typed here
// is lost in silence. They hold no secret.
import { create } from 'zustand';
import { FIELDS, type SettingsDraft } from './settings-draft.ts';

const KEY = 'watchfloor.settings-draft';

export const useSettingsDraft = create<{ readonly draft: SettingsDraft }>()(() => ({ draft: keptDraft() }));

export function keepDraft(draft: SettingsDraft): void {
  if (Object.keys(draft).length === 0) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(draft));
  useSettingsDraft.setState({ draft });
}

/** What was kept, as far as it still makes sense. */
function keptDraft(): SettingsDraft {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const known = Object.entries(kept).filter(([name, value]) => name in FIELDS && typeof value === 'string');
    return Object.fromEntries(known) as SettingsDraft;
  } catch {
    return {};
  }
}
