// What an inventory must keep to, whoever changes it: names taken once, parents that exist and form no cycle. A breach is a
// refusal that names the field.
import type { FieldError } from '../../contract/api/errors.ts';
import { type CheckInput, checkInput } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { CheckId } from '../../contract/model/ids.ts';
import { findCycle } from '../core/host-graph.ts';
import { conflict, invalid } from '../lib/refusal.ts';
import type { World } from './world.ts';

/** Names as they are compared: the same as in the store, or it would refuse what was accepted here. */
const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase();

/** A check that is entered together with its host. */
export type NewCheck = Omit<CheckInput, 'hostId'>;

/** What a host without checks of its own gets: the ping that says whether it is up. */
export function defaultAlive(): NewCheck {
  const { hostId: _, ...check } = checkInput.parse({ hostId: 'new', name: 'ping', kind: 'ping', alive: true });
  return check;
}

export function refuseBadHost(world: World, host: Host): void {
  const fields: FieldError[] = [];
  const taken = [...world.hosts.values()].find(
    (other) => other.id !== host.id && nameKey(other.name) === nameKey(host.name),
  );
  if (taken) fields.push({ path: 'host.name', message: `"${taken.name}" is watched already; take another name` });
  host.parents.forEach((parent, index) => {
    if (!world.hosts.has(parent.hostId))
      fields.push({ path: `host.parents.${index}`, message: 'this parent does not exist' });
  });
  const others = [...world.hosts.values()].filter((other) => other.id !== host.id);
  const cycle = fields.length === 0 ? findCycle(others, host) : null;
  if (cycle) fields.push({ path: 'host.parents', message: `a host cannot stand behind itself: ${cycle.join(' → ')}` });
  if (fields.length > 0) throw conflict(fields);
}

export function refuseBadChecks(checks: readonly NewCheck[]): void {
  const fields: FieldError[] = [];
  const names = new Set<string>();
  checks.forEach((check, index) => {
    const name = nameKey(check.name);
    if (names.has(name)) fields.push({ path: `checks.${index}.name`, message: `"${check.name}" stands twice` });
    names.add(name);
  });
  if (checks.filter((check) => check.alive).length > 1) {
    fields.push({ path: 'checks', message: 'only one check can say whether the host is up' });
  }
  if (fields.length > 0) throw invalid(fields);
}

export function refuseTakenName(world: World, input: CheckInput, self: CheckId | null): void {
  const taken = world
    .checksOf(input.hostId)
    .some((other) => other.id !== self && nameKey(other.name) === nameKey(input.name));
  if (taken) throw conflict([{ path: 'name', message: `this host has a check "${input.name}" already` }]);
}

/** Re-throws a refusal with its fields under `prefix`, so that the form finds them. */
export function prefixed(prefix: string): (error: unknown) => never {
  return (error) => {
    if (
      error instanceof Error &&
      'data' in error &&
      typeof error.data === 'object' &&
      error.data &&
      'fields' in error.data
    ) {
      const fields = error.data.fields as readonly FieldError[];
      throw invalid(fields.map((field) => ({ ...field, path: `${prefix}.${field.path}` })));
    }
    throw error;
  };
}
