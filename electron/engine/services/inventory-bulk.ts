// One change to many hosts: shown first (dry run), or written in one transaction with an entry per host.
import { randomUUID } from 'node:crypto';
import type { BulkChange } from '../../contract/api/inventory.ts';
import type { Check } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { HostId } from '../../contract/model/ids.ts';
import type { InventoryChange } from '../../contract/model/inventory-change.ts';
import type { Actor } from '../../contract/model/journal.ts';
import { editedChecks, editedHost } from '../core/bulk-edit.ts';
import { changesOf } from '../core/inventory-changes.ts';
import { type InventoryPlan, planInventory } from '../core/inventory-plan.ts';
import type { Clock } from '../lib/clock.ts';
import { invalid } from '../lib/refusal.ts';
import type { Decided } from './inventory-edits.ts';
import { entriesByHost } from './inventory-entries.ts';
import { hostOf, refuseBadParents } from './inventory-rules.ts';
import type { World } from './world.ts';

const MAX_TAGS = 32;
const NOTHING: InventoryPlan = { hosts: [], checks: [], templates: [], clashes: [] };

/** What the change would do, and (unless `dryRun`) the commit that does it. Refusals name the field and the first host. */
export function bulkEdit(
  { world, clock }: { readonly world: World; readonly clock: Clock },
  { hostIds, change, dryRun }: { hostIds: readonly HostId[]; change: BulkChange; dryRun: boolean },
  actor: Actor,
): Decided<{ changes: readonly InventoryChange[]; applied: boolean }> {
  const before = [...new Set(hostIds)].map((id) => hostOf(world, id));
  const putHosts = before.map((host) => editedHost(host, change));
  if (change.addTags) refuseManyTags(putHosts);
  if (change.parents) refuseBadParents(world, putHosts, change.parents);
  const putChecks = before.flatMap((host) => editedChecks(world.checksOf(host.id), change));
  if (change.checks?.policy) refuseBadPolicy(world, putChecks);

  const plan = planInventory(world, { putHosts, putChecks }, randomUUID);
  const changes = changesOf(plan, (id) => world.hosts.get(id)?.name ?? id);
  if (dryRun) return { commit: { plan: NOTHING, sealed: [], entries: [] }, answer: { changes, applied: false } };
  const nameOf = (id: HostId): string => world.hosts.get(id)?.name ?? id;
  const entries = entriesByHost(plan, nameOf, { actor, at: clock.now(), how: 'edited in bulk' });
  return { commit: { plan, sealed: [], entries }, answer: { changes, applied: true } };
}

function refuseManyTags(hosts: readonly Host[]): void {
  const full = hosts.find((host) => host.tags.length > MAX_TAGS);
  if (!full) return;
  const message = `${full.name} would have ${full.tags.length} tags; at most ${MAX_TAGS}`;
  throw invalid([{ path: 'change.addTags', message }]);
}

function refuseBadPolicy(world: World, checks: readonly Check[]): void {
  const bad = checks.find(({ policy }) => policy.timeoutMs >= policy.intervalMs);
  if (!bad) return;
  const name = `${world.hosts.get(bad.hostId)?.name ?? bad.hostId} ${bad.name}`;
  const { timeoutMs, intervalMs } = bad.policy;
  const message = `the timeout of ${name} (${timeoutMs / 1_000} s) must be shorter than its interval (${intervalMs / 1_000} s)`;
  throw invalid([{ path: 'change.checks.policy.timeoutMs', message }]);
}
