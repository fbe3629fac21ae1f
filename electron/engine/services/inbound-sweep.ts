// Lets go of alerts of other systems that have been over for a week, with the hosts that were made for them: what comes
// and goes elsewhere must not fill the inventory. What they were stays in the history.
import { randomUUID } from 'node:crypto';
import type { Check } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { HostId } from '../../contract/model/ids.ts';
import { planInventory } from '../core/inventory-plan.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Beats } from './beats.ts';
import { isInbound, isMade } from './inbound-check.ts';
import type { Inventory } from './inventory.ts';
import type { Decided } from './inventory-edits.ts';
import type { World } from './world.ts';

export const OVER_FOR_MS = 7 * 86_400_000;
const SWEEP_EVERY_MS = 3_600_000;
/** Removed in one transaction; where more is over, the next sweep comes soon. */
const AT_ONCE = 200;
const SOON_MS = 5_000;

export interface SweepOptions {
  readonly clock: Clock;
  readonly world: World;
  readonly inventory: Pick<Inventory, 'change'>;
  readonly beats: Pick<Beats, 'lastOf' | 'forget'>;
  readonly log: Log;
}

/** Sweeps every hour. Returns the undo. */
export function sweepInbound(options: SweepOptions): () => void {
  const { clock, inventory, beats, log } = options;
  let cancel = clock.after(SWEEP_EVERY_MS, sweep);
  let stopped = false;

  function sweep(): void {
    if (overOnes(options).length === 0) again(0);
    else void inventory.change(() => decideSweep(options)).then(done, failed);
  }
  function done(gone: readonly Check[]): void {
    beats.forget(gone.map((check) => check.id));
    again(gone.length);
  }
  function failed(error: unknown): void {
    log.error('alerts of other systems that are over could not be removed', error);
    again(0);
  }
  function again(removed: number): void {
    if (!stopped) cancel = clock.after(removed === AT_ONCE ? SOON_MS : SWEEP_EVERY_MS, sweep);
  }
  return () => {
    stopped = true;
    cancel();
  };
}

/** Over, and without news for a week. One that nobody ever told about was made by hand, and stays. */
function overOnes({ world, beats, clock }: SweepOptions): readonly Check[] {
  const before = clock.now() - OVER_FOR_MS;
  const isOver = (check: Check): boolean => {
    const last = isInbound(check) ? beats.lastOf(check.id) : null;
    return last !== null && last.status === 'ok' && last.at < before && !world.problems.has(check.id);
  };
  return [...world.checks.values()].filter((check) => check.template === undefined && isOver(check)).slice(0, AT_ONCE);
}

function decideSweep(options: SweepOptions): Decided<readonly Check[]> {
  const { world, clock } = options;
  const gone = overOnes(options);
  const ids = new Set(gone.map((check) => check.id));
  const hosts = [...new Set(gone.map((check): HostId => check.hostId))].flatMap((id): Host[] => {
    const host = world.hosts.get(id);
    return host && isMade(host) && world.checksOf(id).every((check) => ids.has(check.id)) ? [host] : [];
  });
  const removeHosts = hosts.map((host) => host.id);
  const removeChecks = gone.filter((check) => !removeHosts.includes(check.hostId)).map((check) => check.id);
  const plan = planInventory(world, { removeHosts, removeChecks }, randomUUID);
  const nameOf = (check: Check): string => `${world.hosts.get(check.hostId)?.name ?? ''} ${check.name}`;
  const text = `${some(gone.length, 'inbound alert')} over for 7 days let go${hosts.length > 0 ? `, with ${some(hosts.length, 'host')} made for them` : ''}`;
  const data = { checks: gone.map(nameOf), hosts: hosts.map((host) => host.name) };
  const entry = { kind: 'inbound', occurredAt: clock.now(), actor: { type: 'engine' }, text, data } as const;
  return { commit: { plan, sealed: [], entries: gone.length > 0 ? [entry] : [] }, answer: gone };
}

const some = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;
