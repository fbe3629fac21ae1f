// The scripted engine's bulk edit: what it would change, thing by thing, and the events that make it so.
import type { BulkChange } from '../../electron/contract/api/inventory.ts';
import type { Check } from '../../electron/contract/model/check.ts';
import type { Host } from '../../electron/contract/model/host.ts';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import type { FieldChange, InventoryChange } from '../../electron/contract/model/inventory-change.ts';
import type { Template } from '../../electron/contract/model/template.ts';
import type { WorldEvent } from '../../electron/contract/model/world.ts';
import type { World } from '../../renderer/store/world.ts';

/** The checks of a template on the hosts with its tag, in place of those it made before. */
export function madeChecks(world: World, template: Template): readonly WorldEvent[] {
  const old = [...world.checks.values()].filter((check) => check.template === template.id);
  const carriers = [...world.hosts.values()].filter((host) => host.tags.includes(template.tag));
  const made = carriers.flatMap((host) =>
    template.checks.map((check): WorldEvent => {
      const id = `c-${template.id}-${host.id}-${check.name}` as CheckId;
      return { type: 'check', check: { ...check, id, hostId: host.id, template: template.id } };
    }),
  );
  return [...old.map((check): WorldEvent => ({ type: 'check-removed', checkId: check.id })), ...made];
}

export function bulkChanges(hosts: readonly Host[], change: BulkChange, all: Iterable<Check>) {
  const changes: InventoryChange[] = [];
  const after: WorldEvent[] = [];
  const ids = new Set<string>(hosts.map((host) => host.id));
  const names = new Map(hosts.map((host) => [host.id, host.name]));
  for (const host of hosts) {
    const next = changedHost(host, change);
    const fields = differences(flat(host), flat(next));
    if (fields.length === 0) continue;
    changes.push({ action: 'change', what: 'host', host: host.name, name: host.name, fields });
    after.push({ type: 'host', host: next });
  }
  for (const check of all) {
    if (!change.checks || !ids.has(check.hostId) || check.template !== undefined) continue;
    if (change.checks.kind !== undefined && change.checks.kind !== check.kind) continue;
    const { enabled = check.enabled, policy } = change.checks;
    const next: Check = { ...check, enabled, policy: { ...check.policy, ...given(policy ?? {}) } };
    const was = { enabled: String(check.enabled), ...worded('policy', check.policy) };
    const fields = differences(was, { enabled: String(next.enabled), ...worded('policy', next.policy) });
    if (fields.length === 0) continue;
    const host = names.get(check.hostId) ?? '';
    changes.push({ action: 'change', what: 'check', host, name: check.name, fields });
    after.push({ type: 'check', check: next });
  }
  return { changes, after };
}

function changedHost(host: Host, { site, role, addTags = [], removeTags = [], parents, asset }: BulkChange): Host {
  const tags = [...new Set([...host.tags, ...addTags])].filter((tag) => !removeTags.includes(tag));
  return {
    ...host,
    site: site ?? host.site,
    role: role ?? host.role,
    tags,
    parents: parents ?? host.parents,
    asset: { ...host.asset, ...given(asset ?? {}) },
  };
}

const given = <Shape extends object>(part: Shape) =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));

const worded = (prefix: string, part: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(part).map(([key, value]) => [`${prefix}.${key}`, String(value)]));

const flat = ({ site, role, tags, parents, asset }: Host): Readonly<Record<string, string>> => ({
  site,
  role,
  tags: tags.join(', '),
  parents: parents.map((parent) => parent.hostId).join(', '),
  ...worded('asset', asset),
});

const differences = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly FieldChange[] =>
  Object.keys(after)
    .filter((path) => before[path] !== after[path])
    .map((path) => ({ path, before: before[path] ?? null, after: after[path] ?? null }));
