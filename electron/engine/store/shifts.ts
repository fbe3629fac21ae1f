// Planned shifts as they are and were, PINs (as hashes) and desks.
import type { PersonId, ShiftId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { Desk, ShiftPlan } from '../../contract/model/shift.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

/** A PIN as it is kept. */
export interface KeptPin {
  readonly personId: PersonId;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

interface PinRow {
  readonly person_id: string;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** A plan as it was before it was changed or removed. */
interface PlanBefore {
  readonly plan: ShiftPlan;
  /** When the shift was planned first, and until when it was planned like this, epoch ms. */
  readonly plannedAt: number;
  readonly until: number;
}

interface BeforeRow extends Omit<PlanBefore, 'plan'> {
  readonly plan: string;
}

export function createShiftRows(db: Connection) {
  const plans = db.prepare<[], string>('SELECT plan FROM shift_plan ORDER BY name_key').pluck();
  const putPlan = db.prepare<[string, string, number, string]>(`
    INSERT INTO shift_plan (id, name_key, planned_at, plan) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key, plan = excluded.plan`);
  const removePlan = db.prepare<[string]>('DELETE FROM shift_plan WHERE id = ?');
  const plannedAt = db.prepare<[string], number>('SELECT planned_at FROM shift_plan WHERE id = ?').pluck();
  const plansBefore = db.prepare<[], BeforeRow>(
    'SELECT plan, planned_at AS plannedAt, until_at AS until FROM shift_plan_before ORDER BY nth',
  );
  const keepBefore = db.prepare<[string, number, number, string]>(
    'INSERT INTO shift_plan_before (plan_id, planned_at, until_at, plan) VALUES (?, ?, ?, ?)',
  );
  const peopleBefore = db.prepare<[], { id: PersonId; name: string }>(
    'SELECT person_id AS id, name FROM person_before',
  );
  const keepPerson = db.prepare<[string, string]>(`
    INSERT INTO person_before (person_id, name) VALUES (?, ?) ON CONFLICT (person_id) DO UPDATE SET name = excluded.name`);
  const pins = db.prepare<[], PinRow>('SELECT person_id, salt, hash FROM person_pin ORDER BY person_id');
  const putPin = db.prepare<[string, Uint8Array, Uint8Array, number]>(`
    INSERT INTO person_pin (person_id, salt, hash, set_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (person_id) DO UPDATE SET salt = excluded.salt, hash = excluded.hash, set_at = excluded.set_at`);
  const removePin = db.prepare<[string]>('DELETE FROM person_pin WHERE person_id = ?');
  const desks = db.prepare<[], Desk>('SELECT user, person_id AS personId, since FROM desk ORDER BY user');
  const putDesk = db.prepare<[string, string, number]>(`
    INSERT INTO desk (user, person_id, since) VALUES (?, ?, ?)
    ON CONFLICT (user) DO UPDATE SET person_id = excluded.person_id, since = excluded.since`);
  const removeDesk = db.prepare<[string]>('DELETE FROM desk WHERE user = ?');
  return {
    /** By name. */
    plans: (): readonly ShiftPlan[] => plans.all().map((text) => objectIn<ShiftPlan>(text)),
    /** `at`, epoch ms, is when it was planned, if it is new. */
    putPlan: (plan: ShiftPlan, at: number): void =>
      void putPlan.run(plan.id, nameKey(plan.name), at, JSON.stringify(plan)),
    removePlan: (id: ShiftId): boolean => removePlan.run(id).changes > 0,
    /** When it was planned first, epoch ms; null: it is not. */
    plannedAt: (id: ShiftId): number | null => plannedAt.get(id) ?? null,
    /** As they were, the oldest first. */
    plansBefore: (): readonly PlanBefore[] =>
      plansBefore.all().map((row) => ({ ...row, plan: objectIn<ShiftPlan>(row.plan) })),
    keepBefore: ({ plan, plannedAt: at, until }: PlanBefore): void =>
      void keepBefore.run(plan.id, at, until, JSON.stringify(plan)),
    /** What people who were removed were called. */
    peopleBefore: (): ReadonlyMap<PersonId, string> => new Map(peopleBefore.all().map(({ id, name }) => [id, name])),
    keepPerson: (id: PersonId, name: string): void => void keepPerson.run(id, name),
    pins: (): readonly KeptPin[] =>
      pins.all().map((row) => ({ personId: row.person_id as PersonId, salt: row.salt, hash: row.hash })),
    putPin: (pin: KeptPin, at: number): void => void putPin.run(pin.personId, pin.salt, pin.hash, at),
    removePin: (personId: PersonId): boolean => removePin.run(personId).changes > 0,
    desks: (): readonly Desk[] => desks.all(),
    putDesk: ({ user, personId, since }: Desk): void => void putDesk.run(user, personId, since),
    removeDesk: (user: string): boolean => removeDesk.run(user).changes > 0,
  };
}
