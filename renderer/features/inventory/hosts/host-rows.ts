// Pure: the inventory as rows, and what a filter leaves of them. Made for ten thousand hosts and a key a tenth second.
import type { Check } from '../../../../electron/contract/model/check.ts';
import type { Host } from '../../../../electron/contract/model/host.ts';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import type { HostState } from '../../../../electron/contract/model/state.ts';
import { type HostLook, lookOf } from '../../../store/roll-up.ts';

export interface HostRow {
  readonly host: Host;
  /** Everything a filter may mean, in small letters. */
  readonly text: string;
}

export type Show = 'all' | 'bad' | 'waiting';

/** Rows by name; made once per change of the inventory, not per key. */
export function rowsOf(hosts: Iterable<Host>): readonly HostRow[] {
  const order = new Intl.Collator('en', { numeric: true });
  return [...hosts]
    .toSorted((a, b) => order.compare(a.name, b.name))
    .map((host) => ({
      host,
      text: [host.name, host.address, host.site, host.role, ...host.tags, host.asset.owner, host.asset.tag]
        .join(' ')
        .toLowerCase(),
    }));
}

/** What a filter may ask of a host besides its words. */
export interface FilterContext {
  readonly checksByHost: ReadonlyMap<HostId, readonly Check[]>;
  readonly nameOf: (hostId: HostId) => string | undefined;
}

/** Whole words: 'web' must not find 'web-legacy'. */
const EXACT: Readonly<Record<string, (host: Host, context: FilterContext) => readonly (string | undefined)[]>> = {
  site: (host) => [host.site],
  role: (host) => [host.role],
  tag: (host) => host.tags,
  kind: (host, { checksByHost }) => checksByHost.get(host.id)?.map((check) => check.kind) ?? [],
  lifecycle: (host) => [host.asset.lifecycle],
  parent: (host, { nameOf }) => host.parents.map((parent) => nameOf(parent.hostId)),
};

/** Any part: these are written by people. */
const PART: Readonly<Record<string, (host: Host) => string>> = {
  owner: (host) => host.asset.owner,
  model: (host) => host.asset.model,
  location: (host) => host.asset.location,
  asset: (host) => `${host.asset.tag} ${host.asset.serial}`,
};

/** The words a filter understands before a colon, for the line that says so. */
export const FACET_NAMES = [
  'site',
  'role',
  'tag',
  'kind',
  'owner',
  'model',
  'location',
  'lifecycle',
  'asset',
  'parent',
];

type Test = (row: HostRow) => boolean;

/** 'fra2 db', 'site:fra2 owner:"night team"': every word must fit. */
function testOf(word: string, context: FilterContext): Test {
  const colon = word.indexOf(':');
  const facet = word.slice(0, Math.max(0, colon));
  const wanted = word.slice(colon + 1);
  if (colon < 1 || wanted === '') return ({ text }) => text.includes(word);
  const exact = EXACT[facet];
  if (exact) return ({ host }) => exact(host, context).some((value) => value?.toLowerCase() === wanted);
  if (facet === 'check') {
    return ({ host }) =>
      context.checksByHost.get(host.id)?.some((check) => check.name.toLowerCase().includes(wanted)) ?? false;
  }
  const part = PART[facet];
  return part ? ({ host }) => part(host).toLowerCase().includes(wanted) : ({ text }) => text.includes(word);
}

/** Words of a filter; quotes keep several together: owner:"night team". */
export const wordsOf = (filter: string): readonly string[] =>
  (filter.toLowerCase().match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []).map((word) => word.replaceAll('"', '')).filter(Boolean);

/** The rows that fit, in their order. */
export function filterRows(
  rows: readonly HostRow[],
  filter: string,
  fits: Test,
  context: FilterContext,
): readonly HostRow[] {
  const tests = wordsOf(filter).map((word) => testOf(word, context));
  return rows.filter((row) => fits(row) && tests.every((test) => test(row)));
}

type Looks = ReadonlyMap<HostId, HostLook>;
type States = ReadonlyMap<HostId, HostState>;

/** Whether a host belongs to what is shown. */
export function showTest(show: Show, looks: Looks, states: States): Test {
  if (show === 'all') return () => true;
  return ({ host }) => {
    const { status } = lookOf(looks, states, host.id);
    return show === 'waiting' ? status === 'pending' : status !== 'ok' && status !== 'pending';
  };
}

/** How many hosts each choice would show. */
export function showCounts(rows: readonly HostRow[], looks: Looks, states: States): Readonly<Record<Show, number>> {
  let bad = 0;
  let waiting = 0;
  for (const { host } of rows) {
    const { status } = lookOf(looks, states, host.id);
    if (status === 'pending') waiting += 1;
    else if (status !== 'ok') bad += 1;
  }
  return { all: rows.length, bad, waiting };
}
