// Ways to tell people, and which alerts go which way: kept, changed on the record, configs opened for a delivery.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ChannelId } from '../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import type { Channel, ChannelInput, NotifierInfo, Route } from '../../contract/model/notice.ts';
import type { Clock } from '../lib/clock.ts';
import { conflict, notFound } from '../lib/refusal.ts';
import { notifierKinds } from '../notifiers/index.ts';
import type { NotifierKind } from '../notifiers/notifier.ts';
import { schemaOf } from '../probes/catalogue.ts';
import type { Store } from '../store/open.ts';
import {
  changedFields,
  refuseBadRoutes,
  refuseBadTemplates,
  refuseTakenName,
  routeDifferences,
} from './channel-rules.ts';
import { noteBegun, usualChannels } from './channels-usual.ts';
import { prefixed } from './inventory-rules.ts';
import { createKindConfigs, type KindConfigs } from './kind-config.ts';
import type { LiveFeed } from './live-feed.ts';
import { referencesIn, type Secrets } from './secrets.ts';

export interface ChannelDraft {
  readonly channelId: ChannelId | null;
  readonly channel: ChannelInput;
}

/** What a delivery needs of a channel: how to deliver, and with which settings. */
export interface OpenedChannel {
  readonly kind: NotifierKind;
  readonly config: unknown;
}

export interface Channels {
  /** The very first time: makes the channels and the route everybody starts with. Whoever removes them does so for good. */
  begin(): void;
  notifiers(): readonly NotifierInfo[];
  list(): readonly Channel[];
  routes(): readonly Route[];
  putChannel(draft: ChannelDraft, actor: Actor): Promise<Channel>;
  removeChannel(channelId: ChannelId, actor: Actor): void;
  putRoutes(routes: readonly Route[], actor: Actor): readonly Route[];
  /** Kind and parsed config, secrets opened. Rejects in words (an unknown kind, a locked vault). */
  open(channel: Channel): Promise<OpenedChannel>;
  /** As `open`, for a channel as it stands in a form. */
  openDraft(draft: ChannelDraft): Promise<OpenedChannel>;
  /** Called when channels changed. Returns the undo. */
  onChange(listener: () => void): () => void;
  /** Says who else names a channel ('the rota "Network"'); asked before one is removed. */
  alsoUsedBy(users: (channelId: ChannelId) => readonly string[]): void;
}

export interface ChannelsOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly secrets: Secrets;
  readonly feed: Pick<LiveFeed, 'publish'>;
  /** The registry, unless a test brings its own. */
  readonly kinds?: readonly NotifierKind[];
}

/** What is kept, as it is now; every change is one transaction with its journal entry, and then on the screens. */
function openBook({ clock, store, feed }: ChannelsOptions) {
  let channels = store.channels.list();
  let routes = store.routes.list();
  const listeners = new Set<() => void>();
  return {
    listeners,
    channels: () => channels,
    routes: () => routes,
    ofId(id: ChannelId): Channel {
      const found = channels.find((channel) => channel.id === id);
      if (!found) throw notFound('channel');
      return found;
    },
    change(entry: Pick<EntryDraft, 'actor' | 'text' | 'data'>, write: () => void): void {
      const before = { channels, routes };
      store.transaction(() => {
        write();
        noteBegun(store);
        store.journal.append([{ kind: 'alerting', occurredAt: clock.now(), ...entry }], clock.now());
      });
      channels = store.channels.list();
      routes = store.routes.list();
      if (!isDeepStrictEqual(channels, before.channels)) feed.publish([{ type: 'channels', channels }]);
      if (!isDeepStrictEqual(routes, before.routes)) feed.publish([{ type: 'routes', routes }]);
      for (const listener of [...listeners]) listener();
    },
  };
}
type Book = ReturnType<typeof openBook>;

export function createChannels(options: ChannelsOptions): Channels {
  const { store, secrets, kinds = notifierKinds } = options;
  const find = (name: string): NotifierKind | undefined => kinds.find(({ kind }) => kind === name);
  const configs = createKindConfigs<NotifierKind>({ secrets, find, noun: 'a way to tell people' });
  const users: ((channelId: ChannelId) => readonly string[])[] = [];
  const book = openBook(options);
  return {
    notifiers: () => kinds.map(({ kind, title, about, config }) => ({ kind, title, about, schema: schemaOf(config) })),
    list: book.channels,
    routes: book.routes,
    onChange(listener) {
      book.listeners.add(listener);
      return () => book.listeners.delete(listener);
    },
    alsoUsedBy: (more) => void users.push(more),
    begin() {
      const made = usualChannels(store, kinds, book.channels().length + book.routes().length > 0);
      if (!made) return;
      const names = made.channels.map(({ name }) => name);
      const text = `Set up to begin with: ${names.join(', ')}`;
      book.change({ actor: { type: 'engine' }, text, data: { channels: names } }, made.write);
    },
    putChannel: (draft, actor) => putChannel({ book, configs, store }, draft, actor),
    removeChannel(channelId, actor) {
      const { name, kind, config } = book.ofId(channelId);
      const routed = book.routes().filter((route) => route.channelIds.includes(channelId));
      const named = [...routed.map((route) => `the route "${route.name}"`), ...users.flatMap((of) => of(channelId))];
      if (named.length > 0) {
        const message = `"${name}" is named by ${named.join(', ')}: take it out there first`;
        throw conflict([{ path: 'channelId', message }]);
      }
      book.change({ actor, text: `Channel ${name} removed`, data: { channelId, name, kind } }, () => {
        for (const reference of referencesIn(config)) store.secrets.remove(reference);
        store.channels.remove(channelId);
      });
    },
    putRoutes(next, actor) {
      refuseBadRoutes(next, book.channels(), store.policies.list());
      const said = routeDifferences(book.routes(), next);
      if (said.length === 0) return book.routes();
      const data = { routes: next.map(({ name }) => name) };
      book.change({ actor, text: `Routes changed: ${said.join(', ')}`, data }, () => store.routes.replace(next));
      return book.routes();
    },
    async open({ kind: name, config }) {
      const kind = configs.known(name);
      return { kind, config: await configs.open(kind, config) };
    },
    async openDraft({ channelId, channel }) {
      refuseBadTemplates(channel);
      const lender = channelId === null ? null : book.ofId(channelId);
      try {
        const kind = configs.known(channel.kind);
        const stored = configs.borrowed(kind, channel.config, lender?.kind === channel.kind ? lender : null);
        return { kind, config: configs.parse(kind, { ...channel.config, ...(await secrets.open(stored)) }) };
      } catch (error) {
        return prefixed('channel')(error);
      }
    },
  };
}

async function putChannel(
  { book, configs, store }: { book: Book; configs: KindConfigs<NotifierKind>; store: Store },
  { channelId, channel: entered }: ChannelDraft,
  actor: Actor,
): Promise<Channel> {
  const before = channelId === null ? null : book.ofId(channelId);
  refuseTakenName(book.channels(), entered.name, channelId);
  refuseBadTemplates(entered);
  const sealed = await configs.accept(entered.kind, entered.config, before).catch(prefixed('channel'));
  // While secrets were sealed somebody else may have been here.
  if (before && !isDeepStrictEqual(book.ofId(before.id), before)) {
    throw conflict([{ path: 'channel.name', message: 'somebody changed this channel just now: look at it again' }]);
  }
  refuseTakenName(book.channels(), entered.name, channelId);
  const id = before?.id ?? (randomUUID() as ChannelId);
  const channel: Channel = { ...entered, config: sealed.config, id };
  const changed = changedFields(before, channel);
  if (changed.length === 0 && before) return before;
  const text = before ? `Channel ${entered.name} changed: ${changed.join(', ')}` : `Channel ${entered.name} added`;
  const data = { channelId: id, name: entered.name, kind: entered.kind, changed: [...changed] };
  book.change({ actor, text, data }, () => {
    sealed.write();
    store.channels.put(channel);
  });
  return channel;
}
