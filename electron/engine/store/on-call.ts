// People, rotas and escalation policies as operators entered them.

import { nameKey } from '../../contract/model/name-key.ts';
import type { EscalationPolicy, Person, Schedule } from '../../contract/model/on-call.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

/** A table of named things, each one JSON column. `table` and `column` are ours, never input. */
function createNamed<Thing extends { readonly id: string; readonly name: string }>(
  db: Connection,
  table: 'person' | 'on_call_schedule' | 'escalation_policy',
  column: 'person' | 'schedule' | 'policy',
) {
  const list = db.prepare<[], string>(`SELECT ${column} FROM ${table} ORDER BY name_key`).pluck();
  const put = db.prepare<[string, string, string]>(`
    INSERT INTO ${table} (id, name_key, ${column}) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key, ${column} = excluded.${column}`);
  const remove = db.prepare<[string]>(`DELETE FROM ${table} WHERE id = ?`);
  return {
    /** All of them, by name. */
    list: (): readonly Thing[] => list.all().map((text) => objectIn<Thing>(text)),
    put: (thing: Thing): void => void put.run(thing.id, nameKey(thing.name), JSON.stringify(thing)),
    remove: (id: string): boolean => remove.run(id).changes > 0,
  };
}

export const createPeople = (db: Connection) => createNamed<Person>(db, 'person', 'person');
export const createSchedules = (db: Connection) => createNamed<Schedule>(db, 'on_call_schedule', 'schedule');
export const createPolicies = (db: Connection) => createNamed<EscalationPolicy>(db, 'escalation_policy', 'policy');
