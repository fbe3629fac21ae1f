// The registry of probe kinds: one line each.
import { backup } from './backup.ts';
import { dns } from './dns.ts';
import { heartbeat } from './heartbeat.ts';
import { http } from './http.ts';
import { inbound } from './inbound.ts';
import { ping } from './ping.ts';
import { plugin } from './plugin.ts';
import type { ProbeKind } from './probe.ts';
import { remoteSystem } from './remote-system.ts';
import { service } from './service.ts';
import { ssh } from './ssh.ts';
import { system } from './system.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls.ts';

export const probeKinds: readonly ProbeKind[] = [
  ping,
  tcp,
  http,
  ssh,
  system,
  remoteSystem,
  service,
  backup,
  tls,
  dns,
  plugin,
  heartbeat,
  inbound,
];

/** The kind of that name; undefined when this engine has none. */
export function findProbeKind(kind: string): ProbeKind | undefined {
  return probeKinds.find((candidate) => candidate.kind === kind);
}
