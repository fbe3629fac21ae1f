// Inventories made by chance: names in several scripts, words that other programs take for numbers, notes of every shape.
import fc from 'fast-check';
import { hostInput, hostName, label } from '../../electron/contract/model/host.ts';
import { nameKey } from '../../electron/contract/model/name-key.ts';
import { type NewCheck, newCheck, type TemplateInput } from '../../electron/contract/model/template.ts';

/** Text that YAML has other ideas about. */
const TREACHEROUS = [
  'yes',
  'no',
  'on',
  'OFF',
  'true',
  'Null',
  'null',
  '~',
  '1',
  '-1',
  '0x1F',
  '0o17',
  '1e3',
  '.5',
  '5.',
  '.inf',
  '12:30:45',
  '1_000',
  '2027-03-31',
  '2027-03-31T10:00:00Z',
  'a: b',
  'a #b',
  '# a',
  '- a',
  '? a',
  '! a',
  '& a',
  '* a',
  '| a',
  '> a',
  '% a',
  '@a',
  '`a`',
  '"',
  "'",
  '\\',
  '{a}',
  '[a]',
  ',',
  'a,b',
  '<<',
  '=',
  '---',
  '...',
  '10.0.0.1',
  'a:',
  ':a',
  'a\u00a0',
  '\u2028',
  '\u0085',
  '\ufeffx',
  'ünï',
  '日本',
  '🙂',
  '\u0000',
  '\t',
  'a\tb',
  '\u001b[31m',
  '\u200b',
]; // prettier-ignore

const anyLine = fc.oneof(
  fc.constantFrom(...TREACHEROUS),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed()),
);

export const notes = fc.oneof(
  anyLine,
  fc
    .array(fc.oneof(anyLine, fc.constantFrom('', ' ', '  indented', 'trailing  ', '\ttab', '# no comment', '- item')), {
      maxLength: 6,
    })
    .map((lines) => lines.join('\n')),
  fc.constantFrom(
    '\n',
    '\n\n',
    ' \n',
    'a\n\n\n',
    '\na',
    'a\r\nb',
    'a\rb',
    '  a\n b',
    'a\n  b\n',
    'a \nb',
    '---\na',
    '...\na',
    '%YAML 1.1\n---',
  ),
);

const accepted = <Value extends string>(schema: {
  safeParse(value: unknown): { success: boolean; data?: Value | undefined };
}) =>
  fc
    .oneof(anyLine, fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,12}$/u))
    .filter((text) => schema.safeParse(text).success && schema.safeParse(text).data === text) as fc.Arbitrary<string>;

export const hostNames = accepted(hostName);
export const labels = accepted(label);
const line = anyLine.filter(
  (text) => hostInput.shape.asset.safeParse({ serial: text }).success && text === text.trim(),
);

const check = (name: fc.Arbitrary<string>): fc.Arbitrary<NewCheck> =>
  fc
    .record({
      name,
      alive: fc.boolean(),
      enabled: fc.boolean(),
      ...{ kind: fc.constantFrom('ping', 'http') },
      body: anyLine,
      packets: fc.integer({ min: 1, max: 20 }),
      intervalMs: fc.constantFrom(60_000, 90_000, 1_500, 3_600_000, 86_400_000, 61_001),
      retryIntervalMs: fc.constantFrom(15_000, 1_000, 7_200_000),
      maxAttempts: fc.integer({ min: 1, max: 20 }),
      recoverAfter: fc.integer({ min: 1, max: 20 }),
      timeoutMs: fc.constantFrom(10_000, 100, 1_250),
      timeoutStatus: fc.constantFrom('warning', 'critical', 'unknown'),
      flapDetection: fc.boolean(),
    })
    .map(({ name, alive, enabled, kind, body, packets, ...policy }) => {
      const timeoutMs = Math.min(policy.timeoutMs, policy.intervalMs - 1);
      const config =
        kind === 'ping'
          ? packets === 5
            ? {}
            : { packets }
          : { method: 'POST', body, headers: ['X-A: b: c', 'Accept: */*'] };
      return newCheck.parse({ name, alive, enabled, kind, config, policy: { ...policy, timeoutMs } });
    });

const unique = <Thing extends { readonly name: string }>(
  things: fc.Arbitrary<Thing>,
  options: { minLength?: number; maxLength: number },
) => fc.uniqueArray(things, { ...options, selector: (thing) => nameKey(thing.name) });

const oneAlive = (checks: readonly NewCheck[]): NewCheck[] => {
  const first = checks.findIndex((one) => one.alive);
  return checks.map((one, index) => ({ ...one, alive: index === first }));
};

/** Each check on some of those before it. */
const dependent = (checks: readonly NewCheck[], on: readonly boolean[]): NewCheck[] =>
  checks.map((one, index) => ({ ...one, dependsOn: on[index] ? checks.slice(0, index).map(({ name }) => name) : [] }));

const checks = (options: { minLength?: number; maxLength: number }) =>
  fc
    .tuple(unique(check(labels), options), fc.array(fc.boolean(), { maxLength: options.maxLength }))
    .map(([made, on]) => dependent(oneAlive(made), on));

const TAGS = ['linux', 'web', 'no', '1e3', '2027-03-31', 'a b', 'a:b', 'ünï'];

export const templates: fc.Arbitrary<readonly TemplateInput[]> = unique(
  fc.record({ name: labels, tag: fc.constantFrom(...TAGS), checks: checks({ minLength: 1, maxLength: 3 }) }),
  { maxLength: 3 },
);

export const hosts = unique(
  fc.record({
    name: hostNames,
    address: fc.constantFrom('10.0.4.17', '::1', '[::1]', 'web.example.org', '1', '1e3', 'no', 'ünï.example.org'),
    site: fc.oneof(fc.constant('main'), labels),
    role: fc.oneof(fc.constant(''), labels),
    tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 }),
    notes,
    asset: fc.record({
      tag: fc.oneof(fc.constant(''), line),
      serial: fc.oneof(fc.constant(''), line),
      lifecycle: fc.constantFrom('' as const, 'in-service' as const),
      supportEndsOn: fc.constantFrom('', '2027-03-31'),
    }),
    links: fc.array(
      fc.record({
        title: line.filter((text) => text !== ''),
        url: fc.constantFrom(
          'https://10.0.5.17/',
          'https://a.example/?q=a: b#c'.replace(' ', ''),
          'mailto:noc@example.org',
        ),
      }),
      { maxLength: 2 },
    ),
    checks: fc.oneof(fc.constant([]), checks({ maxLength: 3 })),
    /** Places of hosts before it in the list, and the group. */
    parents: fc.uniqueArray(
      fc.record({ back: fc.integer({ min: 1, max: 4 }), group: fc.oneof(fc.constant(''), labels) }),
      {
        maxLength: 2,
        selector: ({ back }) => back,
      },
    ),
  }),
  { maxLength: 6 },
);
