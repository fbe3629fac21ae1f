// Pure: what planned work and mutes cover, as the screens say it. Whether an alert is held back is the engine's to
// decide (`problem.held`); here is only who is named by what.
import type { Check } from '../../electron/contract/model/check.ts';
import type { Host } from '../../electron/contract/model/host.ts';
import type { MuteId, WindowId } from '../../electron/contract/model/ids.ts';
import type { WindowStatus } from '../../electron/contract/model/maintenance.ts';
import type { Mute } from '../../electron/contract/model/mute.ts';
import type { Hold, Problem } from '../../electron/contract/model/problem.ts';
import type { Scope } from '../../electron/contract/model/scope.ts';
import { count } from '../lib/number.ts';
import { goTo } from './route.ts';
import type { World } from './world.ts';

type Places = Pick<Host, 'id' | 'tags' | 'site'>;

/** Whether a whole host is covered: by its name, one of its tags, or its site. */
export const coversHost = (scope: Scope, host: Places): boolean =>
  scope.hostIds.includes(host.id) ||
  scope.sites.includes(host.site) ||
  host.tags.some((tag) => scope.tags.includes(tag));

/** Whether a check is covered: itself, or its host. */
export const coversCheck = (scope: Scope, host: Places | undefined, checkId: string): boolean =>
  scope.checkIds.some((id) => id === checkId) || (host !== undefined && coversHost(scope, host));

/** The mutes a problem lies under; of several the one that ends last comes first. */
export function mutesOf(problem: Problem, { mutes, hosts }: Pick<World, 'mutes' | 'hosts'>): readonly Mute[] {
  const host = hosts.get(problem.hostId);
  return mutes.filter(({ scope }) => coversCheck(scope, host, problem.checkId)).toSorted((a, b) => b.until - a.until);
}

/** Window and mute by the name a hold knows them by. */
export const windowOf = ({ windows }: Pick<World, 'windows'>, id: string | undefined): WindowStatus | undefined =>
  id === undefined ? undefined : windows.find(({ window }) => window.id === id);

/** The change a held problem waits for: 'CHG0031337'; '' for none. */
export const changeOf = (world: Pick<World, 'windows'>, held: Hold | null): string =>
  held?.reason === 'maintenance' ? (windowOf(world, held.ref)?.window.change ?? '') : '';

/** The hold itself where there is a window or a mute to go to; null otherwise. */
export const holderOf = (held: Hold | null): Hold | null =>
  held?.ref && (held.reason === 'maintenance' || held.reason === 'muted') ? held : null;

/** To the window or the mute that holds a problem back; false when nothing is to be gone to. */
export function goToHolder(held: Hold | null): boolean {
  const holder = holderOf(held);
  if (!holder) return false;
  if (holder.reason === 'maintenance') goTo({ screen: 'maintenance', windowId: holder.ref as WindowId });
  else goTo({ screen: 'maintenance', muteId: holder.ref as MuteId });
  return true;
}

const NAMED = 2;

/** "fra2-core-sw01, fra2-core-sw02 and 3 more hosts, tag network, site ams1": what a scope names. */
export function scopeWords(
  { hostIds, checkIds, tags, sites }: Scope,
  { hosts, checks }: { readonly hosts: ReadonlyMap<string, Host>; readonly checks: ReadonlyMap<string, Check> },
  named = NAMED,
): string {
  const checkName = (id: string): string => {
    const check = checks.get(id);
    return check ? `${hosts.get(check.hostId)?.name ?? 'a removed host'}/${check.name}` : 'a removed check';
  };
  const parts = [
    list(
      hostIds.map((id) => hosts.get(id)?.name ?? 'a removed host'),
      'host',
      named,
    ),
    list(checkIds.map(checkName), 'check', named),
    ...tags.map((tag) => `tag ${tag}`),
    ...sites.map((site) => `site ${site}`),
  ];
  return parts.filter(Boolean).join(', ');
}

function list(names: readonly string[], one: string, named: number): string {
  const rest = names.length - named;
  if (rest <= 0) return names.join(', ');
  return `${names.slice(0, named).join(', ')} and ${count(rest, `more ${one}`)}`;
}
