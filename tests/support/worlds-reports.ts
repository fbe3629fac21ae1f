// Worlds for reports: a week of three sites with something of everything, and a fresh install.
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { CHANNELS } from './worlds-alerting.ts';
import { draftWorld } from './worlds-build.ts';
import { madeOnCall } from './worlds-on-call.ts';

const SITES = ['ams1', 'fra2', 'lon3'] as const;
const ROLES = ['core-sw', 'dist-sw', 'web', 'db', 'hyp', 'mail', 'store', 'edge-rtr'] as const;

/** Forty-eight hosts at three sites, all well now. */
export function reportWeek(now: number): Snapshot {
  const world = draftWorld(now);
  for (const site of SITES) {
    for (const role of ROLES) {
      for (const number of [1, 2])
        world.host(`${site}-${role}-0${number}`, site, role, { tags: [role.split('-')[0] ?? role] });
    }
  }
  return { ...world.snapshot(), channels: CHANNELS, onCall: madeOnCall(now) };
}
