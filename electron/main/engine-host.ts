// The engine as the windows know it: one engine for all of them, a fresh port for each whenever it is back.
import os from 'node:os';
import { type BrowserWindow, powerMonitor } from 'electron';
import type { EngineStatus, HostRequest, ToHost } from '../contract/host-link.ts';
import { showNotification } from './desktop.ts';
import { type EngineCommand, type EngineProcess, startEngineProcess } from './engine-process.ts';
import { createSupervisor } from './engine-supervisor.ts';
import { printPdf } from './print-pdf.ts';
import { answerHostRequest } from './secrets.ts';
import { createTrayIcon } from './tray.ts';

/** The engine, and the windows connected to it. */
export interface EngineHost {
  start(): void;
  /** Connects a window, now and after every restart of the engine, each time its page is loaded. */
  serve(window: BrowserWindow): void;
  /** Ends the engine cleanly, by force after three seconds. */
  stop(): Promise<void>;
}

export interface EngineHostOptions {
  readonly command: EngineCommand;
  readonly inUtilityProcess: boolean;
  /** Brings the window of the desk to the front: somebody clicked the tray, or a notification. */
  readonly showWindow: () => void;
}

/** Creates the host; nothing runs until `start`. */
export function createEngineHost({ command, inUtilityProcess, showWindow }: EngineHostOptions): EngineHost {
  // Windows whose page is there to listen; a page that is still loading would miss its port.
  const listening = new Set<BrowserWindow>();
  const hello = { operator: os.userInfo().username };
  const desk = answerer(showWindow);

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
    onMessage: (message, engine) => void desk.answer(message, engine),
    onStatus(status) {
      if (status.state === 'restarting') {
        process.stderr.write(`${status.reason} Starting it again.\n`);
        desk.lost();
      }
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
    stop() {
      desk.remove();
      return supervisor.stop();
    },
    serve(window) {
      const contents = window.webContents;
      contents.on('did-start-navigation', (event) => {
        if (event.isMainFrame && !event.isSameDocument) listening.delete(window);
      });
      // A port for a page that fell over would never be closed: to the engine somebody would still be looking.
      contents.on('render-process-gone', () => listening.delete(window));
      // Module scripts have run by now, so the page's listener is up.
      contents.on('dom-ready', () => {
        listening.add(window);
        inform(window, supervisor.status());
      });
      window.on('closed', () => listening.delete(window));
    },
  };
}

/** Does what the engine asks of the desktop and the keychain. Throws in words what cannot be done. */
function answerer(showWindow: () => void) {
  const tray = createTrayIcon(showWindow);
  const done = async (request: HostRequest): Promise<string | boolean> => {
    if (request.ask === 'tray') return tray.show(request);
    if (request.ask === 'notify') return showNotification(request, showWindow);
    if (request.ask === 'printPdf') return printPdf(request.html);
    return answerHostRequest(request);
  };
  const answer = async (message: ToHost, engine: EngineProcess): Promise<void> => {
    if (message.say !== 'ask') return;
    const { call, request } = message;
    try {
      engine.send({ say: 'answer', call, value: await done(request) });
    } catch (error) {
      engine.send({ say: 'refusal', call, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  return { answer, lost: tray.lost, remove: tray.remove };
}
