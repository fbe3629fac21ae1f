// The window's line to the engine. Preload hands over a port; from then on the world is kept true by its live feed.
// A gap in the feed or a new engine means: start over from a snapshot. Lost means: keep showing, say how old it is.
import type { EngineStatus } from '../../electron/contract/host-link.ts';
import type { Client } from '../../electron/contract/index.ts';
import type { LiveMessage } from '../../electron/contract/model/world.ts';
import { applyPushes, fromSnapshot } from '../store/apply.ts';
import { emptyWorld, useWorld, type World } from '../store/world.ts';
import { attachEngine } from './client.ts';
import { followAbout } from './follow-about.ts';
import { createFrames, type FrameTimers, pageTimers } from './frames.ts';

/** Starts listening for the engine's port and status on `window`. The returned function ends everything it began. */
export function startLink(timers: FrameTimers = pageTimers): () => void {
  let end: (() => void) | null = null;
  const onMessage = ({ data, ports, source }: MessageEvent) => {
    // Only this window's own preload speaks here.
    if (source !== null && source !== window) return;
    if (data?.type === 'engine-port' && ports[0]) {
      end?.();
      const client = attachEngine(ports[0]);
      const ends = [follow(client, timers), followAbout(client)];
      const finish = (): void => {
        for (const one of ends) one();
      };
      end = finish;
      ports[0].addEventListener('close', () => {
        // The line before the present one says nothing about it.
        if (end !== finish) return;
        finish();
        lost(null);
      });
    } else if (data?.type === 'engine-status' && data.state === 'restarting') {
      // What still waits to be drawn was said by an engine that is gone: drawn now, it would look live.
      end?.();
      lost(reasonOf(data));
    }
  };
  window.addEventListener('message', onMessage);
  return () => {
    window.removeEventListener('message', onMessage);
    end?.();
  };
}

/** A reason carries the engine's last words already; without one they have to do. */
const reasonOf = ({ reason, log }: EngineStatus): string | null => reason ?? log.at(-1)?.trim() ?? null;

/** Marks the world as old. What was known stays on screen. */
function lost(reason: string | null): void {
  const { link, linkReason } = useWorld.getState();
  if (link === 'lost' && (reason === null || reason === linkReason)) return;
  useWorld.setState({ link: 'lost', linkReason: reason ?? linkReason });
}

/** Reads the live feed of `client` until it ends; starts it over after a gap. */
function follow(client: Client, timers: FrameTimers): () => void {
  const ended = new AbortController();
  let feed = new AbortController();
  let world: World = emptyWorld;
  const frames = createFrames<LiveMessage>((messages) => {
    const next = applyAll(world, messages);
    if (next) {
      world = next;
      useWorld.setState(next, true);
    } else feed.abort();
  }, timers);
  void (async () => {
    while (!ended.signal.aborted) {
      feed = new AbortController();
      const signal = AbortSignal.any([ended.signal, feed.signal]);
      try {
        for await (const message of await client.live.world(undefined, { signal })) {
          if (ended.signal.aborted) return;
          frames.push(message);
        }
        if (ended.signal.aborted) return;
        if (!feed.signal.aborted) {
          frames.stop();
          lost('The monitor ended its live feed.');
          return;
        }
      } catch (error) {
        if (ended.signal.aborted) return;
        if (!feed.signal.aborted) {
          frames.stop();
          lost(error instanceof Error ? error.message : String(error));
          return;
        }
      }
      frames.stop();
    }
  })();
  return () => {
    ended.abort();
    frames.stop();
  };
}

/** Pure: the world after these messages; null when one is missing and a snapshot is needed. */
export function applyAll(world: World, messages: readonly LiveMessage[]): World | null {
  const start = messages.findLastIndex((message) => message.type === 'snapshot');
  const snapshot = messages[start];
  const base = snapshot?.type === 'snapshot' ? fromSnapshot(snapshot) : world;
  const pushes = messages.slice(start + 1).filter((message) => message.type === 'push');
  // Pushes that were under way before the snapshot are in it already.
  return pushes.length === 0 ? base : applyPushes(base, pushes);
}
