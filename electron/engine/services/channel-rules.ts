// What a channel or a list of routes must keep to, and what a change of one is called in the journal. Refusals name the field.
import { isDeepStrictEqual } from 'node:util';
import type { FieldError } from '../../contract/api/errors.ts';
import type { ChannelId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { Channel, ChannelInput, Route } from '../../contract/model/notice.ts';
import { conflict, invalid } from '../lib/refusal.ts';
import { templateFaults } from './notice-template.ts';

export function refuseTakenName(channels: readonly Channel[], name: string, self: ChannelId | null): void {
  const taken = channels.find((other) => other.id !== self && nameKey(other.name) === nameKey(name));
  if (taken) throw conflict([{ path: 'channel.name', message: `there is a channel "${taken.name}" already` }]);
}

export function refuseBadTemplates(channel: ChannelInput): void {
  const faults = templateFaults(channel);
  if (faults.length > 0) throw invalid(faults.map(({ path, message }) => ({ path: `channel.${path}`, message })));
}

/** Routes may only name what is there, and no two may be taken for each other. */
export function refuseBadRoutes(
  routes: readonly Route[],
  channels: readonly { readonly id: string }[],
  policies: readonly { readonly id: string }[],
): void {
  const channelIds = new Set(channels.map(({ id }) => id));
  const policyIds = new Set(policies.map(({ id }) => id));
  const faults: FieldError[] = [];
  const seen = { id: new Set<string>(), name: new Set<string>() };
  routes.forEach((route, at) => {
    const fault = (path: string, message: string) => faults.push({ path: `routes.${at}.${path}`, message });
    if (seen.id.has(route.id)) fault('id', 'is the id of a route before');
    if (seen.name.has(nameKey(route.name))) fault('name', `there is a route "${route.name}" already`);
    seen.id.add(route.id);
    seen.name.add(nameKey(route.name));
    route.channelIds.forEach((id, n) => {
      if (!channelIds.has(id)) fault(`channelIds.${n}`, 'this channel does not exist');
    });
    if (route.policyId !== null && !policyIds.has(route.policyId)) fault('policyId', 'this policy does not exist');
  });
  if (faults.length > 0) throw invalid(faults);
}

/** The fields of a channel that differ, 'config.url' for those of its kind. Names only: a value may be a secret. */
export function changedFields(before: Channel | null, after: Channel): readonly string[] {
  const flat = (channel: Channel | null): ReadonlyMap<string, unknown> => {
    const { config = {}, id: _, ...own } = channel ?? {};
    const inside = Object.entries(config).map(([name, value]): [string, unknown] => [`config.${name}`, value]);
    return new Map([...Object.entries(own), ...inside]);
  };
  const [was, is] = [flat(before), flat(after)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].filter((name) => !isDeepStrictEqual(was.get(name), is.get(name)));
}

/** 'added "Night"', 'removed "Day"', 'changed "Everything" (hours)', 'order'; empty when nothing differs. */
export function routeDifferences(before: readonly Route[], after: readonly Route[]): readonly string[] {
  const known = new Map(before.map((route) => [route.id, route]));
  const kept = new Set(after.map(({ id }) => id));
  const said = after.flatMap((route) => {
    const was = known.get(route.id);
    if (!was) return [`added "${route.name}"`];
    const fields = (Object.keys(route) as (keyof Route)[]).filter((name) => !isDeepStrictEqual(was[name], route[name]));
    return fields.length === 0 ? [] : [`changed "${route.name}" (${fields.join(', ')})`];
  });
  said.push(...before.filter(({ id }) => !kept.has(id)).map(({ name }) => `removed "${name}"`));
  const order = (routes: readonly Route[], among: (id: string) => boolean): string =>
    routes.flatMap(({ id }) => (among(id) ? [id] : [])).join(' ');
  const both = (id: string): boolean => kept.has(id as Route['id']) && known.has(id as Route['id']);
  if (order(before, both) !== order(after, both)) said.push('order');
  return said;
}
