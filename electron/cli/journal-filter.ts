// Which entries of the journal somebody wants to see, and how one reads as a line of a log.
import type { CheckId, HostId } from '../contract/model/ids.ts';
import type { Entry, EntryKind } from '../contract/model/journal.ts';
import { nameKey } from '../contract/model/name-key.ts';
import { cleanLine } from '../engine/lib/text.ts';
import type { Store } from '../engine/store/open.ts';
import { InputError } from './command.ts';
import { timeOption, utc } from './times.ts';

export interface JournalOptions {
  readonly host?: string;
  readonly check?: string;
  readonly kind?: readonly EntryKind[];
  readonly from?: string;
  readonly to?: string;
}

export interface Wanted {
  readonly hostId: HostId | undefined;
  readonly checkId: CheckId | undefined;
  readonly kinds: readonly EntryKind[] | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** The options with names looked up. Throws an InputError for a name nobody has. */
export function wantedOf(options: JournalOptions, store: Store, now: number): Wanted {
  const [first, ...rest] = (options.check ?? '').split('/');
  // 'web1/http' names the host too; a check's own name may hold a slash.
  const named = options.host === undefined && rest.length > 0 ? first : options.host;
  const check = options.host === undefined && rest.length > 0 ? rest.join('/') : options.check;
  const hostId = named === undefined ? undefined : hostNamed(store, named);
  return {
    hostId,
    checkId: check === undefined ? undefined : checkNamed(store, check, hostId),
    kinds: options.kind,
    from: timeOption('--from', options.from, now),
    to: timeOption('--to', options.to, now),
  };
}

/** Whether an entry is wanted: the same as the store's own filter. */
export function matches(entry: Entry, { hostId, checkId, kinds, from, to }: Wanted): boolean {
  if (hostId !== undefined && entry.hostId !== hostId) return false;
  if (checkId !== undefined && entry.checkId !== checkId) return false;
  if (kinds !== undefined && !kinds.includes(entry.kind)) return false;
  return (from === undefined || entry.occurredAt >= from) && (to === undefined || entry.occurredAt < to);
}

/** One line of a log: seq, when (UTC), kind, who, what. */
export function entryText({ seq, occurredAt, kind, actor, text }: Entry): string {
  const who = actor.type === 'operator' ? actor.name : 'engine';
  const at = utc(Math.trunc(occurredAt / 1_000) * 1_000);
  return `${String(seq).padStart(6)}  ${at}  ${kind.padEnd(15)}  ${cleanLine(who, 64).padEnd(10)}  ${cleanLine(text, 1_000)}`;
}

/** What a removed host or check is still known by. */
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

function hostNamed(store: Store, name: string): HostId {
  const host = store.inventory.hostByName(name);
  if (host) return host.id;
  if (ID.test(name)) return name as HostId;
  throw new InputError(
    `there is no host "${name}" now; of one that was removed give the id (journal list --json shows it)`,
  );
}

function checkNamed(store: Store, name: string, hostId: HostId | undefined): CheckId {
  if (ID.test(name)) return name as CheckId;
  if (hostId === undefined) throw new InputError(`--check ${name}: name its host too, as in web1/${name}`);
  const found = store.inventory
    .checks()
    .find((check) => check.hostId === hostId && nameKey(check.name) === nameKey(name));
  if (found) return found.id;
  throw new InputError(`this host has no check "${name}" now; of one that was removed give the id`);
}
