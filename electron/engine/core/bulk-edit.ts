// What a bulk edit makes of one host and of its own checks.
import type { BulkChange } from '../../contract/api/inventory.ts';
import type { Check } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import { nameKey } from '../../contract/model/name-key.ts';

/** The host as the change leaves it. Undefined in `change` means: as it was. */
export function editedHost(host: Host, change: BulkChange): Host {
  const { site = host.site, role = host.role, parents = host.parents } = change;
  const asset = Object.fromEntries(Object.entries(change.asset ?? {}).filter(([, value]) => value !== undefined));
  return { ...host, site, role, parents, tags: editedTags(host.tags, change), asset: { ...host.asset, ...asset } };
}

/** Removed first, then added; a tag stands once, however it is written. */
function editedTags(tags: Host['tags'], { addTags = [], removeTags = [] }: BulkChange): Host['tags'] {
  const gone = new Set(removeTags.map(nameKey));
  const kept = tags.filter((tag) => !gone.has(nameKey(tag)));
  const there = new Set(kept.map(nameKey));
  for (const tag of addTags) {
    if (!there.has(nameKey(tag))) kept.push(tag);
    there.add(nameKey(tag));
  }
  return kept;
}

/** Those of a host's checks that change: its own, all or those of one kind. Others are changed in their template. */
export function editedChecks(checks: readonly Check[], change: BulkChange): readonly Check[] {
  if (!change.checks) return [];
  const { kind, enabled, policy = {} } = change.checks;
  const given = Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined));
  return checks
    .filter((check) => check.template === undefined && (kind === undefined || check.kind === kind))
    .map((check) => ({ ...check, enabled: enabled ?? check.enabled, policy: { ...check.policy, ...given } }));
}
