// What a scope covers: a check that is named, every check of a host that is named, carries one of the tags or stands at one
// of the sites. What stands behind a covered host is not covered: it is "unreachable" behind it, which holds its alerts too.
import type { Check } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Scope } from '../../contract/model/scope.ts';

export type ScopedHost = Pick<Host, 'id' | 'site' | 'tags'>;

/** Whether a check of this host is covered. Asked at every judgement: a few look-ups. */
export type Cover = (host: ScopedHost, checkId: CheckId) => boolean;

export function coverOf(scope: Scope): Cover {
  const whole = wholeHost(scope);
  const checks = new Set<CheckId>(scope.checkIds);
  return (host, checkId) => checks.has(checkId) || whole(host);
}

/** What of the inventory a scope covers now; a host counts with one covered check. */
export function coveredBy(
  scope: Scope,
  inventory: { readonly hosts: Iterable<ScopedHost>; readonly checks: ReadonlyMap<CheckId, Pick<Check, 'hostId'>> },
): { readonly hosts: ReadonlySet<HostId>; readonly checks: number } {
  const whole = wholeHost(scope);
  const hosts = new Set<HostId>();
  for (const host of inventory.hosts) if (whole(host)) hosts.add(host.id);
  const named = new Set<CheckId>(scope.checkIds);
  let checks = 0;
  const entire = new Set(hosts);
  for (const [id, { hostId }] of inventory.checks) {
    if (!named.has(id) && !entire.has(hostId)) continue;
    checks += 1;
    hosts.add(hostId);
  }
  return { hosts, checks };
}

function wholeHost({ hostIds, tags, sites }: Scope): (host: ScopedHost) => boolean {
  const [hosts, sited, tagged] = [new Set<HostId>(hostIds), new Set(sites), new Set(tags)];
  return (host) =>
    hosts.has(host.id) || sited.has(host.site) || (tagged.size > 0 && host.tags.some((tag) => tagged.has(tag)));
}
