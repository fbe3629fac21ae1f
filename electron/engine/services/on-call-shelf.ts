// One kind of thing that operators keep for being on call (people, rotas, policies): put and removed on the record, refused
// while it names what is not there, or is named by others.
import type { FieldError } from '../../contract/api/errors.ts';
import type { JsonObject } from '../../contract/model/check.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import { conflict, invalid, notFound } from '../lib/refusal.ts';
import { changeEntry, isSame } from './on-call-entries.ts';
import { nameTaken } from './on-call-rules.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface ShelfParts<Thing extends Named> {
  readonly what: 'Person' | 'Rota' | 'Escalation policy';
  /** In memory; the rows are the same on disk. */
  readonly things: Map<Thing['id'], Thing>;
  readonly rows: { put(thing: Thing): void; remove(id: string): boolean };
  /** The field that names a thing in a refusal to remove it. */
  readonly path: string;
  /** What it names that is not there. */
  readonly faults: (thing: Thing) => readonly FieldError[];
  /** Who names it. */
  readonly users: (id: Thing['id']) => readonly string[];
  /** More words and data for the journal. */
  readonly words?: (before: Thing | null, after: Thing) => { readonly said?: string; readonly data?: JsonObject };
  /** One transaction of the change and its entry; then everybody sees it. */
  readonly write: (change: () => void, entry: EntryDraft) => void;
  readonly changed: (id: Thing['id']) => void;
  readonly now: () => number;
}

export interface Shelf<Thing extends Named> {
  put(thing: Thing, actor: Actor): Thing;
  remove(id: Thing['id'], actor: Actor): void;
}

export function createShelf<Thing extends Named>(parts: ShelfParts<Thing>): Shelf<Thing> {
  const { what, things, rows, path, faults, users, words, write, changed, now } = parts;
  return {
    put(thing, actor) {
      const before = things.get(thing.id) ?? null;
      const wrong = [...nameTaken(thing, things.values(), what.toLowerCase()), ...faults(thing)];
      if (wrong.length > 0) throw invalid(wrong);
      // Saved without a change: nothing happened, and the journal says nothing.
      if (isSame(before, thing)) return thing;
      const entry = changeEntry(what, before, thing, { actor, at: now(), ...words?.(before, thing) });
      write(() => rows.put(thing), entry);
      things.set(thing.id, thing);
      changed(thing.id);
      return thing;
    },
    remove(id, actor) {
      const before = things.get(id);
      if (!before) throw notFound(what.toLowerCase());
      const named = users(id);
      if (named.length > 0) {
        throw conflict([{ path, message: `it is named by ${listed(named)}; take it out there first` }]);
      }
      write(() => rows.remove(id), changeEntry(what, before, null, { actor, at: now() }));
      things.delete(id);
      changed(id);
    },
  };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}
