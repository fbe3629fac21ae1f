// Electron's main process: windows, keychain, power. It starts the engine, connects windows to it and is out of the way.
import path from 'node:path';
import { app, dialog, session } from 'electron';
import { declareAppScheme, serveApp } from './app-protocol.ts';
import { runCommandLine } from './command-line.ts';
import { commandLineWords, printWords } from './command-line-words.ts';
import { givenDataFolder, openChromiumFolder, usualDataFolder } from './data-folder.ts';
import { createEngineHost, type EngineHost } from './engine-host.ts';
import { engineCommand, refusesDebugging, runsInUtility } from './launch-settings.ts';
import { setMenu } from './menu.ts';
import { runPrintFile } from './print-file.ts';
import { hardenContents, hardenSession } from './security.ts';
import { readWish, wallboardWish } from './wallboard-wish.ts';
import { createWindows } from './windows.ts';

// A terminal that is closed takes its streams along; the app stays.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const data = givenDataFolder(process.argv, process.env, process.cwd()) ?? usualDataFolder(app.getPath('appData'));

const wall = wallboardWish(process.argv);

/** Takes the data folder for this process; false when another one has it, which is told what was wanted. The lock is per Chromium folder. */
function takeDataFolder(): boolean {
  app.setPath('userData', openChromiumFolder(data));
  return app.requestSingleInstanceLock({ wallboard: wall });
}

function run(): void {
  declareAppScheme();
  hardenContents();
  let engine: EngineHost | null = null;
  let ended = false;
  const windows = createWindows(path.join(data, 'chromium', 'window.json'), (window) => engine?.serve(window));

  app.on('second-instance', (_event, _argv, _folder, said) => {
    const wish = readWish(said);
    void app.whenReady().then(() => (wish ? windows.showWall(wish.display) : windows.showDesk()));
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (ended || !engine) return;
    event.preventDefault();
    void engine.stop().finally(() => {
      ended = true;
      // Not from within this event: Electron still counts as quitting and would not hear it.
      setImmediate(() => app.quit());
    });
  });

  void app.whenReady().then(() => {
    hardenSession(session.defaultSession);
    serveApp(session.defaultSession, path.join(app.getAppPath(), 'dist', 'renderer'));
    setMenu();
    engine = createEngineHost({
      command: engineCommand(data),
      inUtilityProcess: runsInUtility(),
      showWindow: windows.showDesk,
    });
    engine.start();
    if (wall) windows.showWall(wall.display);
    else windows.showDesk();
  });
}

const words = commandLineWords(process.argv);

try {
  if (refusesDebugging()) {
    process.stderr.write('This build of Watchfloor does not start with a debugging port open.\n');
    app.exit(2);
  } else if (words) {
    const files = printWords(words);
    if (files) runPrintFile(files);
    else runCommandLine(words);
  } else if (takeDataFolder()) {
    run();
  } else {
    const done = wall ? 'it shows the wallboard' : 'its window was brought to the front';
    process.stdout.write(`Watchfloor is already running on ${data}; ${done}.\n`);
    app.exit(0);
  }
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox(
    'Watchfloor could not start',
    `The data folder ${data} cannot be used: ${reason}\nNothing was changed. Make it writable, or name another with --data DIR.`,
  );
  app.exit(1);
}
