// What every step has, whatever its kind; the body of each kind is put in from the registry under the kind's own key.
import { z } from 'zod';
import { CONFIRMS, RISKS } from '../../contract/model/runbook-words.ts';
import { stepKinds } from '../steps/index.ts';
import { kebabId, line, pattern, prose } from './fields.ts';

export const MAX_STEPS = 200;
const ON_FAILURE = ['stop', 'ask', 'continue', 'rollback'];

const exitCode = z.number().int('must be a whole number').min(0, 'must be 0 to 255').max(255, 'must be 0 to 255');

const success = z
  .strictObject({
    exit: z.array(exitCode).min(1, 'must name at least one').max(32).optional().meta({
      description: 'Exit codes that are fine; [0] unless said otherwise.',
    }),
    stdoutMatches: pattern('Standard output must match this regular expression.').optional(),
    stdoutNotMatches: pattern('Standard output must not match this regular expression.').optional(),
    stderrMatches: pattern('Standard error must match this regular expression.').optional(),
    stderrNotMatches: pattern('Standard error must not match this regular expression.').optional(),
  })
  .meta({ description: 'What counts as success; exit status 0 unless said otherwise.' });

const output = z
  .strictObject({
    from: z
      .enum(['stdout', 'stderr', 'exit'])
      .default('stdout')
      .meta({ description: 'Where the value is taken from.' }),
    regex: pattern('Its first group is the value, or the whole match; left out: the whole output, trimmed.').optional(),
    type: z
      .enum(['string', 'integer', 'number', 'boolean'])
      .default('string')
      .meta({ description: 'What the value is; one that is not fails the step.' }),
  })
  .meta({ description: 'A value taken from what the step printed: outputs.<step>.<name>.' });

const OUTPUT_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
const outputs = z
  .record(z.string().regex(OUTPUT_NAME, 'must be a name: letters, digits, _ and -, beginning with a letter'), output)
  .meta({ description: 'Values for later steps, by name.' });

const onFailure = z
  .string()
  .refine((text) => ON_FAILURE.includes(text) || /^goto:\S+$/.test(text), {
    message: `must be ${ON_FAILURE.join(', ')} or goto:<id of a step>`,
    params: { rule: 'wrong-value' },
  })
  .meta({
    description:
      'stop (the default) ends the run; ask lets the operator decide; goto:<id> goes there, the step stays failed.',
    pattern: '^(stop|ask|continue|rollback|goto:[a-z0-9-]+)$',
  });

/** An id of a step that is named; that it exists is the linter's. */
const stepName = (description: string) => line(description, 64);

export const commonKeys = {
  id: kebabId('Name of the step in this runbook: lower-case words with hyphens.', 'letter'),
  title: line('One line: what the operator reads first.'),
  about: prose('Markdown under the title.').default(''),
  risk: z.enum(RISKS).optional().meta({ description: 'What it does to a host. A run step must say it.' }),
  confirm: z
    .enum(CONFIRMS)
    .optional()
    .meta({ description: 'What it takes to start it; by default what the risk asks for: none, click, type-target.' }),
  idempotent: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether doing it twice does no harm: then one key repeats it.' }),
  verify: stepName('Id of the step that proves it worked; whatever changes a host has one.').optional(),
  rollback: stepName('Id of the step that takes it back, or none: said outright.').optional(),
  onFailure: onFailure.default('stop'),
  success: success.optional(),
  outputs: outputs.default({}),
  when: z
    .string()
    .min(1, 'must not be empty: leave the key out')
    .max(2_000, 'must be at most 2,000 characters')
    .optional()
    .meta({ description: 'Only then it is done: outputs.usage.used >= 90 and inputs.env in ["prod", "test"].' }),
  auto: z.boolean().default(false).meta({ description: 'Goes through without a key; read-only steps only.' }),
  optional: z.boolean().default(false).meta({ description: 'May be left out without a reason.' }),
  aside: z
    .boolean()
    .optional()
    .meta({ description: 'Reached only by a jump. Targets of jumps are, unless this says false.' }),
  // biome-ignore lint/suspicious/noThenProperty: it is the word of the grammar; the object is a shape, nobody awaits it.
  then: stepName('Where the run goes after it: id of a step, or end.').optional(),
  maxVisits: z
    .number()
    .int('must be a whole number')
    .min(1, 'must be 1 to 100')
    .max(100, 'must be 1 to 100')
    .default(1)
    .meta({ description: 'How often it may be entered in one run; a step that is jumped back to needs more than 1.' }),
};

const bodies = Object.fromEntries(
  stepKinds.map((kind) => [kind.kind, kind.body.optional().meta({ title: kind.title, description: kind.about })]),
);

/** Exactly one of the kinds' keys must be there; `readSteps` sees to that, with its place. */
export const stepSchema = z.strictObject({ ...bodies, ...commonKeys });

/** What the schema makes of a step; its body stands under the key of its kind. */
export type ParsedStep = z.output<z.ZodObject<typeof commonKeys>> & Readonly<Record<string, unknown>>;
