// One window's port as the engine sees it, and the guard at its door: the page is treated as hostile.
import { isPageMessage } from '../contract/host-link.ts';

/** What oRPC's message-port adapter needs of a port, and a way to hang up. */
export interface EnginePort {
  postMessage(data: unknown): void;
  // biome-ignore lint/suspicious/noExplicitAny: the adapter's own type says any
  on(event: string, listener: (event?: { data: any }) => void): void;
  close(): void;
}

/** A port before the guard: Electron's MessagePortMain, or a channel. */
export interface WirePort {
  postMessage(data: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

/** Wraps `port` so that only messages the adapter can read get through; anything else hangs up. */
export function guardPort(port: WirePort): EnginePort {
  const closers = new Set<() => void>();
  let open = true;
  function closed(): void {
    if (!open) return;
    open = false;
    for (const closer of closers) closer();
  }
  function hangUp(): void {
    port.close();
    closed();
  }
  port.on('close', closed);
  return {
    postMessage(data) {
      if (open) port.postMessage(data);
    },
    on(event, listener) {
      if (event === 'close') closers.add(() => listener());
      if (event !== 'message') return;
      port.on('message', ({ data }) => {
        if (!open) return;
        if (isReadable(data)) listener({ data });
        else hangUp();
      });
      port.start();
    },
    close: hangUp,
  };
}

/**
 * Whether oRPC's adapter can read this message. It decodes outside any catch of ours: a frame it stumbles over would
 * end the engine as an unhandled rejection, so the frame's outline is checked here first.
 */
export function isReadable(data: unknown): data is string {
  if (!isPageMessage(data)) return false;
  let frame: unknown;
  try {
    frame = JSON.parse(data);
  } catch {
    return false;
  }
  if (!isRecord(frame) || typeof frame.i !== 'string') return false;
  // Types as numbered by oRPC: none or 1 a request, 4 an abort. Streams only flow towards the page; an event (3) sent
  // by it would be queued for nobody, without limit.
  if (frame.t === 4) return true;
  return (frame.t === undefined || frame.t === 1) && isRecord(frame.p) && isRequest(frame.p);
}

function isRequest(request: Readonly<Record<string, unknown>>): boolean {
  const { u: url, h: headers, m: method } = request;
  // A path of ours; `//host` would be read as another origin, and file-like headers lead into multipart parsing.
  return (
    typeof url === 'string' &&
    /^\/(?!\/)[\w./-]{1,256}$/.test(url) &&
    (method === undefined || typeof method === 'string') &&
    (headers === undefined || isRecord(headers)) &&
    !(isRecord(headers) && ('content-type' in headers || 'content-disposition' in headers))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
