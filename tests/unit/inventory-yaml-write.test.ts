// What is written is read back to exactly the same, whatever people have typed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { plainOf, readYaml } from '../../electron/engine/importers/yaml-tree.ts';
import { asYaml, raw } from '../../electron/engine/importers/yaml-write.ts';
import { notes } from '../support/inventories.ts';

function read(text: string): unknown {
  const steps = readYaml(text);
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    expect(step.value.faults, text).toEqual([]);
    return step.value.root && plainOf(step.value.root);
  }
}

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    notes,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom('no', 'a b', '1', '__proto__', '<<', '# a', 'a:'), fc.string({ maxLength: 8 })),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

test('any plain data comes back as it was', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(read(asYaml({ value }))).toEqual({ value: JSON.parse(JSON.stringify(value)) });
    }),
    { numRuns: 2_000 },
  );
});

test('other readers of YAML read the same, those of YAML 1.1 (Ansible, PyYAML) too', () => {
  fc.assert(
    fc.property(
      notes.filter((text) => !/^\d{4}-\d\d-\d\d$/.test(text)),
      (text) => {
        const written = asYaml({ text, list: [text], flow: raw.flow([text]) });
        const expected = { text, list: [text], flow: [text] };
        expect(parse(written)).toEqual(expected);
        expect(parse(written, { version: '1.1' }), written).toEqual(expected);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('it reads as a person would have written it', () => {
  const text = asYaml({
    watchfloor: 1,
    hosts: [
      {
        name: 'web1',
        address: '10.0.4.17',
        tags: raw.flow(['linux', 'a:b', 'no']),
        parents: ['sw1', raw.flow({ host: 'sw2', group: 'uplink-b' })],
        asset: { supportEndsOn: '2027-03-31', serial: '0123' },
        notes: 'Wakes slowly.\n\nCall facilities first.\n',
        links: [{ title: 'iLO', url: 'https://10.0.5.17/a?b=c' }],
        checks: [],
      },
    ],
  });
  expect(text).toBe(`watchfloor: 1
hosts:
  - name: web1
    address: 10.0.4.17
    tags: [linux, "a:b", "no"]
    parents:
      - sw1
      - { host: sw2, group: uplink-b }
    asset:
      supportEndsOn: 2027-03-31
      serial: "0123"
    notes: |
      Wakes slowly.

      Call facilities first.
    links:
      - title: iLO
        url: https://10.0.5.17/a?b=c
    checks: []
`);
});
