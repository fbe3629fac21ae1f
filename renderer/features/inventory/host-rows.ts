// Pure: the inventory as rows, and what a filter leaves of them. Made for ten thousand hosts and a key a tenth second.
import type { Host } from '../../../electron/contract/model/host.ts';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import type { HostState } from '../../../electron/contract/model/state.ts';
import { type HostLook, lookOf } from '../../store/roll-up.ts';

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
      text: `${host.name} ${host.address} ${host.site} ${host.role} ${host.tags.join(' ')}`.toLowerCase(),
    }));
}

const FACETS: Readonly<Record<string, (host: Host) => readonly string[]>> = {
  site: (host) => [host.site],
  role: (host) => [host.role],
  tag: (host) => host.tags,
};

type Test = (row: HostRow) => boolean;

/** 'fra2 db', 'site:fra2 tag:tier-1': every word must fit. A facet has to be the whole word, a plain word any part. */
function testOf(word: string): Test {
  const [facet = '', ...rest] = word.split(':');
  const values = FACETS[facet];
  const wanted = rest.join(':');
  if (values && wanted !== '') return ({ host }) => values(host).some((value) => value.toLowerCase() === wanted);
  return ({ text }) => text.includes(word);
}

/** The rows that fit, in their order. */
export function filterRows(rows: readonly HostRow[], filter: string, fits: Test): readonly HostRow[] {
  const tests = filter.toLowerCase().split(/\s+/).filter(Boolean).map(testOf);
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
