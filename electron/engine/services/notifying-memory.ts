// While the disk refuses, nothing can be queued and nothing is grouped; people are told all the same, as well as memory can:
// one try by each channel, nothing kept. What is written when the disk is back is told again in the usual way, for nobody
// can say who heard of it.
import { randomUUID } from 'node:crypto';
import type { Alert } from '../../contract/model/alert.ts';
import type { ChannelId } from '../../contract/model/ids.ts';
import type { Notice } from '../../contract/model/notice.ts';
import type { Severity } from '../../contract/model/severity.ts';
import { routesFor } from '../core/routing.ts';
import type { Log } from '../lib/log.ts';
import type { Channels } from './channels.ts';
import { usualText, usualTitle } from './notice-text.ts';
import { type TryOptions, tryDelivery } from './notifying-try.ts';
import { itemOf } from './notifying-turn.ts';
import type { Troubles } from './troubles.ts';
import type { World } from './world.ts';

/** More of them follow at most so often, ms. */
const EVERY_MS = 30_000;

export interface MemoryOptions extends TryOptions {
  readonly world: World;
  readonly channels: Channels;
  readonly troubles: Troubles;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface TellingFromMemory {
  /** Tells of those it did not tell of yet; the others of the last half minute wait for each other. */
  tell(alerts: readonly Alert[]): void;
  /** The disk is back. */
  over(): void;
}

export function createTellingFromMemory(options: MemoryOptions): TellingFromMemory {
  const { clock, world, channels, troubles, log, signal, zone } = options;
  const told = new Set<string>();
  let nextAt = Number.NEGATIVE_INFINITY;

  const send = async (channelId: ChannelId, notice: Notice): Promise<void> => {
    const channel = channels.list().find(({ id, enabled }) => id === channelId && enabled);
    if (!channel) return;
    const open = () => channels.open(channel);
    const idempotencyKey = `${notice.id}.${channelId}`;
    const outcome = await tryDelivery(options, { channel, open, notice, idempotencyKey, attempt: 1, signal });
    if (outcome.state === 'failed') log.error(`from memory: ${channel.name} did not deliver: ${outcome.answer}`);
  };

  return {
    tell(alerts) {
      const fresh = alerts.filter(({ id }) => !told.has(id));
      const now = clock.mono();
      if (fresh.length === 0 || now < nextAt) return;
      nextAt = now + EVERY_MS;
      troubles.set('delivery', REFUSED, 'delivery-memory');
      const byChannel = new Map<ChannelId, Alert[]>();
      for (const alert of fresh) {
        told.add(alert.id);
        const routes = routesFor(channels.routes(), alert, clock.now());
        for (const id of new Set(routes.flatMap(({ channelIds }) => channelIds))) {
          byChannel.set(id, [...(byChannel.get(id) ?? []), alert]);
        }
      }
      for (const [id, mine] of byChannel) void send(id, noticeOf(mine, world, clock.now(), zone));
    },
    over() {
      told.clear();
      nextAt = Number.NEGATIVE_INFINITY;
      troubles.set('delivery', null, 'delivery-memory');
    },
  };
}

const REFUSED =
  'The data folder cannot be written: people are told from memory, one try by each channel, and nothing of it is kept. Make room on the disk; then they are told once more in the usual way.';

function noticeOf(alerts: readonly Alert[], world: World, at: number, zone: string): Notice {
  const items = alerts.map((alert) => itemOf(alert.kind, alert, world));
  const isOver = alerts.every(({ status }) => status === 'ok');
  const id = randomUUID();
  const about = { kind: isOver ? ('all-clear' as const) : ('problem' as const), at, items, heldBehind: 0, links: [] };
  return {
    ...about,
    id,
    severity: items.reduce<Severity>((worst, { severity }) => (severity < worst ? severity : worst), 4),
    conversation: `memory-${id}`,
    title: usualTitle(about),
    text: `${usualText(about, zone)}\n${REFUSED}`,
    routeId: null,
  };
}
