// `when`: a comparison over the values of a run. What hangs on a value that nobody knows is unknown, never guessed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunScope } from '../../electron/engine/core/run-values.ts';
import { type Holds, holds, parseWhen } from '../../electron/engine/core/run-when.ts';

const SCOPE: RunScope = {
  inputs: { env: 'prod', keep: 7, force: true, hosts: ['ams1-web-1', 'ams1-web-2'], off: false, empty: '' },
  hostsOfInputs: {},
  outputs: { usage: { used: 93, free: '12' }, look: { state: 'active' } },
  host: { name: 'ams1-web-1', address: '127.0.0.1', site: 'ams1', role: 'web' },
  incident: null,
  run: { operator: 'A. Brandt', change: '', runbook: 'disk' },
};

test.each<[string, Holds]>([
  [`\${outputs.usage.used} >= 90 and inputs.env in ["prod", "test"] or not run.change == ""`, true],
  ['outputs.usage.used >= 90', true],
  ['outputs.used == 93', true],
  ['outputs.usage.free < 90', true],
  ['outputs.usage.free < "9"', false],
  ['inputs.env == "prod"', true],
  ["inputs.env == 'prod'", true],
  ['inputs.env != "prod"', false],
  ['inputs.keep == "7"', true],
  ['inputs.keep == 7.0', true],
  ['inputs.force', true],
  ['inputs.off', false],
  ['inputs.force == true', true],
  ['not inputs.force', false],
  ['not not inputs.force', true],
  ['not run.change == ""', false],
  ['"ams1-web-2" in inputs.hosts', true],
  ['"ams1-web-3" in inputs.hosts', false],
  ['inputs.keep in [1, 7]', true],
  ['inputs.env in []', false],
  ['inputs.env < "q"', true],
  ['inputs.keep < "many"', false],
  ['inputs.keep > "many"', false],
  ['outputs.look.state == "active" and (inputs.keep > 9 or host.site == "ams1")', true],
  ['false or true and false', false],
  ['(false or true) and true', true],
  ['"a\\"b" == \'a"b\'', true],
  ['incident.number == "INC-2026-0042"', 'unknown'],
  ['outputs.later.found == 1 and false', false],
  ['false and outputs.later.found == 1', false],
  ['outputs.later.found == 1 or true', true],
  ['outputs.later.found == 1 or false', 'unknown'],
  ['not outputs.later.found', 'unknown'],
  ['inputs.env in outputs.later.list', 'unknown'],
  ['(outputs.later.found == 1) == true', 'unknown'],
])('%s: %s', (text, expected) => {
  expect(parseWhen(text)).toMatchObject({ ok: true });
  expect(holds(text, SCOPE)).toBe(expected);
}); // prettier-ignore

test.each<[string, number, RegExp]>([
  ['inputs.env = "prod"', 12, /write ==/],
  ['inputs.env == "prod', 15, /a quote is missing/],
  ['inputs.env == prod', 15, /put text in quotes/],
  ['inputs.env ==', 14, /here stands the end, wanted is a value/],
  ['inputs.a == 1 inputs.b == 2', 15, /join with and, or/],
  ['inputs.a == 1 && true', 15, /write and, or, not/],
  ['(inputs.a == 1', 15, /a closing \)/],
  ['inputs.a in "a"', 13, /a list/],
  ['inputs.a in ["a" "b"]', 18, /a comma or a closing ]/],
  ['"prod"', 7, /compare it/],
  ['usage > 9', 1, /names no value/],
  ['${inputs.a', 1, /a reference is/],
  ['inputs.a == 1 or', 17, /wanted is a value/],
  ['inputs.a.constructor() == 1', 21, /join with and, or/],
  ['a.b; process.exit()', 4, /has no meaning/],
  [`${'('.repeat(200)}true${')'.repeat(200)}`, 33, /nested more than/],
  [`${'not '.repeat(500)}true`, 129, /nested more than/],
])('%j is refused at column %i', (text, column, message) => {
  expect(parseWhen(text)).toEqual({ ok: false, column, message: expect.stringMatching(message) });
  expect(holds(text, SCOPE)).toBe('unknown');
}); // prettier-ignore

test('the values that are read have their columns', () => {
  expect(parseWhen(`inputs.a == 1 and \${ outputs.b.c } in inputs.list`)).toMatchObject({
    references: [
      { path: 'inputs.a', column: 1 },
      { path: 'outputs.b.c', column: 19 },
      { path: 'inputs.list', column: 39 },
    ],
  });
});

test('what belongs to every object is no value of a run', () => {
  for (const text of [
    'inputs.constructor == 1',
    'inputs.__proto__ == 1',
    'outputs.usage.toString == 1',
    'host.constructor == 1',
  ])
    expect(holds(text, SCOPE)).toBe('unknown');
});

/** A condition as text, and what it comes to by a way of its own. */
interface Made {
  readonly text: string;
  readonly value: boolean | null;
}
const VALUES: Readonly<Record<string, number | null>> = { x: 1, y: 2, z: 3, gone: null };
const operand = fc.oneof(
  fc.constantFrom('x', 'y', 'z', 'gone').map((name) => ({ text: `inputs.${name}`, value: VALUES[name] ?? null })),
  fc.integer({ min: -3, max: 5 }).map((value) => ({ text: String(value), value })),
);
const OPERATORS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
const compared = fc.tuple(operand, fc.constantFrom(...Object.keys(OPERATORS)), operand).map(
  ([a, sign, b]): Made => ({
    text: `${a.text} ${sign} ${b.text}`,
    value: a.value === null || b.value === null ? null : (OPERATORS[sign]?.(a.value, b.value) ?? null),
  }),
);
const made = fc.letrec<{ all: Made }>((tie) => ({
  all: fc.oneof(
    { maxDepth: 4 },
    compared,
    tie('all').map((one): Made => ({ text: `not (${one.text})`, value: one.value === null ? null : !one.value })),
    fc.tuple(tie('all'), tie('all')).map(
      ([a, b]): Made => ({
        text: `(${a.text}) and (${b.text})`,
        value: a.value === false || b.value === false ? false : a.value === null || b.value === null ? null : true,
      }),
    ),
    fc.tuple(tie('all'), tie('all')).map(
      ([a, b]): Made => ({
        text: `(${a.text}) or (${b.text})`,
        value: a.value === true || b.value === true ? true : a.value === null || b.value === null ? null : false,
      }),
    ),
  ),
})).all;

test('any condition comes to what its parts come to', () => {
  const scope: RunScope = { ...SCOPE, inputs: { x: 1, y: 2, z: 3 } };
  fc.assert(
    fc.property(made, ({ text, value }) => {
      expect(holds(text, scope)).toBe(value ?? 'unknown');
    }),
    { numRuns: 3_000 },
  );
});

test('not binds closer than and, and closer than or', () => {
  const truth = fc.boolean();
  fc.assert(
    fc.property(truth, truth, truth, (a, b, c) => {
      expect(holds(`${a} or ${b} and ${c}`, SCOPE)).toBe(a || (b && c));
      expect(holds(`${a} and ${b} or ${c}`, SCOPE)).toBe((a && b) || c);
      expect(holds(`not ${a} and ${b}`, SCOPE)).toBe(!a && b);
      expect(holds(`not ${a} or ${b}`, SCOPE)).toBe(!a || b);
    }),
  );
});

test('any text at all is read or refused with a column in it', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'inputs.a',
      '${',
      '}',
      '(',
      ')',
      '[',
      ']',
      ',',
      '"',
      "'",
      '==',
      '<',
      'and',
      'or',
      'not',
      'in',
      'true',
      '7',
      '.',
      ' ',
      '\\',
      '-',
      'é',
      '\0',
    ),
    { maxLength: 30 },
  ); // prettier-ignore
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((list) => list.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const read = parseWhen(text);
        if (!read.ok) {
          expect(read.column).toBeGreaterThanOrEqual(1);
          expect(read.column).toBeLessThanOrEqual(text.length + 1);
        }
      },
    ),
    { numRuns: 3_000 },
  );
});
