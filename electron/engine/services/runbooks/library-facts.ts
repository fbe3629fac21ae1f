// What the linter may look up: the inventory as it is now, and the kinds of checks of this version.
import { findProbeKind, probeKinds } from '../../probes/index.ts';
import type { LintFacts } from '../../runbook-format/reading.ts';
import type { World } from '../world.ts';

type Inventory = Pick<LintFacts, 'hosts' | 'tags' | 'checks'>;

/** Names in the inventory. For the user's own runbooks: what ships with the program is written for any inventory. */
export function inventoryFacts(world: Pick<World, 'hosts' | 'checksOf'>): Inventory {
  const hosts = [...world.hosts.values()];
  return {
    hosts: new Set(hosts.map(({ name }) => name)),
    tags: new Set(hosts.flatMap(({ tags }) => tags)),
    checks: new Map(hosts.map(({ id, name }) => [name, new Set(world.checksOf(id).map((check) => check.name))])),
  };
}

/** The same inventory gives the same text: what was judged by it need not be judged again. */
export function inventoryKey({ hosts, tags, checks }: Inventory): string {
  return JSON.stringify([
    [...(hosts ?? [])],
    [...(tags ?? [])],
    [...(checks ?? [])].map(([host, names]) => [host, ...names]),
  ]);
}

/** The kinds of checks and what each says of a config. */
export const kindFacts: Pick<LintFacts, 'kinds' | 'probeFaults'> = {
  kinds: new Set(probeKinds.map(({ kind }) => kind)),
  probeFaults(kind, config) {
    const parsed = findProbeKind(kind)?.config.safeParse(config);
    if (!parsed || parsed.success) return [];
    return parsed.error.issues
      .filter(({ path }) => !isOpen(config, path))
      .map(({ path, message }) => ({ path: path.join('.'), message }));
  },
};

/** Whether a value holds a `${…}`: what it will be is not known yet. */
function isOpen(config: Readonly<Record<string, unknown>>, path: readonly PropertyKey[]): boolean {
  let value: unknown = config;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) break;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[part];
  }
  return typeof value === 'string' && value.includes('${');
}
