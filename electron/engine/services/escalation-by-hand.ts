// "Escalate", pressed by an operator: to whom they name, or to the next step of what climbs already, now.
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../contract/model/journal.ts';
import type { Problem } from '../../contract/model/problem.ts';
import { invalid, notFound } from '../lib/refusal.ts';
import type { StoredEscalation } from '../store/escalations.ts';
import { subjectOfProblem } from './context-package.ts';
import type { EscalateInput, EscalationOptions } from './escalation.ts';
import type { Book } from './escalation-book.ts';
import { escalationEntry, reachedWords } from './escalation-entries.ts';
import { standingsAt } from './escalation-standing.ts';
import { carryOutStep, escalationNotice } from './escalation-step.ts';

/** Returns whom it told, and of whom it could not reach why. Refused where that is nobody. */
export function escalateByHand(
  options: EscalationOptions,
  book: Book,
  input: EscalateInput,
  actor: Actor,
): readonly string[] {
  const problems = standingsAt(options, options.clock.now()).problems([...new Set(input.problemIds)]);
  if (problems.length === 0) throw notFound('problem');
  const ids = new Set<string>(problems.map(({ id }) => id));
  const climbing = book.open().filter(({ problemIds }) => problemIds.some((id) => ids.has(id)));
  if (input.targets.length > 0) return toTargets(options, book, { problems, climbing, input, actor });
  const able = climbing.filter(({ nextAt }) => nextAt !== null);
  if (able.length === 0) {
    const why = climbing.length > 0 ? 'every step was carried out' : 'no policy climbs for these problems';
    throw invalid([{ path: 'targets', message: `name somebody to tell: ${why}` }]);
  }
  const { note, callBack } = input;
  return able.flatMap((row) => carryOutStep(options, book, row, { actor, note, callBack }));
}

interface ByHand {
  readonly problems: readonly Problem[];
  readonly climbing: readonly StoredEscalation[];
  readonly input: EscalateInput;
  readonly actor: Actor;
}

function toTargets(options: EscalationOptions, book: Book, by: ByHand): readonly string[] {
  const { clock, world, store, notifying, onCall } = options;
  const { problems, climbing, input, actor } = by;
  const now = clock.now();
  const reached = onCall.resolve(input.targets, now);
  const who = reached.map((one) => one.who);
  const channelIds = [...new Set(reached.flatMap((one) => one.channelIds))];
  const notice = escalationNotice(options, aboutOf(by, now));
  if (channelIds.length === 0 || !notice) {
    const message = `${who.join('; ')}. Nothing was sent; name somebody else`;
    throw invalid([{ path: 'targets', message }]);
  }
  const names = problems.slice(0, 3).map((problem) => subjectOfProblem(world, problem));
  const title = `${names.join(', ')}${problems.length > 3 ? ` and ${problems.length - 3} more` : ''}`;
  const problemIds = problems.map(({ id }) => id);
  const about = { id: notice.id, title, problemIds, policyId: climbing[0]?.policyId ?? '' };
  const { note, callBack } = input;
  const data = { byHand: true, notice: notice.id, note, callBack };
  const text = `by hand: ${reachedWords(reached)}${note && `: ${note}`}`;
  store.transaction(() => {
    notifying.send(notice, channelIds);
    store.journal.append([escalationEntry(world, about, { at: now, actor, text, data })], now);
    for (const row of climbing)
      book.keep({ ...row, told: [...row.told, ...who.map((one) => ({ at: now, who: one }))] });
  });
  return who;
}

function aboutOf({ problems, climbing, input, actor }: ByHand, at: number) {
  const takers = [...new Set(problems.map(({ ack }) => ack?.by ?? ''))];
  return {
    at,
    problems,
    step: `by ${actor.type === 'operator' ? actor.name : 'the engine'}`,
    takenBy: takers.includes('') ? '' : takers.join(', '),
    told: climbing.flatMap(({ told }) => told),
    note: input.note,
    callBack: input.callBack,
    // Where nothing climbs it is a conversation of its own.
    conversation: climbing[0]?.conversation ?? `by-hand:${randomUUID()}`,
    routeId: null,
  };
}
