// Where the runbooks lie that ship with the program: beside it, in a checkout as in the package.
import { existsSync } from 'node:fs';
import path from 'node:path';

/** From sources (electron/engine/lib) the root is three up; from what is built of them (dist/engine, dist/cli) two. */
const UPWARDS = ['../..', '../../..'] as const;

/** The folder, absolute; null where there is none. `WATCHFLOOR_RUNBOOKS` names another one. */
export function shippedRunbooks(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env.WATCHFLOOR_RUNBOOKS;
  if (named) return path.resolve(named);
  const places = UPWARDS.map((up) => path.resolve(import.meta.dirname, up, 'runbooks'));
  // Known by its schema: another folder may be called so.
  return places.find((place) => existsSync(path.join(place, 'schema'))) ?? null;
}
