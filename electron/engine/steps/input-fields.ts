// How a runbook asks for a value: `inputs` at its top and the body of an `input` step, in the same words.
import { z } from 'zod';
import { INPUT_TYPES, type InputSpec, type RunValue } from '../../contract/model/runbook.ts';
import { checkInput, wholePattern } from '../core/run-inputs.ts';
import { line, prose } from './fields.ts';

const choice = z
  .union([z.string().min(1).max(200), z.number().transform(String), z.boolean().transform(String)])
  .meta({ description: 'One of the values that may be chosen.' });

/** One input as it stands in the file. */
export const inputField = z
  .strictObject({
    type: z.enum(INPUT_TYPES).default('string').meta({
      title: 'Type',
      description:
        'string, integer, number, boolean, choice (one of `choices`), host or hosts (names in the inventory), secret (the NAME of a credential).',
    }),
    label: line('Label', 'What the form calls it; by default its name.', 128).optional(),
    about: prose('About', 'A hint under the field.', 1_000).optional(),
    from: z
      .literal('problem')
      .optional()
      .meta({ title: 'From', description: 'problem: taken from the problem the run was started from.' }),
    required: z
      .boolean()
      .default(true)
      .meta({ title: 'Required', description: 'Whether it must be filled in; true unless said otherwise.' }),
    default: z
      .union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(253)).max(1_000)])
      .optional()
      .meta({ title: 'Default', description: 'What it is unless somebody enters something else.' }),
    pattern: z
      .string()
      .min(1)
      .max(1_000)
      .refine(isPattern, 'must be a regular expression')
      .optional()
      .meta({ title: 'Pattern', description: 'Regular expression that must fit the whole value.' }),
    min: z.number().optional().meta({ title: 'Least', description: 'Of a number; of a text its shortest length.' }),
    max: z.number().optional().meta({ title: 'Most', description: 'Of a number; of a text its greatest length.' }),
    choices: z
      .array(choice)
      .min(1, 'name at least one choice')
      .max(200)
      .optional()
      .meta({ title: 'Choices', description: 'What may be chosen.' }),
    multiline: z
      .boolean()
      .default(false)
      .meta({ title: 'Several lines', description: 'Line breaks are refused unless this is true.' }),
    allowDash: z.boolean().default(false).meta({
      title: 'Leading dash',
      description:
        'A value that begins with "-" is refused unless this is true: a command could take it for an option.',
    }),
  })
  .superRefine((field, context) => {
    const say = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (field.type === 'choice' && !field.choices) say('choices', 'must be named: it is a choice');
    if (field.pattern !== undefined && field.type !== 'string') say('pattern', 'fits texts only: type must be string');
    if (field.multiline && field.type !== 'string') say('multiline', 'is for texts only: type must be string');
    if (field.min !== undefined && field.max !== undefined && field.min > field.max) say('min', 'is greater than max');
    const fault = defaultFault(field);
    if (fault) say('default', fault);
  })
  .meta({ title: 'Input', description: 'One value that a person gives, checked whole before it is used.' });
export type InputField = z.output<typeof inputField>;

export const INPUT_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/** The inputs of a runbook, or the form of an `input` step: by name, in their order. */
export const inputFields = z
  .record(z.string().regex(INPUT_NAME, 'must be a name: letters, digits, - and _, beginning with a letter'), inputField)
  .refine((fields) => Object.keys(fields).length <= 64, 'at most 64')
  .meta({ title: 'Inputs', description: 'What a person is asked for, by name.' });

/** As the engine and the screens know them. */
export const inputSpecs = (fields: Readonly<Record<string, InputField>>): readonly InputSpec[] =>
  Object.entries(fields).map(([name, field]) => inputSpec(name, field));

export function inputSpec(name: string, field: InputField): InputSpec {
  return {
    name,
    type: field.type,
    label: field.label ?? name,
    about: field.about ?? '',
    from: field.from ?? null,
    required: field.required,
    default: field.default ?? null,
    pattern: field.pattern ?? null,
    min: field.min ?? null,
    max: field.max ?? null,
    choices: field.choices ?? [],
    multiline: field.multiline,
    allowDash: field.allowDash,
  };
}

function isPattern(source: string): boolean {
  try {
    return wholePattern(source) instanceof RegExp;
  } catch {
    return false;
  }
}

/** A default that its own rules would refuse; null: fine. One with `${…}` is looked at when it is filled in. */
function defaultFault(field: InputField): string | null {
  const value: RunValue | undefined = field.default;
  if (value === undefined || (typeof value === 'string' && value.includes('${'))) return null;
  if (field.pattern !== undefined && !isPattern(field.pattern)) return null;
  const checked = checkInput({ ...inputSpec('default', field), required: false }, value);
  return 'message' in checked ? checked.message : null;
}
