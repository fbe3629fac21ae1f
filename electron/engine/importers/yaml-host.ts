// One host of an inventory file: its own fields. What the file does not say stays unsaid.
import type { z } from 'zod';
import { assetRecord, type HostInput, hostInput, hostName, parentLink } from '../../contract/model/host.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import { issueText } from './findings.ts';
import type { PlacePath, WantedHost, WantedParent } from './importer.ts';
import { type Context, type Entry, refuseUnknownKeys } from './yaml-entry.ts';
import { plainOf, type YamlNode } from './yaml-tree.ts';

const FIELDS = ['address', 'site', 'role', 'tags', 'notes', 'links'] as const;
export const HOST_KEYS = ['name', 'address', 'site', 'role', 'tags', 'parents', 'asset', 'links', 'notes', 'checks'];
const ASSET_KEYS = Object.keys(assetRecord.shape);

type Said = Pick<WantedHost, 'name' | 'fields' | 'asset' | 'parents'>;

export function readHostFields(entry: Entry, { knownHosts }: Context): Said {
  const { node } = entry;
  if (node.type !== 'map') {
    entry.error([], `a host has the keys ${HOST_KEYS.join(', ')}`);
    return { name: '', fields: {} };
  }
  refuseUnknownKeys(entry, node, [], HOST_KEYS);
  const name = parsed(entry, node, 'name', hostName) ?? '';
  const fields: Partial<HostInput> = {};
  for (const key of FIELDS) {
    if (!node.entries.has(key)) continue;
    const value = parsed<unknown>(entry, node, key, hostInput.shape[key]);
    if (value !== undefined) Object.assign(fields, { [key]: value });
  }
  if (!node.entries.has('address') && !knownHosts?.has(nameKey(name))) {
    entry.error([], `${name || 'this host'} needs an address`);
  }
  refuseSameTags(entry, fields.tags ?? []);
  return { name, fields, ...readAsset(entry, node), ...readParents(entry, node) };
}

/** The value of a key by its schema; undefined when it is wrong, which is said at its very place. */
function parsed<Value>(
  entry: Entry,
  node: YamlNode & { type: 'map' },
  key: string,
  schema: z.ZodType<Value>,
  base: PlacePath = [],
): Value | undefined {
  const inside = node.entries.get(key)?.value;
  const value = inside && plainOf(inside);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    const found = path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], value);
    entry.error([...base, key, ...path], `${[key, ...path].at(-1)} ${issueText(issue, found)}`.replace(/^\d+ /, ''));
  }
  return undefined;
}

function refuseSameTags(entry: Entry, tags: readonly string[]): void {
  const seen = new Set<string>();
  tags.forEach((tag, index) => {
    if (seen.has(nameKey(tag))) entry.warning(['tags', index], `tag "${tag}" stands twice`);
    seen.add(nameKey(tag));
  });
}

function readAsset(entry: Entry, node: YamlNode & { type: 'map' }): Pick<WantedHost, 'asset'> {
  const value = node.entries.get('asset')?.value;
  if (!value) return {};
  if (value.type !== 'map') {
    entry.error(['asset'], `asset has the keys ${ASSET_KEYS.join(', ')}`);
    return {};
  }
  refuseUnknownKeys(entry, value, ['asset'], ASSET_KEYS);
  const asset: Record<string, string> = {};
  for (const [key, schema] of Object.entries(assetRecord.shape)) {
    if (!value.entries.has(key)) continue;
    const text = parsed<string>(entry, value, key, schema, ['asset']);
    if (text !== undefined) asset[key] = text;
  }
  return { asset };
}

function readParents(entry: Entry, node: YamlNode & { type: 'map' }): Pick<WantedHost, 'parents'> {
  const list = node.entries.get('parents')?.value;
  if (!list) return {};
  if (list.type !== 'list') {
    entry.error(['parents'], 'parents must be a list: [sw1, { host: sw2, group: uplink-b }]');
    return {};
  }
  if (list.items.length > 16) entry.error(['parents'], 'a host has at most 16 parents');
  const parents = list.items.flatMap((item, index): WantedParent[] => {
    const path: PlacePath = ['parents', index];
    if (item.type !== 'map') {
      const name = hostName.safeParse(plainOf(item));
      if (name.success) return [{ name: name.data, group: '' }];
      entry.error(path, 'a parent is the name of a host, or { host: NAME, group: GROUP }');
      return [];
    }
    refuseUnknownKeys(entry, item, path, ['host', 'group']);
    const name = parsed(entry, item, 'host', hostName, path);
    const group = item.entries.has('group') ? parsed(entry, item, 'group', parentLink.shape.group, path) : '';
    return name === undefined || group === undefined ? [] : [{ name, group }];
  });
  return { parents };
}
