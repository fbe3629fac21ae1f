// A plan in words: what would be added, changed and removed, field by field, for a preview and for the journal. Secrets are
// named, never shown.
import type { Check, JsonObject, Policy } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { HostId } from '../../contract/model/ids.ts';
import type { FieldChange, InventoryChange } from '../../contract/model/inventory-change.ts';
import { type NewCheck, newCheck, type Template } from '../../contract/model/template.ts';
import type { Change, InventoryPlan } from './inventory-plan.ts';
import { sameValue } from './same-value.ts';

/** A check of which nothing more is said. */
const USUAL = newCheck.parse({ name: 'usual', kind: 'usual' });

/** Names of hosts before or after: parents are told by name. */
export type HostNames = (id: HostId) => string;

/** Templates first, then each host followed by its checks. */
export function changesOf(plan: InventoryPlan, nameOf: HostNames): readonly InventoryChange[] {
  const byHost = new Map<HostId, InventoryChange[]>();
  const of = (id: HostId): InventoryChange[] => {
    const known = byHost.get(id) ?? [];
    byHost.set(id, known);
    return known;
  };
  for (const change of plan.hosts) {
    const id = (change.after ?? change.before)?.id;
    if (id) of(id).push(inventoryChange('host', '', change, hostFields(change, nameOf)));
  }
  for (const change of plan.checks) {
    const check = change.after ?? change.before;
    if (!check) continue;
    of(check.hostId).push(inventoryChange('check', nameOf(check.hostId), change, checkFields(change)));
  }
  const templates = plan.templates.map((change) => inventoryChange('template', '', change, templateFields(change)));
  return [...templates, ...[...byHost.values()].flat()];
}

/** What differs between two hosts; all that is not empty of one that is new, nothing of one that goes. */
export function hostFields({ before, after }: Change<Host>, nameOf: HostNames): readonly FieldChange[] {
  if (!after) return [];
  const flat = (host: Host | null): Texts => {
    if (!host) return {};
    const { id: _, asset, parents, links, tags, ...words } = host;
    return {
      ...words,
      tags: tags.join(', '),
      parents: parents.map(({ hostId, group }) => nameOf(hostId) + (group ? ` (${group})` : '')).join(', '),
      links: links.map((link) => `${link.title} ${link.url}`).join(', '),
      ...Object.fromEntries(Object.entries(asset).map(([key, value]) => [`asset.${key}`, value])),
    };
  };
  return differences(flat(before), flat(after));
}

/** What differs between two checks; of one that is new what is not as usual. */
export function checkFields({ before, after }: Change<NewCheck>): readonly FieldChange[] {
  if (!after) return [];
  const usual: Texts = { ...policyTexts(USUAL.policy), enabled: yes(USUAL.enabled), alive: yes(USUAL.alive) };
  if (before) return differences(checkTexts(before), checkTexts(after), before, after);
  const { name: _, ...texts } = checkTexts(after);
  return Object.entries(texts).flatMap(([path, text]): FieldChange[] => {
    return text === '' || text === usual[path] ? [] : [{ path, before: null, after: text }];
  });
}

function templateFields({ before, after }: Change<Template>): readonly FieldChange[] {
  if (!after) return [];
  const flat = (template: Template | null): Texts => {
    if (!template) return {};
    const { name, tag, checks } = template;
    const texts = checks.flatMap((check) =>
      Object.entries(checkTexts(check)).map(([key, text]) => [`checks.${check.name}.${key}`, text] as const),
    );
    return { name, tag, ...Object.fromEntries(texts) };
  };
  return differences(flat(before), flat(after));
}

type Texts = Readonly<Record<string, string>>;

function checkTexts(check: NewCheck & { readonly template?: string }): Texts {
  const config = Object.entries(check.config).map(([key, value]) => [`config.${key}`, configText(value)] as const);
  return {
    name: check.name,
    kind: check.kind,
    ...Object.fromEntries(config),
    ...policyTexts(check.policy),
    enabled: check.enabled ? 'yes' : 'no',
    alive: check.alive ? 'yes' : 'no',
    dependsOn: check.dependsOn.join(', '),
  };
}

const policyTexts = (policy: Policy): Texts =>
  Object.fromEntries(Object.entries(policy).map(([key, value]) => [`policy.${key}`, policyText(key, value)]));

const policyText = (key: string, value: Policy[keyof Policy]): string =>
  key.endsWith('Ms') && typeof value === 'number'
    ? `${value / 1_000} s`
    : typeof value === 'boolean'
      ? yes(value)
      : String(value);

const yes = (value: boolean): string => (value ? 'yes' : 'no');

function configText(value: JsonObject[string] | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return yes(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if ('$secret' in value) return '(a secret of its own)';
  if ('$credential' in value) return `(credential ${String(value.$credential)})`;
  return JSON.stringify(value);
}

/** `old` and `fresh` tell apart secrets that read the same. */
function differences(before: Texts, after: Texts, old?: NewCheck | null, fresh?: NewCheck): readonly FieldChange[] {
  const isNew = Object.keys(before).length === 0;
  const fields: FieldChange[] = [];
  for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = before[path] ?? null;
    const is = after[path] ?? null;
    if (was !== is && !(isNew && is === '')) fields.push({ path, before: was, after: is });
    else if (old && fresh && path.startsWith('config.')) {
      const key = path.slice('config.'.length);
      if (!sameValue(old.config[key], fresh.config[key])) fields.push({ path, before: was, after: '(a new secret)' });
    }
  }
  return fields;
}

function inventoryChange<Thing extends { readonly name: string }>(
  what: InventoryChange['what'],
  host: string,
  { before, after }: Change<Thing>,
  fields: readonly FieldChange[],
): InventoryChange {
  const name = (after ?? before)?.name ?? '';
  const action = !after ? 'remove' : before ? 'change' : 'add';
  return { action, what, host: what === 'host' ? name : host, name, fields };
}

/** Checks of one host that a plan adds, changes or removes, by name; for the journal. */
export function checkNames(changes: readonly Change<Check>[]): Readonly<Record<string, readonly string[]>> {
  const pick = (wanted: (change: Change<Check>) => boolean) =>
    changes.filter(wanted).flatMap(({ before, after }) => (after ?? before)?.name ?? []);
  const named = {
    added: pick(({ before }) => before === null),
    changed: pick(({ before, after }) => before !== null && after !== null),
    removed: pick(({ after }) => after === null),
  };
  return Object.fromEntries(Object.entries(named).filter(([, names]) => names.length > 0));
}
