// The journal's words for escalations.
import type { JsonObject } from '../../contract/model/check.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { Step } from '../core/escalation-steps.ts';
import { cleanLine } from '../lib/text.ts';
import type { Reached } from './on-call-targets.ts';
import type { World } from './world.ts';

export const ENGINE: Actor = { type: 'engine' };

/** Ids of problems named in one entry. */
const MOST_IDS = 100;

export interface Said {
  readonly at: number;
  readonly actor: Actor;
  readonly text: string;
  readonly data?: JsonObject;
}

/** An entry about an escalation; it stands in the history of the host of its first problem that is still open. */
export function escalationEntry(
  world: World,
  row: {
    readonly id: string;
    readonly title: string;
    readonly problemIds: readonly string[];
    readonly policyId: string;
  },
  said: Said,
): EntryDraft {
  const problem = firstOpen(world, row.problemIds);
  return {
    kind: 'escalation',
    occurredAt: said.at,
    actor: said.actor,
    ...(problem ? { hostId: problem.hostId, checkId: problem.checkId, problemId: problem.id } : {}),
    text: `Escalation of "${cleanLine(row.title, 120)}" ${said.text}`,
    data: {
      escalationId: row.id,
      policyId: row.policyId,
      problemIds: row.problemIds.slice(0, MOST_IDS),
      problems: row.problemIds.length,
      ...said.data,
    },
  };
}

/** 'step 2 of 6: told Ada (rota "Network"); nobody: rota "Night" has a gap'. */
export function stepWords(step: Pick<Step, 'number' | 'of'>, reached: readonly Reached[]): string {
  return `step ${step.number} of ${step.of}: ${reachedWords(reached)}`;
}

export function reachedWords(reached: readonly Reached[]): string {
  const told = reached.filter(({ channelIds }) => channelIds.length > 0).map(({ who }) => who);
  const missed = reached.filter(({ channelIds }) => channelIds.length === 0).map(({ who }) => who);
  return [told.length > 0 ? `told ${told.join(', ')}` : 'reached nobody', ...missed].join('; ');
}

function firstOpen(world: World, ids: readonly string[]): Problem | undefined {
  const wanted = new Set(ids);
  for (const problem of world.problems.values()) if (wanted.has(problem.id)) return problem;
  return undefined;
}
