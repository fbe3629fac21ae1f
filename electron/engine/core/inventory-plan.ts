// What a change of the inventory comes to: asked for in terms of hosts, checks and templates, answered as the rows that
// really change. Templates are carried out here: hosts with the tag get the checks, hosts without lose them.
import type { Check } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { CheckId, HostId, TemplateId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { NewCheck, Template } from '../../contract/model/template.ts';
import { sameValue } from './same-value.ts';
import { checksFromTemplates, type TemplateClash } from './template-checks.ts';

/** The inventory as it is. */
export interface InventoryNow {
  readonly hosts: ReadonlyMap<HostId, Host>;
  readonly checks: ReadonlyMap<CheckId, Check>;
  readonly templates: ReadonlyMap<TemplateId, Template>;
  checksOf(hostId: HostId): readonly Check[];
}

/** What somebody wants of it. Checks are hosts' own: those of templates follow from the templates. */
export interface Wanted {
  readonly putHosts?: readonly Host[];
  readonly removeHosts?: readonly HostId[];
  readonly putChecks?: readonly Check[];
  readonly removeChecks?: readonly CheckId[];
  readonly putTemplates?: readonly Template[];
  readonly removeTemplates?: readonly TemplateId[];
  /** Hosts that get `defaultCheck` should they have no check of their own and none of a template. */
  readonly withDefault?: ReadonlySet<HostId>;
  readonly defaultCheck?: NewCheck;
}

/** `before` null: added; `after` null: removed. Never both. */
export interface Change<Thing> {
  readonly before: Thing | null;
  readonly after: Thing | null;
}

export interface InventoryPlan {
  readonly hosts: readonly Change<Host>[];
  readonly checks: readonly Change<Check>[];
  readonly templates: readonly Change<Template>[];
  /** Checks of templates that another template of the same host keeps out. */
  readonly clashes: readonly TemplateClash[];
}

/** The plan of what is wanted; `newId` gives ids to checks that begin. Linear in the hosts it touches. */
export function planInventory(now: InventoryNow, wanted: Wanted, newId: () => string): InventoryPlan {
  const removed = new Set(wanted.removeHosts);
  const putHosts = new Map((wanted.putHosts ?? []).map((host) => [host.id, host]));
  if (removed.size > 0) letGo(now, removed, putHosts);
  const templates = templatesAfter(now, wanted);
  const edits = ownEdits(now, wanted);
  const touched = new Set([...putHosts.keys(), ...edits.keys(), ...followers(now, wanted)]);

  const checks: Change<Check>[] = [];
  const clashes: TemplateClash[] = [];
  for (const id of removed) {
    if (now.hosts.has(id)) for (const before of now.checksOf(id)) checks.push({ before, after: null });
  }
  for (const id of touched) {
    const host = putHosts.get(id) ?? now.hosts.get(id);
    if (!host || removed.has(id)) continue;
    const known = now.checksOf(id);
    const own = ownAfter(known, edits.get(id));
    const derived = checksFromTemplates(host, own, known, templates, newId);
    clashes.push(...derived.clashes);
    if (own.length + derived.checks.length === 0 && wanted.withDefault?.has(id) && wanted.defaultCheck) {
      own.push({ ...wanted.defaultCheck, hostId: id, id: newId() as CheckId });
    }
    const all = [...own, ...derived.checks];
    const renamed = renamings(known, all);
    checks.push(
      ...changesBetween(
        known,
        all.map((check) => withParents(check, all, renamed)),
      ),
    );
  }
  return {
    hosts: [
      ...[...removed].flatMap((id): Change<Host>[] => {
        const before = now.hosts.get(id);
        return before ? [{ before, after: null }] : [];
      }),
      ...changesBetween(
        [...putHosts.keys()].flatMap((id) => now.hosts.get(id) ?? []),
        [...putHosts.values()].filter((host) => !removed.has(host.id)),
      ).filter((change) => change.after !== null),
    ],
    checks,
    templates: changesBetween([...now.templates.values()], templates),
    clashes,
  };
}

/** Whether nothing at all would change. */
export const isEmpty = (plan: InventoryPlan): boolean =>
  plan.hosts.length + plan.checks.length + plan.templates.length === 0;

/** Hosts behind removed ones lose them as parents. */
function letGo(now: InventoryNow, removed: ReadonlySet<HostId>, putHosts: Map<HostId, Host>): void {
  for (const known of now.hosts.values()) {
    const host = putHosts.get(known.id) ?? known;
    if (removed.has(host.id) || !host.parents.some((parent) => removed.has(parent.hostId))) continue;
    putHosts.set(host.id, { ...host, parents: host.parents.filter((parent) => !removed.has(parent.hostId)) });
  }
}

/** By name: of two that give the same check the first one counts. */
function templatesAfter(now: InventoryNow, wanted: Wanted): readonly Template[] {
  const after = new Map(now.templates);
  for (const id of wanted.removeTemplates ?? []) after.delete(id);
  for (const template of wanted.putTemplates ?? []) after.set(template.id, template);
  const keyed = [...after.values()].map((template) => ({ template, key: nameKey(template.name) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ template }) => template);
}

interface OwnEdits {
  readonly put: Check[];
  readonly removed: Set<CheckId>;
}

function ownEdits(now: InventoryNow, wanted: Wanted): ReadonlyMap<HostId, OwnEdits> {
  const edits = new Map<HostId, OwnEdits>();
  const of = (hostId: HostId): OwnEdits => {
    const known = edits.get(hostId) ?? { put: [], removed: new Set() };
    edits.set(hostId, known);
    return known;
  };
  for (const check of wanted.putChecks ?? []) of(check.hostId).put.push(check);
  for (const id of wanted.removeChecks ?? []) {
    const check = now.checks.get(id);
    if (check) of(check.hostId).removed.add(id);
  }
  return edits;
}

/** Hosts that a change of templates can concern: by the tag as it was or as it will be. */
function followers(now: InventoryNow, wanted: Wanted): readonly HostId[] {
  const concerned = [
    ...(wanted.putTemplates ?? []),
    ...[...(wanted.putTemplates ?? []).map((one) => one.id), ...(wanted.removeTemplates ?? [])].flatMap(
      (id) => now.templates.get(id) ?? [],
    ),
  ];
  if (concerned.length === 0) return [];
  const tags = new Set(concerned.map((template) => nameKey(template.tag)));
  return [...now.hosts.values()]
    .filter((host) => host.tags.some((tag) => tags.has(nameKey(tag))))
    .map((host) => host.id);
}

/** A host's own checks afterwards. One check says whether the host is up: the one that had the mark gives it away. */
function ownAfter(known: readonly Check[], edits: OwnEdits | undefined): Check[] {
  const own = known.filter((check) => check.template === undefined);
  if (!edits) return own;
  const put = new Map(edits.put.map((check) => [check.id, check]));
  const taken = edits.put.some((check) => check.alive);
  const kept = own.filter((check) => !edits.removed.has(check.id) && !put.has(check.id));
  return [...kept.map((check) => (taken && check.alive ? { ...check, alive: false } : check)), ...put.values()];
}

/** Names that own checks had before → names they have now. */
function renamings(known: readonly Check[], after: readonly Check[]): ReadonlyMap<string, string> {
  const before = new Map(known.map((check) => [check.id, check.name]));
  return new Map(
    after.flatMap(({ id, name }): [string, string][] => {
      const old = before.get(id);
      return old === undefined || nameKey(old) === nameKey(name) ? [] : [[nameKey(old), name]];
    }),
  );
}

/** What an own check depends on follows a new name, and goes with a check that goes. Those of templates are the templates' matter. */
function withParents(check: Check, all: readonly Check[], renamed: ReadonlyMap<string, string>): Check {
  if (check.template !== undefined || check.dependsOn.length === 0) return check;
  const names = new Set(all.map((one) => nameKey(one.name)));
  const followed = check.dependsOn.map((name) =>
    names.has(nameKey(name)) ? name : (renamed.get(nameKey(name)) ?? name),
  );
  return { ...check, dependsOn: followed.filter((name) => names.has(nameKey(name))) };
}

/** What differs, by id. Things that say the same as before are no change. */
function changesBetween<Thing extends { readonly id: string }>(
  before: readonly Thing[],
  after: readonly Thing[],
): Change<Thing>[] {
  const known = new Map(before.map((thing) => [thing.id, thing]));
  const changes: Change<Thing>[] = [];
  for (const thing of after) {
    const old = known.get(thing.id) ?? null;
    known.delete(thing.id);
    if (!old || !sameValue(old, thing)) changes.push({ before: old, after: thing });
  }
  return [...[...known.values()].map((gone): Change<Thing> => ({ before: gone, after: null })), ...changes];
}
