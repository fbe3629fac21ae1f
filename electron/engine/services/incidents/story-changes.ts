// Entries of the journal as the story wants them: which hosts each is about, and how telling it is.
import { z } from 'zod';
import type { CheckId, HostId } from '../../../contract/model/ids.ts';
import { nameKey } from '../../../contract/model/name-key.ts';
import { type Scope, scope } from '../../../contract/model/scope.ts';
import { coverOf } from '../../core/scope.ts';
import type { ChangeKind, StoryChange } from '../../core/story-facts.ts';
import type { ChangeRow } from '../../store/story-rows.ts';
import { credentialsIn } from '../credentials.ts';
import type { Maintenance } from '../maintenance.ts';
import type { World } from '../world.ts';

export interface ChangeReader {
  readonly world: World;
  readonly maintenance: Pick<Maintenance, 'statuses'>;
  /** Hosts of the story: those of its problems and what stands before them. */
  readonly hostIds: ReadonlySet<HostId>;
}

/** An entry reduced to what a story needs; a host that is no part of it is named all the same, for "elsewhere". */
export function createChangeReader({ world, maintenance, hostIds }: ChangeReader): (row: ChangeRow) => StoryChange {
  const hostsOf = hostFinder(world, maintenance, hostIds);
  return (row) => {
    const { seq, at, actor, checkId } = row;
    const kind = row.kind as ChangeKind;
    const data = needsData(row, hostIds) ? dataOf(row.data) : {};
    const who = actor.type === 'engine' ? '' : actor.name;
    const fields = kind === 'inventory' ? changedFields(data) : [];
    const text = fields.length > 0 && /\bedited$/.test(row.text) ? `${row.text}: ${fields.join(', ')}` : row.text;
    return {
      seq,
      kind,
      at,
      who,
      text,
      checkId,
      hostIds: hostsOf(row, data),
      telling: isNew(row, data) ? 0.2 : tellingOf(kind, row.text, fields),
      isNew: isNew(row, data),
    };
  };
}

type Data = Readonly<Record<string, unknown>>;

/** An import leaves ten thousand entries: only those on hosts of the story are opened. */
const needsData = ({ kind, hostId }: ChangeRow, hostIds: ReadonlySet<HostId>): boolean =>
  kind !== 'inventory' || hostId === null || hostIds.has(hostId);

const record = z.record(z.string(), z.unknown());

function dataOf(text: string): Data {
  const read = record.safeParse(JSON.parse(text));
  return read.success ? read.data : {};
}

function hostFinder(world: World, maintenance: Pick<Maintenance, 'statuses'>, hostIds: ReadonlySet<HostId>) {
  let windows: ReadonlyMap<string, Scope> | null = null;
  const scopeOfWindow = (id: unknown): Scope | undefined => {
    windows ??= new Map(maintenance.statuses().map(({ window }) => [window.id, window.scope]));
    return typeof id === 'string' ? windows.get(id) : undefined;
  };
  return (row: ChangeRow, data: Data): readonly HostId[] => {
    const within = (fits: (hostId: HostId) => boolean): readonly HostId[] => [...hostIds].filter(fits);
    const own = row.hostId === null ? [] : [row.hostId];
    if (row.kind === 'maintenance') {
      const wanted = scopeOfWindow(data.windowId);
      return wanted ? coveredHosts(world, wanted, within) : own;
    }
    if (row.kind === 'mute') {
      const wanted = scope.safeParse(data.scope);
      return wanted.success ? coveredHosts(world, wanted.data, within) : own;
    }
    if (row.kind === 'credential') return usersOf(world, data.name, within);
    if (row.kind === 'host-key') return within((id) => world.hosts.get(id)?.address === data.address);
    const template = templateIn(data);
    if (row.kind === 'inventory' && template) {
      return within((id) => world.checksOf(id).some((check) => check.template === template));
    }
    return own;
  };
}

type Within = (fits: (hostId: HostId) => boolean) => readonly HostId[];

function coveredHosts(world: World, wanted: Scope, within: Within): readonly HostId[] {
  const covers = coverOf(wanted);
  const none = '' as CheckId;
  return within((id) => {
    const host = world.hosts.get(id);
    if (!host) return false;
    return covers(host, none) || world.checksOf(id).some((check) => covers(host, check.id));
  });
}

function usersOf(world: World, name: unknown, within: Within): readonly HostId[] {
  if (typeof name !== 'string') return [];
  const key = nameKey(name);
  return within((id) => world.checksOf(id).some((check) => credentialsIn(check.config).includes(key)));
}

/** A template's own entry has it before or after, and it has a tag. */
function templateIn(data: Data): string | null {
  for (const side of [data.after, data.before]) {
    const found = record.safeParse(side);
    if (found.success && 'tag' in found.data && typeof found.data.id === 'string') return found.data.id;
  }
  return null;
}

/** Fields of a host that an edit changed. */
function changedFields(data: Data): readonly string[] {
  const [before, after] = [record.safeParse(data.before), record.safeParse(data.after)];
  if (!before.success || !after.success) return [];
  const names = new Set([...Object.keys(before.data), ...Object.keys(after.data)]);
  return [...names].filter((name) => JSON.stringify(before.data[name]) !== JSON.stringify(after.data[name]));
}

/** A host or template that was not there before: nothing that worked was changed by it. A new check may be what fails. */
function isNew({ kind, checkId }: ChangeRow, { before, after, host, checks }: Data): boolean {
  if (kind !== 'inventory' || checkId !== null) return false;
  // One that was added alone has its row as what is after; one of many stands as a host with its checks.
  if (record.safeParse(after).success) return (before ?? null) === null;
  return record.safeParse(host).success && Array.isArray(checks);
}

/** What people write beside a host changes nothing of how it works. */
const BESIDE = new Set(['notes', 'links', 'asset', 'tags', 'role', 'site', 'name']);

function tellingOf(kind: ChangeKind, text: string, fields: readonly string[]): number {
  if (kind === 'maintenance') {
    if (/ (began|began with .*)$/.test(text)) return 1;
    return / ended$/.test(text) ? 0.6 : 0.15;
  }
  if (kind === 'credential') return / has a new secret$| removed$/.test(text) ? 1 : 0.3;
  return fields.length > 0 && fields.every((field) => BESIDE.has(field)) ? 0.2 : 1;
}
