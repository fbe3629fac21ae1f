// Notes that were begun and not logged, by incident. They survive a visit elsewhere and a restart of the window: nothing
// typed is lost. They hold no secret.
import { create } from 'zustand';

const KEY = 'watchfloor.note-drafts';
/** Of the dialog that logs from anywhere: its words go to whichever incident is chosen there. */
export const ANYWHERE = 'anywhere';
/** Drafts that are kept; of more the oldest go. */
const MOST = 200;

type Drafts = Readonly<Record<string, string>>;

const useDrafts = create<{ readonly drafts: Drafts }>()(() => ({ drafts: keptDrafts() }));

/** `key`: an incident's id, with `#seq` behind it for a correction of that entry. */
export const useNoteDraft = (key: string): string => useDrafts((state) => state.drafts[key] ?? '');

export const noteDraft = (key: string): string => useDrafts.getState().drafts[key] ?? '';

export function keepNoteDraft(key: string, text: string): void {
  const { [key]: _, ...others } = useDrafts.getState().drafts;
  const all = text === '' ? others : { ...others, [key]: text };
  const drafts = Object.fromEntries(Object.entries(all).slice(-MOST));
  if (Object.keys(drafts).length === 0) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(drafts));
  useDrafts.setState({ drafts });
}

/** What was kept, as far as it still makes sense. */
function keptDrafts(): Drafts {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
  } catch {
    return {};
  }
}
