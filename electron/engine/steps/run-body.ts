// What a `run` step may say: a command as its arguments, or a script with arguments; where, as whom, for how long.
import { z } from 'zod';
import { duration, listOf, ms, valueText } from './fields.ts';
import type { TextPlace } from './step.ts';
import { codeFault } from './value-in-code.ts';

const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const argument = valueText('Argument', `One argument, as it stands; \${…} in it stays inside it.`);

const batchSize = z
  .union([z.int().min(1).max(10_000), z.string().regex(/^(?:[1-9]\d?|100)%$/, 'must be a number or a share: 20%')])
  .meta({ title: 'Size', description: 'So many hosts, or a share of all of them: 20%.' });

const fields = {
  on: z
    .union([
      valueText('On', 'A host.', 1_000),
      z
        .array(valueText('On', 'A host.', 1_000))
        .min(1)
        .max(1_000),
    ])
    .optional()
    .meta({
      title: 'On',
      description: `Name of a host, a list, or \${inputs.…}; left out or 'local': the machine of the monitor.`,
    }),
  argv: z
    .array(argument)
    .min(1, 'must name a program')
    .max(1_000)
    .optional()
    .meta({ title: 'Arguments', description: 'The program and its arguments; no shell reads them.' }),
  script: z
    .string()
    .min(1)
    .max(200_000)
    .regex(/^[^\0]*$/, 'must not hold a NUL character')
    .optional()
    .meta({
      title: 'Script',
      description: `For sh, over standard input. No \${…} of ours in it, ever: values arrive as "$1", "$2" … (args) or by env.`,
    }),
  args: z
    .array(argument)
    .max(1_000)
    .optional()
    .meta({ title: 'Script arguments', description: 'What the script finds as "$1", "$2" …' }),
  env: z
    .record(
      z.string().regex(ENV_NAME, 'must be the name of a variable'),
      z.union([valueText('Value', 'Of the variable.'), z.number().transform(String), z.boolean().transform(String)]),
    )
    .optional()
    .meta({ title: 'Environment', description: 'Variables it finds in its environment.' }),
  secrets: z
    .record(
      z.string().regex(ENV_NAME, 'must be the name of a variable'),
      valueText('Credential', `Name of a credential, or \${inputs.…} of type secret.`, 200).min(1),
    )
    .optional()
    .meta({
      title: 'Secrets',
      description:
        'Variables that hold secrets, each with the name of its credential. They are masked wherever they come out.',
    }),
  as: z
    .string()
    .regex(/^[^\s:@$-][^\s:@$]{0,63}$/, 'must be a user name without spaces')
    .optional()
    .meta({ title: 'As', description: 'Who logs in; left out: as the settings, or the SSH checks of the host, say.' }),
  timeout: duration(
    'Timeout',
    'After it the whole process group is ended; 60s unless said otherwise.',
    86_400_000,
  ).optional(),
  batch: z.array(batchSize).min(1).max(20).optional().meta({
    title: 'Batches',
    description:
      "How many hosts at once, batch by batch: [1, 5, '20%']; the last one is repeated. Left out: all at once.",
  }),
  maxFailed: z
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .meta({ title: 'Failures', description: 'So many hosts may fail before no further batch begins.' }),
};

export const runBody = z
  .strictObject(fields)
  .superRefine((given, context) => {
    const say = (path: readonly (string | number)[], message: string): void => {
      context.addIssue({ code: 'custom', path: [...path], message });
    };
    if (given.argv === undefined && given.script === undefined) say([], 'must have argv or script');
    if (given.argv !== undefined && given.script !== undefined) say(['script'], 'does not go together with argv');
    if (given.script === undefined && given.args !== undefined)
      say(['args'], 'belong to a script; of a command they are part of argv');
    if (given.argv?.[0]?.includes('${') === true)
      say(['argv', 0], 'must be a program as it stands: a value is never run');
    if (given.argv?.[0] === '' || given.argv?.[0]?.startsWith('-')) say(['argv', 0], 'must be a program');
    const inCode = given.argv === undefined ? null : codeFault(given.argv);
    if (inCode) say(['argv', inCode.index], inCode.message);
    for (const name of Object.keys(given.secrets ?? {})) {
      if (Object.hasOwn(given.env ?? {}, name)) say(['secrets', name], 'stands in env too');
    }
    if (isLocal(given.on) && given.as !== undefined)
      say(['as'], 'is for other hosts: on this machine it is the user of the monitor');
  })
  .meta({ title: 'Run', description: 'A command or a script, on this machine or over SSH on one or several hosts.' });
export type RunBody = z.output<typeof runBody>;

export const DEFAULT_TIMEOUT_MS = 60_000;
export const LOCAL = 'local';

/** Whether it stays on the machine of the monitor. */
export const isLocal = (on: RunBody['on']): boolean => on === undefined || on === LOCAL;
export const timeoutOf = ({ timeout }: RunBody): number => (timeout === undefined ? DEFAULT_TIMEOUT_MS : ms(timeout));

export function runTexts(given: RunBody): readonly TextPlace[] {
  const values = (name: string, texts: readonly string[] = []): readonly TextPlace[] =>
    texts.map((text, index) => ({ path: [name, index], text, use: 'value' }));
  const named = (name: string, texts: Readonly<Record<string, string>> = {}): readonly TextPlace[] =>
    Object.entries(texts).map(([key, text]) => ({ path: [name, key], text, use: 'value' }));
  const on =
    typeof given.on === 'string' ? [{ path: ['on'], text: given.on, use: 'value' as const }] : values('on', given.on);
  return [
    ...on,
    ...values('argv', given.argv),
    ...(given.script === undefined ? [] : [{ path: ['script'], text: given.script, use: 'code' as const }]),
    ...values('args', given.args),
    ...named('env', given.env),
    ...named('secrets', given.secrets),
  ];
}

/** 'runs df -P ${inputs.mount} on ${inputs.host}'. */
export function runDoes(given: RunBody): string {
  const where = isLocal(given.on) ? 'on this machine' : `on ${listOf(given.on ?? LOCAL).join(', ')}`;
  const what = given.argv ? given.argv.join(' ') : `a script of ${linesOf(given.script ?? '')}`;
  return `runs ${what} ${where}${given.as === undefined ? '' : ` as ${given.as}`}`;
}

function linesOf(script: string): string {
  const lines = script.trimEnd().split('\n').length;
  return lines === 1 ? '1 line' : `${lines} lines`;
}
