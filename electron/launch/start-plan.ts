// What `npm start` will run: with a display the window, without one the engine in the terminal.
import path from 'node:path';
import { givenDataFolder } from '../main/data-folder.ts';

/** A program to run in the foreground. `env` is added to the environment; `notes` are said first. */
export interface Plan {
  readonly kind: 'window' | 'headless';
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** What is known before a plan is made. `args` go to the app, as in `npm start -- --data DIR`. */
export interface StartFacts {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly root: string;
  /** Where the person stands: relative paths start there. */
  readonly workingFolder: string;
  readonly version: string;
  readonly args: readonly string[];
  /** The Node that runs us: the engine's, too. */
  readonly node: string;
  readonly isRoot: boolean;
}

/** A window still wants its runtime: finding one takes time, and is needless where there is no display. */
export interface WindowPlan {
  readonly kind: 'window';
  withRuntime(executable: string): Plan;
}

/** Decides. Only Linux has no display; elsewhere there is always one. */
export function planStart(facts: StartFacts): (Plan & { readonly kind: 'headless' }) | WindowPlan {
  const { env, root, args, node } = facts;
  const data = givenDataFolder(args, env, facts.workingFolder);
  if (facts.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return {
      kind: 'headless',
      command: node,
      args: [path.join(root, 'dist/engine/index.cjs')],
      env: { WATCHFLOOR_VERSION: facts.version, ...(data && { WATCHFLOOR_DATA: data }) },
      notes: ['No display here: the engine runs in this terminal, without a window. Ctrl+C ends it.'],
    };
  }
  return {
    kind: 'window',
    withRuntime: (executable) => ({
      kind: 'window',
      command: executable,
      args: [
        ...(facts.platform === 'linux' && facts.isRoot ? ['--no-sandbox'] : []),
        root,
        ...args,
        ...(data ? ['--data', data] : []),
      ],
      env: { WATCHFLOOR_NODE: node },
      notes:
        facts.platform === 'linux' && facts.isRoot
          ? ['Started as root: Chromium cannot use its sandbox. Use an ordinary user for operations.']
          : [],
    }),
  };
}
