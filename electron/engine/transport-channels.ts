// Ports for an engine that runs as a plain Node child: many channels over one line, told apart by number.
import type { ToHost } from '../contract/host-link.ts';
import { type EnginePort, guardPort } from './transport-port.ts';

interface Channel {
  readonly messages: ((event: { data: unknown }) => void)[];
  readonly closers: (() => void)[];
  /** What came before somebody listened; null once somebody does. */
  held: unknown[] | null;
}

/** Keeps the open channels; `post` sends towards the host. */
export function createChannels(post: (message: ToHost) => void) {
  const channels = new Map<number, Channel>();

  function close(id: number): void {
    const channel = channels.get(id);
    channels.delete(id);
    for (const closer of channel?.closers ?? []) closer();
  }

  return {
    open(id: number): EnginePort {
      const channel: Channel = { messages: [], closers: [], held: [] };
      channels.set(id, channel);
      return guardPort({
        postMessage(data) {
          if (channels.get(id) === channel) post({ say: 'data', channel: id, data });
        },
        on(event: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)) {
          if (event === 'message') channel.messages.push(listener);
          else channel.closers.push(listener as () => void);
        },
        start() {
          const held = channel.held ?? [];
          channel.held = null;
          for (const data of held) for (const listener of channel.messages) listener({ data });
        },
        close() {
          if (channels.get(id) !== channel) return;
          post({ say: 'disconnect', channel: id });
          close(id);
        },
      });
    },
    receive(id: number, data: unknown): void {
      const channel = channels.get(id);
      if (channel?.held) channel.held.push(data);
      else for (const listener of channel?.messages ?? []) listener({ data });
    },
    close,
    closeAll(): void {
      for (const id of [...channels.keys()]) close(id);
    },
  };
}
