// Carries out what step kinds ask for: commands here (without a shell) and over SSH, checks, messages. What comes back is
// evidence: bounded, hashed whole, secrets masked before anything else sees it.
import type { CheckId, HostId, IncidentId, ProblemId } from '../../../contract/model/ids.ts';
import type { CommandShown, RunTarget } from '../../../contract/model/run.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KnownHosts } from '../../lib/known-hosts.ts';
import { createSshPool } from '../../lib/ssh-pool.ts';
import type { ExecRequest, ProbeRequest, WorkContext, WorkEnd } from '../../steps/step.ts';
import type { Channels } from '../channels.ts';
import type { Escalations } from '../escalation.ts';
import type { Jobs } from '../jobs.ts';
import type { Notifying } from '../notifying.ts';
import type { OnCall } from '../on-call.ts';
import type { Runner } from '../runner.ts';
import type { Secrets } from '../secrets.ts';
import type { EngineSettings } from '../settings.ts';
import type { World } from '../world.ts';
import { execute, maskedShown } from './executor-execute.ts';
import { hostNamed, targetsNamed } from './executor-names.ts';
import { probeNow } from './executor-probe.ts';
import { reachedBy, tellPeople } from './executor-tell.ts';
import { createMasker } from './masking.ts';

/** Which run it is for: messages name it, `rerun: problem` needs it. */
export interface RunFacts {
  readonly runId: string;
  readonly title: string;
  readonly operator: string;
  readonly problemId: ProblemId | null;
  readonly incidentId: IncidentId | null;
  /** The check of the problem as the run has kept it: once the problem is over, the world no longer says. */
  readonly checkId?: CheckId | null;
}

export interface Executor {
  /** Inventory names (or ids) to targets, with the log-in that settings, or the host's own SSH checks, give. */
  targetsOf(on: string | readonly string[]): {
    readonly targets: readonly RunTarget[];
    readonly missing: readonly string[];
  };
  /** Whom a name reaches: 'on-call', a person, a rota, a channel, 'everybody'. */
  reach(to: string): readonly string[];
  execute(
    request: ExecRequest,
    means: {
      readonly signal: AbortSignal;
      /** As it comes, secrets masked, text only. */
      readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
      /** The host key is known: before the command begins. */
      readonly onHostKey: (fingerprint: string) => void;
    },
  ): Promise<Omit<WorkEnd, 'outputs'>>;
  probe(request: ProbeRequest, run: RunFacts, signal: AbortSignal): ReturnType<WorkContext['probe']>;
  tell(message: Parameters<WorkContext['tell']>[0], run: RunFacts): Promise<readonly string[]>;
  /** Hosts by name or id. */
  hostIdOf(name: string): HostId | null;
  /** A command as it may be written down where it could hold one of these credentials' secrets by its very text. */
  masked(shown: CommandShown, secrets: readonly string[]): Promise<CommandShown>;
  /** Closes the connections of the runs. What still runs over them is lost: stop it first. */
  close(): Promise<void>;
}

export interface ExecutorOptions {
  readonly clock: Clock;
  readonly world: World;
  readonly settings: Pick<EngineSettings, 'get'>;
  readonly secrets: Secrets;
  readonly knownHosts: KnownHosts;
  readonly runner: Runner;
  readonly jobs: Jobs;
  readonly channels: Channels;
  readonly onCall: OnCall;
  readonly notifying: Notifying;
  readonly escalations: Escalations;
  /** For tests of hosts that vanish. */
  readonly keepaliveMs?: number;
}

/** How often a silent host is asked whether it is still there; three times in vain, and it has vanished. */
const KEEPALIVE_MS = 5_000;

export function createExecutor(options: ExecutorOptions): Executor {
  const { clock, world, secrets } = options;
  const pool = createSshPool({ clock, keepaliveMs: options.keepaliveMs ?? KEEPALIVE_MS });
  return {
    targetsOf: (on) => targetsNamed(on, options),
    reach: (to) => reachedBy(to, options),
    execute: (request, means) => execute({ ...options, pool }, request, means),
    probe: (request, run, signal) => probeNow(request, run, signal, options),
    tell: (message, run) => tellPeople(message, run, options),
    hostIdOf: (name) => hostNamed(world, name)?.id ?? null,
    async masked(shown, names) {
      const open = await secrets.open(Object.fromEntries(names.map((name) => [name, { $credential: name }])));
      return maskedShown(shown, createMasker(names.map((name) => String(open[name]))));
    },
    close: () => pool.close(),
  };
}
