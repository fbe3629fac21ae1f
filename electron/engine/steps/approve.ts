// Somebody else signs. What a signature binds (the runbook's hash, the step, its commands and targets) and who may not sign
// belong to the run engine; here stands only what the file says of it.
import { z } from 'zod';
import { duration, line, ms, prose, stepId } from './fields.ts';
import { defineStep } from './step.ts';
import { proseAt, reading } from './texts.ts';

const body = z.strictObject({
  question: prose('Question', 'What is asked of the one who signs.', 2_000).optional(),
  for: stepId('For', 'Step it is for; left out: the next one that changes something.').optional(),
  from: z
    .array(line('Name', 'Who may sign.', 128))
    .max(32)
    .default([])
    .meta({ title: 'From', description: 'Who may sign; nobody named: anybody but who asked and who carries it out.' }),
  within: duration('Within', 'How long it may take; after that it is refused. 30m unless said otherwise.').default(
    '30m',
  ),
});

export const approveStep = defineStep({
  kind: 'approve',
  title: 'Signature',
  about: 'Somebody else signs, with a reason; bound to exactly what will run, and void at any change of it.',
  body,
  mode: 'approval',
  mayChange: false,
  texts: ({ question }) => proseAt({ question }),
  jumps: () => [],
  does: ({ from, for: step }) =>
    `${from.length > 0 ? from.join(' or ') : 'somebody else'} signs${step === undefined ? '' : ` for ${step}`}`,
  face({ question, for: step }, view) {
    const { read, unknown } = reading(view);
    const asked =
      question === undefined ? `May this be carried out${step ? `: ${view.titleOf(step)}` : ''}?` : question;
    return { question: read(asked), unknown: unknown() };
  },
  approval: ({ for: step, from, within }) => ({ for: step ?? null, from, withinMs: ms(within) }),
});
