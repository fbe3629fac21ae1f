// A question whose options branch. `form` of an answer: { option: its place from 0 }; the last one is "none of these".
import { z } from 'zod';
import { invalid } from '../lib/refusal.ts';
import { line, prose, stepId } from './fields.ts';
import { defineStep, type StepView, type TextPlace } from './step.ts';
import { reading } from './texts.ts';

const option = z.strictObject({
  label: line('Label', 'What the operator picks.', 200),
  about: prose('About', 'How one tells that it fits.', 1_000).optional(),
  goto: stepId('Go to', 'Step it leads to; left out: the next one.').optional(),
});

const body = z.strictObject({
  question: prose('Question', 'What is asked.', 2_000),
  options: z
    .array(option)
    .min(1, 'name at least one option')
    .max(20)
    .meta({ title: 'Options', description: 'What may be answered, and where it leads.' }),
  default: stepId(
    'Default',
    'Step for "none of these, or I do not know": mandatory, nobody may be stuck at a question.',
  ),
});

const NONE = 'None of these, or I do not know';

/** Where an option without `goto` leads. */
const onward = (goto: string | undefined, view: StepView): string =>
  goto === undefined ? 'the next step' : goto === 'end' ? 'the end' : view.titleOf(goto);

export const askStep = defineStep({
  kind: 'ask',
  title: 'Question',
  about: 'Asks a person; the answer says where the run goes.',
  body,
  mode: 'person',
  mayChange: false,
  texts: ({ question, options }) => [
    { path: ['question'], text: question, use: 'prose' },
    ...options.flatMap(({ label, about }, index): TextPlace[] => [
      { path: ['options', index, 'label'], text: label, use: 'prose' },
      ...(about === undefined ? [] : [{ path: ['options', index, 'about'], text: about, use: 'prose' as const }]),
    ]),
  ],
  jumps: ({ options, default: preset }) => [
    ...options.flatMap(({ goto }, index) =>
      goto === undefined ? [] : [{ path: ['options', index, 'goto'], step: goto }],
    ),
    { path: ['default'], step: preset },
  ],
  onlyJumps: ({ options }) => options.every(({ goto }) => goto !== undefined),
  outputNames: () => ['answer'],
  does: ({ options }) => `asks: ${options.map(({ label }) => label).join(' / ')}`,
  face({ question, options, default: preset }, view) {
    const { read, unknown } = reading(view);
    const asked = read(question);
    const shown = options.map(({ label, about, goto }) => ({
      label: read(label),
      about: about === undefined ? '' : read(about),
      leadsTo: onward(goto, view),
    }));
    const none = { label: NONE, about: '', leadsTo: onward(preset, view) };
    return { question: asked, options: [...shown, none], defaultOption: options.length, unknown: unknown() };
  },
  answer({ options, default: preset }, form, view) {
    const picked = form.option;
    if (picked === options.length) return { result: `answered "${NONE}"`, outputs: { answer: '' }, goTo: preset };
    const one = typeof picked === 'number' && Number.isInteger(picked) ? options[picked] : undefined;
    if (!one) throw invalid([{ path: 'form.option', message: 'pick one of the answers' }]);
    const answer = reading(view).read(one.label);
    return { result: `answered "${answer}"`, outputs: { answer }, goTo: one.goto ?? null };
  },
});
