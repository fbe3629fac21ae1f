// Tells people something. `form` of going on: { to, title, text }, as the operator changed them.
import { z } from 'zod';
import { line, listOf, prose } from './fields.ts';
import { messageFace, messageTasks, recipients, sendMessage } from './message.ts';
import { defineStep } from './step.ts';
import { proseAt } from './texts.ts';

const body = z.strictObject({
  to: recipients,
  title: line('Title', 'Title of the message; left out: that of the step.').optional(),
  text: prose('Text', 'What it says; the operator sees it and may change it.'),
});
type Body = z.output<typeof body>;

const draftOf = ({ to, title, text }: Body, stepTitle: string) => ({ to, title: title ?? stepTitle, text });

export const notifyStep = defineStep({
  kind: 'notify',
  title: 'Message',
  about: 'Tells people; who will be told and the text are shown and can be changed.',
  body,
  mode: 'work',
  mayChange: false,
  texts: ({ title, text }) => proseAt({ title, text }),
  jumps: () => [],
  does: ({ to }) => `tells ${listOf(to).join(', ')}`,
  face: (given, view) => messageFace(draftOf(given, view.step.title), view),
  tasks: (given, view) => messageTasks(draftOf(given, view.step.title), view),
  work: (given, _task, context) => sendMessage(draftOf(given, context.view.step.title), context, false),
});
