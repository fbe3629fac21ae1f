// The monitor's beacons: addresses that answer ping while it has its network. Silence means something only from one that is
// known to answer: many gateways never do, and a monitor must not go quiet over one of those.
import { networkInterfaces } from 'node:os';
import { type Check, checkInput } from '../../contract/model/check.ts';
import { type Host, hostInput } from '../../contract/model/host.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Clock } from '../lib/clock.ts';
import { defaultGateway } from '../lib/default-gateway.ts';
import { findProbeKind } from '../probes/index.ts';
import type { Runner } from './runner.ts';
import type { EngineSettings } from './settings.ts';

export interface Beacons {
  /** Who is to be asked: those that operators named, else the default gateway; empty where there is neither. */
  addresses(): Promise<readonly string[]>;
  /** Those of `addresses` that answer, within four seconds. Rejects only when `signal` is aborted. */
  ask(addresses: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  /** Whether a host is this very machine: what is seen of it says nothing about the network. */
  isOwn(host: Pick<Host, 'address'>): boolean;
}

const OWN_ADDRESSES_MS = 60_000;
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|\[::1\]|localhost)$/i;

/** Asks with the engine's own ping, as any check does. */
export function createBeacons(options: {
  readonly clock: Clock;
  readonly runner: Pick<Runner, 'runOne'>;
  readonly settings: Pick<EngineSettings, 'get'>;
  readonly gateway?: () => Promise<string | null>;
}): Beacons {
  const { clock, runner, settings, gateway = defaultGateway } = options;
  const kind = findProbeKind('ping');
  const config = kind?.config.parse({ packets: 3, spacingMs: 250, replyWithinMs: 1_000 });
  let own = new Set<string>();
  let ownReadAt = Number.NEGATIVE_INFINITY;

  const answers = async (address: string, signal: AbortSignal): Promise<boolean> => {
    if (!kind) return false;
    const job = { check: BEACON_CHECK, host: beaconHost(address), kind, config: () => config };
    const due = { at: clock.now(), dueMono: clock.mono() };
    const { status } = await runner.runOne(job, due, signal);
    signal.throwIfAborted();
    // A slow answer, or one that lost a packet, is an answer.
    return status === 'ok' || status === 'warning';
  };

  return {
    async addresses() {
      const { beacons } = settings.get().isolation;
      if (beacons.length > 0) return beacons;
      const found = await gateway();
      return found === null ? [] : [found];
    },
    async ask(addresses, signal) {
      const answered = await Promise.all(addresses.map((address) => answers(address, signal)));
      return addresses.filter((_, index) => answered[index]);
    },
    isOwn({ address }) {
      if (LOOPBACK.test(address)) return true;
      if (clock.mono() - ownReadAt > OWN_ADDRESSES_MS) {
        ownReadAt = clock.mono();
        own = new Set(Object.values(networkInterfaces()).flatMap((links = []) => links.map((link) => link.address)));
      }
      return own.has(address);
    },
  };
}

/** A check and a host that exist only for asking. */
const BEACON_CHECK: Check = {
  ...checkInput.parse({ hostId: 'beacon', name: 'beacon', kind: 'ping', policy: { timeoutMs: 4_000 } }),
  id: 'beacon' as CheckId,
};
const beaconHost = (address: string): Host => ({
  ...hostInput.parse({ name: 'beacon', address }),
  name: address,
  id: 'beacon' as HostId,
});
