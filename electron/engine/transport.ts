// How the engine meets its host, in one face: real message ports in Electron's utilityProcess, channels multiplexed
// over the process's own line in a plain Node child. Started by hand (a terminal, a test) there is no host at all.
import {
  type HostAnswers,
  type HostRequest,
  LARGEST_PAGE,
  type PortHello,
  type ToEngine,
  type ToHost,
  toEngine,
} from '../contract/host-link.ts';
import { createChannels } from './transport-channels.ts';
import { type EnginePort, guardPort, type WirePort } from './transport-port.ts';

export type { EnginePort };

/** The engine's end of the line to the program that started it. */
export interface HostLink {
  /** Calls `welcome` for every window that connects, and tells the host that ports are welcome. Call it once. */
  acceptPorts(welcome: (port: EnginePort, hello: PortHello) => void): void;
  /** Asks the host for what only it can do. Rejects with the host's sentence, or when the host is gone. */
  askHost<R extends HostRequest>(request: R): Promise<HostAnswers[R['ask']]>;
  /** The machine goes to sleep or wakes up. Returns the undo. */
  onPower(listener: (event: 'suspend' | 'resume') => void): () => void;
  /** The host wants a clean end, or is gone. The engine has three seconds before it is killed. Returns the undo. */
  onStop(listener: () => void): () => void;
}

/** The `parentPort` of a utilityProcess, as far as it is used here; this file must not know Electron. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: readonly WirePort[] }) => void): void;
  postMessage(message: ToHost): void;
}

/** What `openHostLink` needs of `process`. */
export interface HostedProcess {
  readonly parentPort?: ParentPort;
  // biome-ignore lint/suspicious/noExplicitAny: the shape of process.send in Node's own types
  send?(message: any): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

/** Opens the line to the host. Null when the engine was started by hand. */
export function openHostLink(self: HostedProcess = process as HostedProcess): HostLink | null {
  const { parentPort } = self;
  if (parentPort) {
    const link = createLink((message) => parentPort.postMessage(message));
    parentPort.on('message', (event) => link.receive(event.data, event.ports[0]));
    return link;
  }
  if (!self.send) return null;
  const link = createLink((message) => void self.send?.(message));
  self.on('message', (message) => link.receive(message));
  self.on('disconnect', () => link.hostGone());
  return link;
}

function createLink(post: (message: ToHost) => void) {
  const channels = createChannels(post);
  const questions = createQuestions(post);
  const powerListeners = new Set<(event: 'suspend' | 'resume') => void>();
  const stopListeners = new Set<() => void>();
  const early: { port: EnginePort; hello: PortHello }[] = [];
  let welcome: ((port: EnginePort, hello: PortHello) => void) | null = null;

  function connect(port: EnginePort, hello: PortHello): void {
    if (welcome) welcome(port, hello);
    else early.push({ port, hello });
  }
  function stop(): void {
    for (const listener of stopListeners) listener();
  }
  function handle(message: ToEngine, port: WirePort | undefined): void {
    switch (message.say) {
      case 'connect':
        connect(port ? guardPort(port) : channels.open(message.channel), message.hello);
        break;
      case 'data':
        channels.receive(message.channel, message.data);
        break;
      case 'disconnect':
        channels.close(message.channel);
        break;
      case 'power':
        for (const listener of powerListeners) listener(message.event);
        break;
      case 'stop':
        stop();
        break;
      case 'ping':
        post({ say: 'pong' });
        break;
      case 'answer':
        questions.answer(message.call, message.value);
        break;
      case 'refusal':
        questions.refuse(message.call, message.reason);
        break;
      default:
        message satisfies never;
    }
  }

  return {
    receive(raw: unknown, port?: WirePort): void {
      const message = toEngine.safeParse(raw);
      if (message.success) handle(message.data, port);
    },
    hostGone(): void {
      questions.refuseAll('The program that started the engine is gone.');
      channels.closeAll();
      stop();
    },
    acceptPorts(listener: (port: EnginePort, hello: PortHello) => void): void {
      welcome = listener;
      for (const { port, hello } of early.splice(0)) listener(port, hello);
      post({ say: 'ready' });
    },
    askHost: questions.ask,
    onPower(listener: (event: 'suspend' | 'resume') => void) {
      powerListeners.add(listener);
      return () => void powerListeners.delete(listener);
    },
    onStop(listener: () => void) {
      stopListeners.add(listener);
      return () => void stopListeners.delete(listener);
    },
  } satisfies HostLink & Record<string, unknown>;
}

/** Questions to the host that wait for their answer, by number. */
function createQuestions(post: (message: ToHost) => void) {
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let last = 0;
  return {
    ask<R extends HostRequest>(request: R): Promise<HostAnswers[R['ask']]> {
      // The host passes over what it cannot parse, and the question would wait for ever.
      if (request.ask === 'printPdf' && request.html.length > LARGEST_PAGE)
        return Promise.reject(new Error('The page is too long to be printed.'));
      return new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        post({ say: 'ask', call: last, request });
      });
    },
    answer(call: number, value: string | boolean): void {
      waiting.get(call)?.resolve(value as never);
      waiting.delete(call);
    },
    refuse(call: number, reason: string): void {
      waiting.get(call)?.reject(new Error(reason));
      waiting.delete(call);
    },
    refuseAll(reason: string): void {
      for (const { reject } of waiting.values()) reject(new Error(reason));
      waiting.clear();
    },
  };
}
