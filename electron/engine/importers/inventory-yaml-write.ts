// The inventory as YAML, written: what `readInventoryFile` reads back to exactly the same. Hosts by name, keys in a fixed
// order, defaults left out, no ids, no secrets (only references). The grammar stands in README.md.
import type { Check, Policy } from '../../contract/model/check.ts';
import { assetRecord, type Host, hostInput } from '../../contract/model/host.ts';
import type { HostId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import { type NewCheck, newCheck, type Template } from '../../contract/model/template.ts';
import { formatDuration } from '../core/duration.ts';
import { sameValue } from '../core/same-value.ts';
import { DURATIONS, POLICY_KEYS } from './yaml-checks.ts';
import { asYaml, raw } from './yaml-write.ts';

export interface WriteOptions {
  readonly hosts: readonly Host[];
  readonly checksOf: (id: HostId) => readonly Check[];
  readonly templates: readonly Template[];
  readonly nameOf: (id: HostId) => string;
  /** What a host gets when neither it nor a template says anything of checks: then the file need not either. */
  readonly defaultAlive: NewCheck;
  /** False: only the templates that concern these hosts. */
  readonly allTemplates: boolean;
}

const DEFAULT_HOST = hostInput.parse({ name: 'x', address: 'x' });
const DEFAULT_ASSET = assetRecord.parse({});
const DEFAULT_CHECK = newCheck.parse({ name: 'x', kind: 'x' });

/** The file as text. */
export function writeInventory(options: WriteOptions): string {
  const hosts = byName(options.hosts);
  const tags = new Set(hosts.flatMap((host) => host.tags.map(nameKey)));
  const concerned = options.templates.filter((one) => options.allTemplates || tags.has(nameKey(one.tag)));
  const templates = byName(concerned).map(({ name, tag, checks }) => ({ name, tag, checks: checks.map(checkEntry) }));
  const entries = hosts.map((host) => hostEntry(host, options));
  return asYaml({ watchfloor: 1, templates, hosts: entries });
}

function byName<Thing extends { readonly name: string }>(things: readonly Thing[]): readonly Thing[] {
  const keyed = things.map((thing) => ({ thing, key: nameKey(thing.name) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ thing }) => thing);
}

function hostEntry(host: Host, { checksOf, templates, nameOf, defaultAlive }: WriteOptions): object {
  const { name, address, site, role, tags, notes, links } = host;
  const parents = host.parents.map(({ hostId, group }) =>
    group === '' ? nameOf(hostId) : raw.flow({ host: nameOf(hostId), group }),
  );
  const asset = Object.entries(DEFAULT_ASSET).flatMap(([key, preset]) => {
    const value = host.asset[key as keyof Host['asset']];
    return value === preset ? [] : [[key, value] as const];
  });
  return {
    name,
    address,
    ...unless(site === DEFAULT_HOST.site, { site }),
    ...unless(role === '', { role }),
    ...unless(tags.length === 0, { tags: raw.flow(tags) }),
    ...unless(parents.length === 0, { parents }),
    ...unless(asset.length === 0, { asset: Object.fromEntries(asset) }),
    ...unless(links.length === 0, { links }),
    ...unless(notes === '', { notes }),
    ...checksEntry(host, checksOf(host.id), templates, defaultAlive),
  };
}

/** Nothing where the host has just what it would get by itself; an empty list where it has no check at all. */
function checksEntry(host: Host, checks: readonly Check[], templates: readonly Template[], preset: NewCheck): object {
  const own = byName(checks.filter((check) => check.template === undefined));
  const tags = new Set(host.tags.map(nameKey));
  const given = templates.some((template) => tags.has(nameKey(template.tag)));
  const [first, ...others] = own;
  if (given && !first) return {};
  if (!given && first && others.length === 0) {
    const { id: _, hostId: __, ...check } = first;
    if (sameValue(check, preset)) return {};
  }
  return { checks: own.map(checkEntry) };
}

function checkEntry({ name, kind, alive, config, policy, enabled, dependsOn }: NewCheck): object {
  const preset = DEFAULT_CHECK.policy;
  const durations = Object.entries(DURATIONS).flatMap(([key, field]) =>
    policy[field] === preset[field] ? [] : [[key, raw.plain(formatDuration(policy[field]))] as const],
  );
  const rest = POLICY_KEYS.flatMap((key): [string, Policy[typeof key]][] =>
    policy[key] === preset[key] ? [] : [[key, policy[key]]],
  );
  return {
    name,
    kind,
    ...unless(!alive, { alive }),
    ...unless(Object.keys(config).length === 0, { config: sorted(config) }),
    ...Object.fromEntries([...durations, ...rest]),
    ...unless(enabled, { enabled }),
    ...unless(dependsOn.length === 0, { dependsOn: raw.flow(dependsOn) }),
  };
}

/** Keys by name, at every depth: a config entered in another order is the same config. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  if ('$secret' in value || '$credential' in value) return raw.flow(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

const unless = (left: boolean, entry: object): object => (left ? {} : entry);
