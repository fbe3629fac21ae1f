// The journal's words for changes of people, rotas and policies. Of a person only the names of what changed are written: a
// telephone number must be forgettable, and the journal forgets nothing.
import type { JsonObject } from '../../contract/model/check.ts';
import type { PersonId } from '../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import type { Override, Person, Schedule } from '../../contract/model/on-call.ts';

type Named = { readonly id: string; readonly name: string };

/** One entry for a thing that was added (`before` null), changed, or removed (`after` null). */
export function changeEntry(
  what: 'Person' | 'Rota' | 'Escalation policy',
  before: Named | null,
  after: Named | null,
  { actor, at, said = '', data = {} }: { actor: Actor; at: number; said?: string; data?: JsonObject },
): EntryDraft {
  const { id, name } = after ?? before ?? { id: '', name: '' };
  const how = before === null ? 'added' : after === null ? 'removed' : changed(before, after);
  return {
    kind: 'on-call',
    occurredAt: at,
    actor,
    text: `${what} "${name}" ${how}${said}`,
    data: { what, id, name, ...(before && after ? { fields: [...fieldsOf(before, after)] } : {}), ...data },
  };
}

/** ': override Ben from … to … (swap)' for each that came or went. */
export function overrideWords(
  before: Schedule | null,
  after: Schedule,
  nameOf: (id: PersonId) => string,
): { said: string; data: JsonObject } {
  const old = new Map((before?.overrides ?? []).map((one) => [one.id, JSON.stringify(one)]));
  const set = after.overrides.filter((one) => old.get(one.id) !== JSON.stringify(one));
  const kept = new Set(after.overrides.map(({ id }) => id));
  const gone = (before?.overrides ?? []).filter(({ id }) => !kept.has(id));
  const words = (one: Override): string =>
    `${nameOf(one.person)} from ${iso(one.from)} to ${iso(one.to)}${one.reason ? ` (${one.reason})` : ''}`;
  const lines = [
    ...set.map((one) => `override: ${words(one)}`),
    ...gone.map((one) => `override taken back: ${words(one)}`),
  ];
  const shown = lines.slice(0, 5).join('; ');
  const said = lines.length === 0 ? '' : `: ${shown}${lines.length > 5 ? ` and ${lines.length - 5} more` : ''}`;
  // What the layers were is history that somebody will ask for: who was on call that night, and by which rota.
  const layers = before === null || JSON.stringify(before.layers) !== JSON.stringify(after.layers);
  const data = { ...(layers ? { layers: after.layers, zone: after.zone } : {}), overrides: set, overridesGone: gone };
  return { said, data: JSON.parse(JSON.stringify(data)) as JsonObject };
}

export const isSame = (before: Person | Named | null, after: Named): boolean =>
  before !== null && fieldsOf(before, after).length === 0;

function changed(before: Named, after: Named): string {
  return before.name === after.name ? 'changed' : `changed, formerly "${before.name}"`;
}

function fieldsOf(before: Named, after: Named): readonly string[] {
  const old = new Map(Object.entries(before));
  return Object.entries(after).flatMap(([key, value]) =>
    JSON.stringify(old.get(key)) === JSON.stringify(value) ? [] : [key],
  );
}

const iso = (at: number): string => new Date(at).toISOString().replace(/:\d\d\.000Z$/, 'Z');
