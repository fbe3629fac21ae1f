// Hands over to somebody who is to take it, with the facts: the problem or incident goes along. `form` as that of notify.
import { z } from 'zod';
import { listOf, prose } from './fields.ts';
import { messageFace, messageTasks, recipients, sendMessage } from './message.ts';
import { defineStep, type StepView } from './step.ts';
import { proseAt } from './texts.ts';

const body = z.strictObject({
  to: recipients,
  text: prose('Text', 'A word to the one who takes it; the facts go along by themselves.').optional(),
});
type Body = z.output<typeof body>;

function draftOf({ to, text }: Body, { step, problem, scope }: StepView) {
  const about = problem
    ? `${problem.host} ${problem.check}: ${problem.status}, ${problem.summary}`
    : scope.incident
      ? `${scope.incident.number} ${scope.incident.title}`
      : '';
  const asked = `${scope.run.operator} asks you to take over from runbook "${scope.run.runbook}".`;
  return { to, title: step.title, text: text ?? [asked, about].filter((part) => part !== '').join('\n') };
}

export const escalateStep = defineStep({
  kind: 'escalate',
  title: 'Hand over',
  about: 'Escalates: tells whoever is to take it, with the context of the problem or incident.',
  body,
  mode: 'work',
  mayChange: false,
  texts: ({ text }) => proseAt({ text }),
  jumps: () => [],
  does: ({ to }) => `hands over to ${listOf(to).join(', ')}`,
  face: (given, view) => messageFace(draftOf(given, view), view),
  tasks: (given, view) => messageTasks(draftOf(given, view), view),
  work: (given, _task, context) => sendMessage(draftOf(given, context.view), context, true),
});
