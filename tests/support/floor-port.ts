// A Node port as the engine's transport hands it over: behind the guard.
import type { MessagePort } from 'node:worker_threads';
import { type EnginePort, guardPort } from '../../electron/engine/transport-port.ts';

export function enginePort(port: MessagePort): EnginePort {
  return guardPort({
    postMessage: (data) => port.postMessage(data),
    on(event: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)) {
      if (event === 'message') port.on('message', (data) => listener({ data }));
      else port.on('close', () => (listener as () => void)());
    },
    start: () => port.start(),
    close: () => port.close(),
  });
}
