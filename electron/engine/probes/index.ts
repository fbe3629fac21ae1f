// The registry of probe kinds: one line each.
import { http } from './http.ts';
import { ping } from './ping.ts';
import type { ProbeKind } from './probe.ts';
import { ssh } from './ssh.ts';
import { system } from './system.ts';
import { tcp } from './tcp.ts';

export const probeKinds: readonly ProbeKind[] = [ping, tcp, http, ssh, system];

/** The kind of that name; undefined when this engine has none. */
export function findProbeKind(kind: string): ProbeKind | undefined {
  return probeKinds.find((candidate) => candidate.kind === kind);
}
