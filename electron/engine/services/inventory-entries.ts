// The journal of changes to many things: one entry per host, so that each host's own timeline tells it.
import type { Check, JsonObject } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { HostId } from '../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import { checkFields, checkNames, type HostNames, hostFields } from '../core/inventory-changes.ts';
import type { Change, InventoryPlan } from '../core/inventory-plan.ts';

interface How {
  readonly actor: Actor;
  /** Epoch ms. */
  readonly at: number;
  /** 'edited in bulk', 'imported'. */
  readonly how: string;
}

/** One entry for each host that the plan changes by its own row or by its own checks; what templates give is not repeated. */
export function entriesByHost(plan: InventoryPlan, nameOf: HostNames, how: How): readonly EntryDraft[] {
  const rows = new Map<HostId, { host: Change<Host> | null; checks: Change<Check>[] }>();
  const of = (id: HostId) => {
    const known = rows.get(id) ?? { host: null, checks: [] };
    rows.set(id, known);
    return known;
  };
  for (const change of plan.hosts) {
    const id = (change.after ?? change.before)?.id;
    if (id) of(id).host = change;
  }
  for (const change of plan.checks) {
    const check = change.after ?? change.before;
    if (check) of(check.hostId).checks.push(change);
  }
  return [...rows].flatMap(([id, { host, checks }]): EntryDraft[] => {
    const own = checks.filter(({ before, after }) => (after ?? before)?.template === undefined);
    if (!host && own.length === 0) return [];
    const name = host?.after?.name ?? host?.before?.name ?? nameOf(id);
    const { what, data } = told(host, checks, own, nameOf, how.how);
    return [{ kind: 'inventory', occurredAt: how.at, actor: how.actor, hostId: id, text: `${name} ${what}`, data }];
  });
}

function told(
  host: Change<Host> | null,
  checks: readonly Change<Check>[],
  own: readonly Change<Check>[],
  nameOf: HostNames,
  how: string,
): { what: string; data: JsonObject } {
  const names = checks.flatMap(({ after }) => after?.name ?? []);
  if (host && !host.before) {
    const added = checks.flatMap(({ after }) => after ?? []);
    return { what: `${how}: added, with ${names.join(', ')}`, data: plain({ host: host.after, checks: added }) };
  }
  if (host && !host.after) {
    return { what: `${how}: removed, with ${checks.length} checks`, data: plain({ host: host.before }) };
  }
  const fields = host ? hostFields(host, nameOf) : [];
  const paths = fields.map((field) => field.path);
  const ownFields = own.flatMap((change) => {
    const name = (change.after ?? change.before)?.name ?? '';
    return change.before && change.after ? [{ check: name, fields: checkFields(change) }] : [];
  });
  const said = [
    ...paths,
    ...Object.entries(checkNames(own)).map(([how, which]) => `checks ${how}: ${which.join(', ')}`),
  ];
  const data = { fields, checks: checkNames(checks), checkFields: ownFields };
  return { what: `${how}: ${said.join('; ')}`, data: plain(data) };
}

/** Rows and field changes are plain JSON, with references in the place of secrets. */
const plain = (data: object): JsonObject => data as JsonObject;
