// The engine as the windows know it: one engine for all of them, a fresh port for each whenever it is back.
import os from 'node:os';
import { type BrowserWindow, powerMonitor } from 'electron';
import type { EngineStatus, ToHost } from '../contract/host-link.ts';
import { answerDesktopRequest } from './desktop.ts';
import { type EngineCommand, type EngineProcess, startEngineProcess } from './engine-process.ts';
import { createSupervisor } from './engine-supervisor.ts';
import { answerHostRequest } from './secrets.ts';

/** The engine, and the windows connected to it. */
export interface EngineHost {
  start(): void;
  /** Connects a window, now and after every restart of the engine, each time its page is loaded. */
  serve(window: BrowserWindow): void;
  /** Ends the engine cleanly, by force after three seconds. */
  stop(): Promise<void>;
}

/** Creates the host; nothing runs until `start`. */
export function createEngineHost(command: EngineCommand, inUtilityProcess: boolean): EngineHost {
  // Windows whose page is there to listen; a page that is still loading would miss its port.
  const listening = new Set<BrowserWindow>();
  const hello = { operator: os.userInfo().username };

  const supervisor = createSupervisor<EngineProcess>({
    start() {
      const engine = startEngineProcess(command, inUtilityProcess);
      engine.onErrorOutput((text) => process.stderr.write(text));
      return engine;
    },
    after(delayMs, job) {
      const timer = setTimeout(job, delayMs);
      return () => clearTimeout(timer);
    },
    onMessage: answer,
    onStatus(status) {
      if (status.state === 'restarting') process.stderr.write(`${status.reason} Starting it again.\n`);
      for (const window of listening) inform(window, status);
    },
  });

  function inform(window: BrowserWindow, status: EngineStatus): void {
    window.webContents.send('engine-status', status);
    const engine = supervisor.serving();
    if (engine) window.webContents.postMessage('engine-port', null, [engine.connect(hello)]);
  }

  powerMonitor.on('suspend', () => supervisor.send({ say: 'power', event: 'suspend' }));
  powerMonitor.on('resume', () => supervisor.send({ say: 'power', event: 'resume' }));

  return {
    start: supervisor.start,
    stop: supervisor.stop,
    serve(window) {
      const contents = window.webContents;
      contents.on('did-start-navigation', (event) => {
        if (event.isMainFrame && !event.isSameDocument) listening.delete(window);
      });
      // Module scripts have run by now, so the page's listener is up.
      contents.on('dom-ready', () => {
        listening.add(window);
        inform(window, supervisor.status());
      });
      window.on('closed', () => listening.delete(window));
    },
  };
}

function answer(message: ToHost, engine: EngineProcess): void {
  if (message.say !== 'ask') return;
  const { call, request } = message;
  try {
    const value =
      request.ask === 'notify' || request.ask === 'tray' ? answerDesktopRequest(request) : answerHostRequest(request);
    engine.send({ say: 'answer', call, value });
  } catch (error) {
    engine.send({ say: 'refusal', call, reason: error instanceof Error ? error.message : String(error) });
  }
}
