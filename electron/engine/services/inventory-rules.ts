// What an inventory must keep to, whoever changes it: names taken once, parents that exist and form no cycle. A breach is a
// refusal that names the field.
import type { FieldError } from '../../contract/api/errors.ts';
import { type Check, type CheckInput, checkInput } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { CheckId, HostId, TemplateId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { NewCheck, Template } from '../../contract/model/template.ts';
import { checkCircle } from '../core/check-parents.ts';
import { findCycle } from '../core/host-graph.ts';
import { conflict, invalid, notFound } from '../lib/refusal.ts';
import type { World } from './world.ts';

/** What a host without checks of its own gets: the ping that says whether it is up. */
export function defaultAlive(): NewCheck {
  const { hostId: _, ...check } = checkInput.parse({ hostId: 'new', name: 'ping', kind: 'ping', alive: true });
  return check;
}

export function refuseBadHost(world: World, host: Host): void {
  const fields: FieldError[] = [];
  const key = nameKey(host.name);
  const taken = [...world.hosts.values()].find((other) => other.id !== host.id && nameKey(other.name) === key);
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

/** `place` is where the checks stand in what was entered: 'checks', 'template.checks'. */
export function refuseBadChecks(checks: readonly NewCheck[], place = 'checks'): void {
  const fields: FieldError[] = [];
  const names = new Set<string>();
  checks.forEach((check, index) => {
    const name = nameKey(check.name);
    if (names.has(name)) fields.push({ path: `${place}.${index}.name`, message: `"${check.name}" stands twice` });
    names.add(name);
  });
  if (checks.filter((check) => check.alive).length > 1) {
    fields.push({ path: place, message: 'only one check can say whether the host is up' });
  }
  const circle = checkCircle(checks);
  const first = checks.findIndex((check) => check.name === circle?.[0]);
  if (circle) fields.push({ path: `${place}.${first}.dependsOn`, message: circleText(circle) });
  if (fields.length > 0) throw invalid(fields);
}

const circleText = (circle: readonly string[]): string =>
  `a check cannot depend on itself: ${[...circle, circle[0]].join(' → ')}`;

/**
 * What a check depends on must be a check of its host, and must not lead back to it. `all`: the checks of the host as they
 * would be; `path`: where the check's field stands in what was entered.
 */
export function refuseBadDependencies(check: NewCheck, all: readonly NewCheck[], path = 'dependsOn'): void {
  const fields = unknownParents(check, all).map(({ index, what }): FieldError => {
    return { path: `${path}.${index}`, message: what };
  });
  const circle = fields.length === 0 ? checkCircle([check, ...all.filter((other) => other.name !== check.name)]) : null;
  if (circle) fields.push({ path, message: circleText(circle) });
  if (fields.length > 0) throw invalid(fields);
}

/** Names in `dependsOn` that none of `all` has, by their place in it. */
export function unknownParents(
  { dependsOn }: Pick<NewCheck, 'dependsOn'>,
  all: readonly Pick<NewCheck, 'name'>[],
): readonly { readonly index: number; readonly what: string }[] {
  const names = new Set(all.map((check) => nameKey(check.name)));
  return dependsOn.flatMap((name, index) =>
    names.has(nameKey(name)) ? [] : [{ index, what: `this host has no check "${name}"` }],
  );
}

/** A check of a template may have the name: a host's own stands in its place. */
export function refuseTakenName(world: World, input: CheckInput, self: CheckId | null): void {
  const taken = world
    .checksOf(input.hostId)
    .some((other) => other.template === undefined && other.id !== self && nameKey(other.name) === nameKey(input.name));
  if (taken) throw conflict([{ path: 'name', message: `this host has a check "${input.name}" already` }]);
}

/** What comes from a template is changed there. */
export function refuseTemplateCheck(world: World, check: Check): void {
  if (check.template === undefined) return;
  const name = world.templates.get(check.template)?.name ?? check.template;
  const message = `comes from template "${name}": change it there, or add a check of the same name to this host`;
  throw conflict([{ path: 'name', message }]);
}

export function refuseTakenTemplate(world: World, name: string, self: TemplateId | undefined): void {
  const taken = [...world.templates.values()].find(
    (other) => other.id !== self && nameKey(other.name) === nameKey(name),
  );
  if (taken) throw conflict([{ path: 'template.name', message: `there is a template "${taken.name}" already` }]);
}

/** The parents that a bulk edit gives must be there and form no cycle. `after`: the hosts as they would be. */
export function refuseBadParents(world: World, after: readonly Host[], parents: Host['parents']): void {
  parents.forEach((parent, index) => {
    if (world.hosts.has(parent.hostId)) return;
    throw conflict([{ path: `change.parents.${index}`, message: 'this parent does not exist' }]);
  });
  const hosts = new Map([...world.hosts, ...after.map((host): [HostId, Host] => [host.id, host])]);
  const cycle = findCycle([...hosts.values()]);
  if (!cycle) return;
  const way = [...cycle, cycle[0]].join(' → ');
  throw conflict([{ path: 'change.parents', message: `a host cannot stand behind itself: ${way}` }]);
}

export function hostOf(world: World, id: HostId): Host {
  const host = world.hosts.get(id);
  if (!host) throw notFound('host');
  return host;
}

export function checkOf(world: World, id: CheckId): Check {
  const check = world.checks.get(id);
  if (!check) throw notFound('check');
  return check;
}

export function templateOf(world: World, id: TemplateId): Template {
  const template = world.templates.get(id);
  if (!template) throw notFound('template');
  return template;
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
