// Carries out one step: who is reached now, the context package for them, and deliveries, row and journal in one transaction.
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../contract/model/journal.ts';
import type { Notice } from '../../contract/model/notice.ts';
import type { EscalationPolicy } from '../../contract/model/on-call.ts';
import type { Problem } from '../../contract/model/problem.ts';
import { dueAt, type Step, stepAfter } from '../core/escalation-steps.ts';
import type { StoredEscalation } from '../store/escalations.ts';
import { type ContextAbout, contextPackage } from './context-package.ts';
import type { EscalationOptions } from './escalation.ts';
import type { Book, Words } from './escalation-book.ts';
import { stepWords } from './escalation-entries.ts';
import { standingsAt } from './escalation-standing.ts';

export interface StepBy {
  readonly actor: Actor;
  readonly note: string;
  readonly callBack: string;
}

const MOST_TOLD = 200;
const NO_STEP_LEFT = 'has no step left: it stays on the screens until somebody takes it';
const NO_POLICY = 'tells nobody any more: its policy was removed. It stays on the screens until somebody takes it';

/** The next step, now. Returns whom it told, or why it told nobody. Throws a StorageError; then nothing was sent. */
export function carryOutStep(
  options: EscalationOptions,
  book: Book,
  row: StoredEscalation,
  by: StepBy,
): readonly string[] {
  const { clock, onCall, notifying } = options;
  const policy = onCall.policy(row.policyId as EscalationPolicy['id']);
  const step = policy && stepAfter(policy, row.step);
  if (!policy || !step) {
    book.keep({ ...row, nextAt: null, waitsFor: null }, [{ text: policy ? NO_STEP_LEFT : NO_POLICY }]);
    return [];
  }
  const now = clock.now();
  const reached = onCall.resolve(step.targets, now);
  const channelIds = [...new Set(reached.flatMap((one) => one.channelIds))];
  const told = [...row.told, ...reached.map(({ who }) => ({ at: now, who }))].slice(-MOST_TOLD);
  const nextAt = dueAt(policy, step.number, now, channelIds.length > 0);
  const notice = channelIds.length > 0 ? stepNotice(options, row, step, by) : null;
  const { note, callBack } = by;
  const data = { step: step.number, of: step.of, reached: notice !== null, notice: notice?.id ?? null, note, callBack };
  const words: Words[] = [{ text: stepWords(step, reached), actor: by.actor, data }];
  if (nextAt === null) words.push({ text: NO_STEP_LEFT });
  book.keep({ ...row, step: step.number, nextAt, told, waitsFor: null }, words, () => {
    if (notice) notifying.send(notice, channelIds);
  });
  return reached.map(({ who }) => who);
}

function stepNotice(options: EscalationOptions, row: StoredEscalation, step: Step, by: StepBy): Notice | null {
  const at = options.clock.now();
  const problems = standingsAt(options, at).problems(row.problemIds);
  return escalationNotice(options, {
    at,
    problems,
    step: `step ${step.number} of ${step.of}`,
    takenBy: row.takenBy ?? '',
    told: row.told,
    note: by.note,
    callBack: by.callBack,
    conversation: row.conversation,
    routeId: row.routeId,
  });
}

/** The context package as a message; null when nothing of it is left. */
export function escalationNotice(
  options: EscalationOptions,
  { conversation, routeId, ...about }: ContextAbout & Pick<Notice, 'conversation' | 'routeId'>,
): Notice | null {
  if (about.problems.length === 0) return null;
  const { at, problems } = about;
  const severity = worst(problems);
  return {
    id: randomUUID(),
    at,
    kind: 'escalation',
    severity,
    conversation,
    ...contextPackage(options, about),
    routeId,
  };
}

const worst = (problems: readonly Problem[]): Problem['severity'] =>
  problems.reduce<Problem['severity']>((found, { severity }) => (severity < found ? severity : found), 4);
