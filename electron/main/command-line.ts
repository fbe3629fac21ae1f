// `watchfloor COMMAND` in the package: this very executable without a window. The program on PATH (electron/pack/linux/watchfloor)
// starts it with `--command-line -- COMMAND …` on Chromium's headless platform, so that it needs no display.
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import { engineNode, runsInUtility } from './launch-settings.ts';

/** What a run of the command line came to; given out by the built program (electron/cli/index.ts). */
interface CommandLine {
  readonly ended: Promise<number>;
}

/** The engine could not be reached: as the command line itself has it. */
const EXIT_UNREACHABLE = 3;

/** Runs the command line in the place of the app; ends the process with its status. Call it before the app is ready. */
export function runCommandLine(words: readonly string[]): void {
  // Chromium keeps things even without a window. They belong in nobody's data folder, and in the temporary folder they
  // would be left behind: on its way out it makes what was removed again. So there is no place for them at all.
  app.setPath('userData', path.join(os.devNull, 'none'));
  app.setPath('crashDumps', path.join(os.devNull, 'none'));
  // Else Electron shows a dialog, for which there is no display.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${error.stack ?? error}\n`);
    app.exit(1);
  });
  const run = runsInUtility() ? runHere(words) : runBeside(words);
  // Chromium takes the signals that end a program and asks the app to quit: the command is told, and says when it is done.
  app.on('before-quit', (event) => {
    event.preventDefault();
    run.end();
  });
  void run.ended.then((status) => app.exit(status));
}

/** What has to be named to start this very app again; '' in the package, which is its own executable. */
const appFolder = (): string => (app.isPackaged ? '' : app.getAppPath());

interface Run {
  readonly ended: Promise<number>;
  /** Asks it to end cleanly. */
  end(): void;
}

/** In this process: its Node is new enough for the engine's SQLite. */
function runHere(words: readonly string[]): Run {
  const program = path.join(app.getAppPath(), 'dist', 'cli', 'index.cjs');
  process.env.WATCHFLOOR_VERSION = app.getVersion();
  process.env.WATCHFLOOR_APP_FOLDER = appFolder();
  process.argv = [process.execPath, program, ...words];
  const { ended } = createRequire(program)(program) as CommandLine;
  return { ended, end: () => void process.emit('SIGTERM') };
}

/** In a Node of its own, as the engine on an Electron that is too old. */
function runBeside(words: readonly string[]): Run {
  const node = engineNode();
  if (!node) {
    process.stderr.write(
      `The command line cannot run inside Electron ${process.versions.electron}, and WATCHFLOOR_NODE names no Node 22.14 or newer. Use a release of Watchfloor.\n`,
    );
    return { ended: Promise.resolve(EXIT_UNREACHABLE), end() {} };
  }
  const root = app.getAppPath().replace(/app\.asar$/, 'app.asar.unpacked');
  const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...env } = process.env;
  const child: ChildProcess = spawn(node, [path.join(root, 'dist', 'cli', 'index.cjs'), ...words], {
    env: {
      ...env,
      WATCHFLOOR_VERSION: app.getVersion(),
      WATCHFLOOR_APP: process.execPath,
      WATCHFLOOR_APP_FOLDER: appFolder(),
    },
    stdio: 'inherit',
  });
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (status) => resolve(status ?? 1));
    child.once('error', (error) => {
      process.stderr.write(`${node} could not be started: ${error.message}\n`);
      resolve(EXIT_UNREACHABLE);
    });
  });
  return { ended, end: () => void child.kill('SIGTERM') };
}
