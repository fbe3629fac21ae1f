// Names from other systems: which host of the inventory is meant, and what a host or a check is called that must be made.
import { isIP } from 'node:net';
import { type Host, hostAddress } from '../../contract/model/host.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import { cleanLine } from '../lib/text.ts';
import type { World } from './world.ts';

/** Longest names the inventory takes, UTF-16 units. */
const [HOST_NAME_MAX, CHECK_NAME_MAX] = [253, 64];

/** Cut so that no character is halved. */
const cut = (text: string, max: number): string =>
  text
    .slice(0, max)
    .toWellFormed()
    .replace(/\ufffd$/, '');

/** A host name made of what another system calls the host: one word. '' when nothing of it can be one. */
export function hostNameOf(told: string): string {
  const line = cleanLine(told, HOST_NAME_MAX).replace(/^\[(.*)\]$/, '$1');
  const prefix = isIP(line) === 6 ? 'ip6-' : '';
  const word = `${prefix}${line.replace(/[^\p{L}\p{N}._-]/gu, '-')}`.replace(/^[^\p{L}\p{N}]+/u, '');
  return cut(word, HOST_NAME_MAX).replace(/-+$/, '');
}

/** The address such a host gets: what was told, if it can be one. It has no alive check, so nothing is ever sent there. */
export function addressOf(told: string): string {
  const line = cleanLine(told, HOST_NAME_MAX).replace(/^\[(.*)\]$/, '$1');
  return hostAddress.safeParse(line).success ? line : hostNameOf(told);
}

/** The name of a check made of the name of an alert; in full it stands in the check's text. */
export function checkNameOf(told: string): string {
  const words = cleanLine(told)
    .replace(/[^\p{L}\p{N} ._:/-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  return cut(words, CHECK_NAME_MAX).trim() || 'alert';
}

/** `name`, or with the first number behind it that nobody has. `taken` are names as they are compared. */
export function distinctName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const candidate = `${cut(name, CHECK_NAME_MAX - suffix.length).trimEnd()}${suffix}`;
    if (!taken.has(nameKey(candidate))) return candidate;
  }
}

/** Whether `name` is `base`, or `base` with a number that `distinctName` gave. */
export function isNumbered(name: string, base: string): boolean {
  const suffix = / \d+$/.exec(name)?.[0] ?? '';
  const stem = cut(base, CHECK_NAME_MAX - suffix.length).trimEnd();
  return nameKey(name) === nameKey(base) || (suffix !== '' && nameKey(name) === nameKey(`${stem}${suffix}`));
}

export type FindHost = (told: string) => Host | undefined;

/**
 * Finds hosts by name, address or short name, whatever the case: 'web1.example.org' is the host 'web1', and 'web1' is
 * the host 'web1.example.org' if no other begins so. An address that several hosts have names none of them.
 */
export function createHostFinder(world: World): FindHost {
  let builtOn: unknown = null;
  let find: FindHost = () => undefined;
  return (told) => {
    // The graph is a new one whenever a host was put or removed.
    const graph = world.graph();
    if (graph !== builtOn) {
      builtOn = graph;
      find = finderOf([...world.hosts.values()]);
    }
    return find(told);
  };
}

function finderOf(hosts: readonly Host[]): FindHost {
  const byName = new Map(hosts.map((host) => [nameKey(host.name), host]));
  const byAddress = onlyOnes(hosts, (host) => host.address.toLowerCase());
  const byShort = onlyOnes(hosts, (host) => shortOf(host.name));
  return (told) => {
    const name = nameKey(told);
    const short = shortOf(told);
    return (
      byName.get(name) ??
      byName.get(nameKey(hostNameOf(told))) ??
      byAddress.get(name) ??
      (short === null ? byShort.get(name) : byName.get(short))
    );
  };
}

/** 'web1' of 'web1.example.org'; null for a name without a domain, and for an address. */
function shortOf(name: string): string | null {
  const dot = name.indexOf('.');
  return dot > 0 && isIP(name) === 0 ? nameKey(name.slice(0, dot)) : null;
}

function onlyOnes(hosts: readonly Host[], keyOf: (host: Host) => string | null): ReadonlyMap<string, Host> {
  const found = new Map<string, Host>();
  const several = new Set<string>();
  for (const host of hosts) {
    const key = keyOf(host);
    if (key === null) continue;
    if (found.has(key)) several.add(key);
    else found.set(key, host);
  }
  for (const key of several) found.delete(key);
  return found;
}
