// What this start is: from the package or a checkout, which engine, run how. Overrides count in a checkout only.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { type EngineCommand, runsInUtilityProcess } from './engine-process.ts';

/** How the engine is started. `WATCHFLOOR_ENGINE` names another engine to try, in a checkout. */
export function engineCommand(data: string): EngineCommand {
  const { WATCHFLOOR_ENGINE: other, ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...env } = process.env;
  // A plain Node cannot read inside the archive, so the engine lies beside it.
  const root = app.getAppPath().replace(/app\.asar$/, 'app.asar.unpacked');
  return {
    entry: (!app.isPackaged && other) || path.join(root, 'dist', 'engine', 'index.cjs'),
    env: { ...onlyText(env), WATCHFLOOR_DATA: data, WATCHFLOOR_VERSION: app.getVersion() },
    node: engineNode(),
  };
}

/** The Node that runs the engine's files where this Electron is too old for them. */
export const engineNode = (): string | undefined => process.env.WATCHFLOOR_NODE;

/** Where the engine runs. `WATCHFLOOR_ENGINE_HOST` (utility, node) decides in a checkout. */
export function runsInUtility(): boolean {
  const wish = app.isPackaged ? undefined : process.env.WATCHFLOOR_ENGINE_HOST;
  return wish ? wish === 'utility' : runsInUtilityProcess(process.versions.electron);
}

/**
 * Whether this start must be refused: the inspect fuse does not cover Chromium's own debugging port, through which a
 * page could be driven from outside. The package made for tests says `drivable` in its package.json.
 */
export function refusesDebugging(): boolean {
  if (!app.isPackaged) return false;
  const asked = ['remote-debugging-port', 'remote-debugging-pipe'].some((name) => app.commandLine.hasSwitch(name));
  if (!asked) return false;
  const about: { drivable?: boolean } = JSON.parse(readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8'));
  return about.drivable !== true;
}

function onlyText(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined));
}
