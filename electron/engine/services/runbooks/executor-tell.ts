// Messages of runs: to whom they go, and whether they escalate with the context of a problem.
import { randomUUID } from 'node:crypto';
import type { Notice } from '../../../contract/model/notice.ts';
import type { Target } from '../../../contract/model/on-call.ts';
import type { Clock } from '../../lib/clock.ts';
import type { WorkContext } from '../../steps/step.ts';
import type { Channels } from '../channels.ts';
import type { Escalations } from '../escalation.ts';
import type { Notifying } from '../notifying.ts';
import type { OnCall } from '../on-call.ts';
import type { World } from '../world.ts';
import type { RunFacts } from './executor.ts';
import { peopleNamed } from './executor-names.ts';

export interface TellParts {
  readonly clock: Clock;
  readonly world: World;
  readonly channels: Pick<Channels, 'list'>;
  readonly onCall: Pick<OnCall, 'world' | 'resolve'>;
  readonly notifying: Pick<Notifying, 'send'>;
  readonly escalations: Pick<Escalations, 'escalate'>;
}

/** Who is reached by a name now; empty: nobody. */
export function reachedBy(name: string, { onCall, channels, clock }: TellParts): readonly string[] {
  const reached = onCall.resolve(peopleNamed(name, onCall, channels), clock.now());
  return [...new Set(reached.filter(({ channelIds }) => channelIds.length > 0).map(({ who }) => who))];
}

/** Severity of a message where no problem gives one. */
const USUAL_SEVERITY = 3;

/** Sends a message and returns whom it is for. Rejects in words where it reaches nobody; then nothing was sent. */
export async function tellPeople(
  message: Parameters<WorkContext['tell']>[0],
  run: RunFacts,
  parts: TellParts,
): Promise<readonly string[]> {
  const { clock, world, onCall, channels, notifying, escalations } = parts;
  const targets = unique(message.to.flatMap((name) => peopleNamed(name, onCall, channels)));
  const reached = onCall.resolve(targets, clock.now());
  const told = [...new Set(reached.filter(({ channelIds }) => channelIds.length > 0).map(({ who }) => who))];
  if (told.length === 0)
    throw new Error(
      reachesNobody(
        message.to,
        reached.map(({ who }) => who),
      ),
    );
  const problem = run.problemId === null ? undefined : world.problemById(run.problemId);
  if (message.escalates && problem) {
    const actor = { type: 'operator', name: run.operator } as const;
    const note = [message.title, message.text].filter((part) => part !== '').join(': ');
    escalations.escalate({ problemIds: [problem.id], targets, note, callBack: '' }, actor);
    return told;
  }
  const notice: Notice = {
    id: randomUUID(),
    at: clock.now(),
    kind: 'escalation',
    severity: problem?.severity ?? USUAL_SEVERITY,
    conversation: run.incidentId === null ? `run ${run.runId}` : `incident ${run.incidentId}`,
    title: message.title,
    text: message.text,
    items: [],
    heldBehind: 0,
    links: [],
    routeId: null,
    ...(run.incidentId !== null && { incidentId: run.incidentId }),
  };
  notifying.send(notice, [...new Set(reached.flatMap(({ channelIds }) => channelIds))]);
  return told;
}

const unique = (targets: readonly Target[]): readonly Target[] => [
  ...new Map(targets.map((target) => [JSON.stringify(target), target])).values(),
];

function reachesNobody(to: readonly string[], why: readonly string[]): string {
  const reasons =
    why.length > 0 ? why.join('; ') : `there is no person, rota or channel ${to.map((name) => `"${name}"`).join(', ')}`;
  return `Nothing was sent, nobody is reached: ${reasons}. Name somebody else`;
}
