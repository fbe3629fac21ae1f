// What was typed into a hand-over and is not on record yet, field by field. It outlives a visit elsewhere, a reload of the
// window and a restart of the engine: a field is forgotten only when the engine has kept exactly what stands in it.
import { create } from 'zustand';
import type { HandoffId } from '../../electron/contract/model/ids.ts';

/** Text by field: 'judgement', 'item:next:KEY', 'promise:at:ID', 'read-back:KEY', 'ask', 'answer:ID'. */
export type Typed = Readonly<Record<string, string>>;

const PREFIX = 'watchfloor.handoff/';
const NOTHING: Typed = {};

interface Kept {
  readonly byHandoff: Readonly<Record<string, Typed>>;
}

const useStore = create<Kept>()(() => ({ byHandoff: allKept() }));

export const useTyped = (id: HandoffId | null): Typed =>
  useStore((state) => (id === null ? NOTHING : (state.byHandoff[id] ?? NOTHING)));

/** What waits in one field; undefined: the record is what stands there. */
export const useTypedField = (id: HandoffId | null, path: string): string | undefined =>
  useStore((state) => (id === null ? undefined : state.byHandoff[id]?.[path]));

export const typedIn = (id: HandoffId): Typed => useStore.getState().byHandoff[id] ?? NOTHING;

/** Hand-overs in which something waits. */
export const handoffsWithTyped = (): readonly HandoffId[] => Object.keys(useStore.getState().byHandoff) as HandoffId[];

/** Keeps what stands in a field, with every key. */
export const keepTyped = (id: HandoffId, path: string, text: string): void =>
  change(id, (stored) => ({ ...stored, [path]: text }));

/** Forgets fields whose text is still what was sent; what was typed on meanwhile stays. */
export const forgetTyped = (id: HandoffId, sent: Typed): void =>
  change(id, (stored) => Object.fromEntries(Object.entries(stored).filter(([path, text]) => sent[path] !== text)));

/** What waits for a hand-over that another one took the place of goes over to that one. */
export function moveTyped(from: HandoffId, to: HandoffId): void {
  const moved = typedIn(from);
  change(to, (stored) => ({ ...moved, ...stored }));
  change(from, () => NOTHING);
}

/** What the storage had no room for: it is in this window only, until the engine has kept it. */
const unstored = new Set<HandoffId>();

/** Storage is read anew before each change: another window may have typed into another field of the same hand-over. */
function change(id: HandoffId, how: (stored: Typed) => Typed): void {
  const typed = how(unstored.has(id) ? typedIn(id) : read(localStorage.getItem(PREFIX + id)));
  show(id, typed);
  unstored.delete(id);
  try {
    if (Object.keys(typed).length === 0) localStorage.removeItem(PREFIX + id);
    else localStorage.setItem(PREFIX + id, JSON.stringify(typed));
  } catch {
    // A full storage must not stop who types: the engine is asked to keep it all the same.
    unstored.add(id);
  }
}

function show(id: HandoffId, typed: Typed): void {
  const { [id]: _, ...others } = useStore.getState().byHandoff;
  useStore.setState({ byHandoff: Object.keys(typed).length === 0 ? others : { ...others, [id]: typed } });
}

/** Another window of this desk typed, or its words were kept: what stands here must not be written over that later. */
window.addEventListener('storage', ({ key, newValue }) => {
  if (key?.startsWith(PREFIX)) show(key.slice(PREFIX.length) as HandoffId, read(newValue));
});

function allKept(): Readonly<Record<string, Typed>> {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const all = keys.map((key) => [key.slice(PREFIX.length), read(localStorage.getItem(key))] as const);
  return Object.fromEntries(all.filter(([, typed]) => Object.keys(typed).length > 0));
}

/** What was kept, as far as it still makes sense. */
function read(kept: string | null): Typed {
  try {
    const found: unknown = JSON.parse(kept ?? '{}');
    if (typeof found !== 'object' || found === null) return NOTHING;
    return Object.fromEntries(
      Object.entries(found).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
  } catch {
    return NOTHING;
  }
}
