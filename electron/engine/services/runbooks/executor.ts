// Carries out what step kinds ask for: commands here (without a shell) and over SSH, checks, messages. What comes back is
// evidence: bounded, hashed whole, secrets masked before anything else sees it.
import type { HostId, IncidentId, ProblemId } from '../../../contract/model/ids.ts';
import type { RunTarget } from '../../../contract/model/run.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KnownHosts } from '../../lib/known-hosts.ts';
import type { ExecRequest, ProbeRequest, WorkContext, WorkEnd } from '../../steps/step.ts';
import type { Channels } from '../channels.ts';
import type { Escalations } from '../escalation.ts';
import type { Jobs } from '../jobs.ts';
import type { Notifying } from '../notifying.ts';
import type { OnCall } from '../on-call.ts';
import type { Runner } from '../runner.ts';
import type { Secrets } from '../secrets.ts';
import type { EngineSettings } from '../settings.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';

/** Which run it is for: messages name it, `rerun: problem` needs it. */
export interface RunFacts {
  readonly runId: string;
  readonly title: string;
  readonly operator: string;
  readonly problemId: ProblemId | null;
  readonly incidentId: IncidentId | null;
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
}

export function createExecutor(_options: ExecutorOptions): Executor {
  return unwritten<Executor>('executor');
}
