// A person does it: instructions, and a checklist whose ticks are stamped with who and when.
import { z } from 'zod';
import { invalid } from '../lib/refusal.ts';
import { prose } from './fields.ts';
import { defineStep } from './step.ts';
import { proseAt, reading } from './texts.ts';

const item = z
  .union([
    prose('Item', 'What is to be done; it must be ticked.', 1_000),
    z.strictObject({
      text: prose('Item', 'What is to be done.', 1_000),
      required: z
        .boolean()
        .default(true)
        .meta({ title: 'Required', description: 'Whether it must be ticked before the run goes on.' }),
    }),
  ])
  .meta({ title: 'Item', description: 'A thing to tick off; required unless it says otherwise.' });

const body = z.strictObject({
  text: prose('Text', 'Instructions, Markdown.').optional(),
  checklist: z
    .array(item)
    .max(100)
    .default([])
    .meta({ title: 'Checklist', description: 'Things to tick off; each tick is stamped with who and when.' }),
});
type Body = z.output<typeof body>;

const itemsOf = ({ checklist }: Body) =>
  checklist.map((one) => (typeof one === 'string' ? { text: one, required: true } : one));

export const manualStep = defineStep({
  kind: 'manual',
  title: 'By hand',
  about: 'A person does it and says so: instructions and a checklist.',
  body,
  mode: 'person',
  mayChange: false,
  texts: (given) => [
    ...proseAt({ text: given.text }),
    ...given.checklist.map((one, index) =>
      typeof one === 'string'
        ? { path: ['checklist', index], text: one, use: 'prose' as const }
        : { path: ['checklist', index, 'text'], text: one.text, use: 'prose' as const },
    ),
  ],
  jumps: () => [],
  does(given) {
    const items = given.checklist.length;
    return items === 0 ? 'by hand' : `by hand, ${items} ${items === 1 ? 'thing' : 'things'} to tick off`;
  },
  face(given, view, ticks) {
    const { read, unknown } = reading(view);
    const text = given.text === undefined ? '' : read(given.text);
    const checklist = itemsOf(given).map(({ text: one, required }, index) => ({
      text: read(one),
      required,
      done: ticks[index] ?? null,
    }));
    return { text, checklist, unknown: unknown() };
  },
  answer(given, _form, _view, ticks) {
    const items = itemsOf(given);
    const open = items.flatMap(({ required }, index) => (required && !ticks[index] ? [index + 1] : []));
    if (open.length > 0) {
      const which = open.length === 1 ? `item ${open[0]} is` : `items ${open.join(', ')} are`;
      throw invalid([{ path: 'checklist', message: `${which} not ticked yet` }]);
    }
    const ticked = items.filter((_, index) => ticks[index]).length;
    return { result: items.length === 0 ? 'done' : `${ticked} of ${items.length} ticked`, outputs: {}, goTo: null };
  },
});
