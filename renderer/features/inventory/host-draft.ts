// Pure: a host while it is typed, and what goes to the engine.
import type { AssetRecord, Host, HostDraft, HostLink, ParentLink } from '../../../electron/contract/model/host.ts';
import type { ProbeKindInfo } from '../../../electron/contract/model/kind.ts';
import type { JsonMap } from '../../ui/kind-form/fields.ts';
import { emptyAsset } from './asset-words.ts';

export interface HostText {
  readonly name: string;
  readonly address: string;
  readonly site: string;
  readonly role: string;
  readonly tags: readonly string[];
  readonly parents: readonly ParentLink[];
  readonly notes: string;
  readonly asset: AssetRecord;
  readonly links: readonly HostLink[];
}

/** A check that is made together with its host. */
export interface QuickCheck {
  readonly kind: string;
  readonly config: JsonMap;
}

export const emptyHost = (site: string): HostText => ({
  name: '',
  address: '',
  site,
  role: '',
  tags: [],
  parents: [],
  notes: '',
  asset: emptyAsset,
  links: [],
});

export const textOf = ({ id: _, ...text }: Host): HostText => text;

/** One of name and address is enough: a name that resolves is an address, an address is a name. */
export function toInput(text: HostText): HostDraft {
  const name = text.name.trim();
  const address = text.address.trim();
  return {
    ...text,
    name: name || nameFrom(address),
    address: address || name,
    site: text.site.trim() || 'main',
    role: text.role.trim(),
    tags: [...text.tags],
    parents: [...text.parents],
    // A row that was opened and left empty is no link.
    links: text.links.filter(({ title, url }) => title.trim() !== '' || url.trim() !== ''),
  };
}

/** 'web-22.ams1.example.org' → 'web-22'; an IP address stays whole, its colons as dashes. */
export function nameFrom(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '');
  if (/^[\d.]+$/.test(bare)) return bare;
  return bare.includes(':') ? bare.replace(/:+/g, '-').replace(/^-|-$/g, '') : (bare.split('.')[0] ?? '');
}

/** The checks to make. The first that can say so says whether the host is up. */
export function checksToAdd(quick: readonly QuickCheck[], kinds: ReadonlyMap<string, ProbeKindInfo>) {
  const alive = quick.find((each) => kinds.get(each.kind)?.canBeAlive)?.kind;
  return quick.map(({ kind, config }) => ({
    name: checkName(kinds.get(kind), kind),
    kind,
    config: config as Record<string, never>,
    policy: policyFor(kinds.get(kind)),
    alive: kind === alive,
  }));
}

/** What a check is called when nobody names it. */
export const checkName = (info: ProbeKindInfo | undefined, kind: string): string => (info?.title ?? kind).toLowerCase();

export const policyFor = (info: ProbeKindInfo | undefined) =>
  info ? { intervalMs: info.defaults.intervalMs, timeoutMs: info.defaults.timeoutMs } : {};

/** Kinds worth offering beside a new host: those that may say whether it is up come first. */
export const quickKinds = (kinds: Iterable<ProbeKindInfo>): readonly ProbeKindInfo[] =>
  [...kinds].toSorted((a, b) => Number(b.canBeAlive) - Number(a.canBeAlive));
