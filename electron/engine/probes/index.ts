// The registry of probe kinds: one line each.
import { ping } from './ping.ts';
import type { ProbeKind } from './probe.ts';

export const probeKinds: readonly ProbeKind[] = [ping];
