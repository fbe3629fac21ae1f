// What a `check` step may say: which check is run, what is expected of it, how often, for how long.
import { z } from 'zod';
import type { JsonObject } from '../../contract/model/check.ts';
import { STATUSES, type Status } from '../../contract/model/result.ts';
import { durationWords } from '../core/duration.ts';
import { duration, line, ms, valueText } from './fields.ts';
import type { TextPlace } from './step.ts';

const status = z.enum(STATUSES);

const own = {
  rerun: z
    .literal('problem')
    .optional()
    .meta({ title: 'Rerun', description: 'problem: the check whose problem the run was started from.' }),
  host: valueText('Host', `Name of a host of the inventory, or \${…} that gives one.`, 1_000).optional(),
  check: line('Check', 'Name of a check of that host, as the inventory has it.', 128).optional(),
  kind: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be the name of a kind of check: ping, http, …')
    .optional()
    .meta({
      title: 'Kind',
      description: 'Kind of a check made up here: ping, http, tcp, …; what else stands here is its configuration.',
    }),
  config: z.record(z.string(), z.json()).optional().meta({
    title: 'Config',
    description:
      'Configuration of a check made up here, where a name of it means something else in this place (expect).',
  }),
  expect: z
    .union([status, z.array(status).min(1, 'name at least one status')])
    .default(['ok'])
    .meta({ title: 'Expect', description: 'Statuses that are right: ok, warning, critical, unknown. ok unless said.' }),
  times: z
    .int()
    .min(1)
    .max(1_000)
    .default(1)
    .meta({ title: 'Times', description: 'So many right results in a row; 1 unless said otherwise.' }),
  every: duration('Every', 'From one run of the check to the next; 15s unless said otherwise.', 86_400_000).optional(),
  within: duration(
    'Within',
    'Until it holds, for so long; left out: the first wrong result is the end of it.',
    7 * 86_400_000,
  ).optional(),
  timeout: duration('Timeout', 'Of one run of the check; 10s unless said otherwise.', 600_000).optional(),
};
const OWN = new Set(Object.keys(own));

/** Names that say where a check comes from; for the message. */
const FORMS = 'rerun: problem; or host and check; or kind and host, with the configuration of the kind';

export const checkBody = z
  .looseObject(own)
  .superRefine((given, context) => {
    const say = (path: readonly string[], message: string): void => {
      context.addIssue({ code: 'custom', path: [...path], message });
    };
    const more = Object.keys(given).filter((key) => !OWN.has(key));
    if (given.kind === undefined && more.length > 0) {
      context.addIssue({ code: 'unrecognized_keys', keys: more, path: [], input: given });
    }
    if (given.rerun !== undefined) {
      for (const key of ['host', 'check', 'kind', 'config'] as const) {
        if (given[key] !== undefined) say([key], 'does not go together with rerun: problem');
      }
      return;
    }
    if (given.kind === undefined && given.check === undefined) return say([], `must say which check: ${FORMS}`);
    if (given.kind !== undefined && given.check !== undefined) {
      say(['check'], `does not go together with kind: either a check of the inventory or one made up here`);
    }
    if (given.kind === undefined && given.config !== undefined) say(['config'], 'belongs to a check made up by kind');
    if (given.host === undefined) say(['host'], 'must name the host');
    for (const key of more.filter((one) => Object.hasOwn(given.config ?? {}, one))) {
      say(['config', key], 'stands twice: here and beside config');
    }
  })
  .meta({ title: 'Check', description: `A check run now: ${FORMS}.` });
export type CheckBody = z.output<typeof checkBody>;

export const DEFAULT_EVERY_MS = 15_000;
export const DEFAULT_TIMEOUT_MS = 10_000;

/** What is expected, in one shape. */
export function expectation(given: CheckBody) {
  const expect: readonly Status[] = typeof given.expect === 'string' ? [given.expect] : given.expect;
  return {
    expect,
    times: given.times,
    everyMs: given.every === undefined ? DEFAULT_EVERY_MS : ms(given.every),
    withinMs: given.within === undefined ? null : ms(given.within),
    timeoutMs: given.timeout === undefined ? DEFAULT_TIMEOUT_MS : ms(given.timeout),
  };
}

/** 'ok 3 times in a row, every 15 s, within 5 min'. */
export function expectationWords(given: CheckBody): string {
  const { expect, times, everyMs, withinMs } = expectation(given);
  const again = times > 1 || withinMs !== null;
  return [
    `${expect.join(' or ')}${times > 1 ? ` ${times} times in a row` : ''}`,
    ...(again ? [`every ${durationWords(everyMs)}`] : []),
    ...(withinMs === null ? [] : [`within ${durationWords(withinMs)}`]),
  ].join(', ');
}

/** Configuration of a check made up here. */
export function configOf(given: CheckBody): JsonObject {
  const beside = Object.entries(given).filter(([key]) => !OWN.has(key));
  return { ...(Object.fromEntries(beside) as JsonObject), ...given.config };
}

/** Names of a configuration that say what is executed, or as whom, or with what secret: no value belongs in there. */
const FIXED = new Set(['command', 'script', 'user', 'auth', 'keyFile', 'passphrase', 'password', 'over']);

export function checkTexts(given: CheckBody): readonly TextPlace[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['host', given.host],
    ['check', given.check],
  ];
  const beside = Object.entries(given).filter(([key]) => !OWN.has(key));
  return [
    ...named.flatMap(([name, text]) => (text === undefined ? [] : [{ path: [name], text, use: 'value' as const }])),
    ...beside.flatMap(([key, value]) => textsIn(value, [key], use(key))),
    ...Object.entries(given.config ?? {}).flatMap(([key, value]) => textsIn(value, ['config', key], use(key))),
  ];
}

const use = (key: string): TextPlace['use'] => (FIXED.has(key) ? 'code' : 'value');

function textsIn(value: unknown, path: readonly (string | number)[], how: TextPlace['use']): readonly TextPlace[] {
  if (typeof value === 'string') return [{ path, text: value, use: how }];
  if (typeof value !== 'object' || value === null) return [];
  const inside: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((one, index) => [index, one] as const)
    : Object.entries(value);
  return inside.flatMap(([key, one]) => textsIn(one, [...path, key], how));
}
