// How the problems of an escalation stand now: gone, in somebody's hands, held back, or open and nobody's.
import type { Host } from '../../contract/model/host.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { Standing } from '../core/escalation-steps.ts';
import type { Holder } from '../core/suppression.ts';
import type { Store } from '../store/open.ts';
import type { Maintenance } from './maintenance.ts';
import type { Mutes } from './mutes.ts';
import type { World } from './world.ts';

export interface StandingSources {
  readonly world: World;
  readonly store: Pick<Store, 'watch'>;
  readonly maintenance: Pick<Maintenance, 'holderOf'>;
  readonly mutes: Pick<Mutes, 'holderOf'>;
  /** The monitor has lost its own network, as far as this host goes. */
  readonly isolated: (host: Host) => Holder | null;
}

/** After nobody watched for a while a problem must be seen anew before anybody is woken for it; but not for ever, ms. */
const AFRESH_WITHIN_MS = 120_000;

/** Asked at `now`, epoch ms; the world is gone through once however many escalations there are. */
export function standingsAt(sources: StandingSources, now: number) {
  const byId = new Map<string, Problem>();
  for (const problem of sources.world.problems.values()) byId.set(problem.id, problem);
  const seenSince = lastGapEnd(sources, now);
  return {
    /** Open problems of these, in their order. */
    problems: (ids: readonly string[]): readonly Problem[] => ids.flatMap((id) => byId.get(id) ?? []),
    of: (ids: readonly string[]): readonly Standing[] =>
      ids.map((id) => {
        const problem = byId.get(id);
        return problem ? standing(sources, problem, now, seenSince) : { is: 'gone' };
      }),
  };
}

function standing(sources: StandingSources, problem: Problem, now: number, seenSince: number): Standing {
  const { hostId, checkId, ack, held } = problem;
  if (ack && (ack.expiresAt === null || ack.expiresAt > now)) {
    return { is: 'acknowledged', by: ack.by, until: ack.expiresAt };
  }
  // A problem that was told already has no news to hold back: what covers it now is asked for itself.
  const host = sources.world.hosts.get(hostId);
  const isolated = host ? sources.isolated(host) : null;
  if (isolated) return { is: 'held', by: `the monitor is isolated: ${isolated.by}` };
  const maintenance = sources.maintenance.holderOf(hostId, checkId, now);
  if (maintenance) return { is: 'held', by: `maintenance: ${maintenance.by}` };
  const mute = sources.mutes.holderOf(hostId, checkId, now);
  if (mute) return { is: 'held', by: `muted by ${mute.by}` };
  if (held) return { is: 'held', by: held.by ? `${held.reason}: ${held.by}` : held.reason };
  const resultAt = sources.world.memory.get(checkId)?.resultAt ?? 0;
  return resultAt < seenSince
    ? { is: 'held', by: 'nobody watched for a while: its check runs afresh first' }
    : { is: 'open' };
}

/** When watching began anew, epoch ms; 0 when it goes on undisturbed for a while. */
function lastGapEnd({ store }: StandingSources, now: number): number {
  const ends = store.watch.list(now - AFRESH_WITHIN_MS, now + 1).flatMap(({ to }) => to ?? []);
  return Math.max(0, ...ends.filter((end) => end > now - AFRESH_WITHIN_MS));
}
