// What the linter tells an author by day, so that nobody meets it at night: each rule has a runbook that trips exactly it, and
// ▸ stands right before the place that must be named.
import { expect, test } from 'vitest';
import { lintRunbook, readRunbook } from '../../electron/engine/runbook-format/index.ts';
import type { LintFacts } from '../../electron/engine/runbook-format/reading.ts';
import { LOOK, runbook, SAMPLE } from './runbook-format-makers.ts';
import { CASES, CHANGE, FACTS, HOST, NOW } from './runbook-lint-cases.ts';

/** 'line:column severity rule' of everything, the reader's findings too. */
const told = (text: string, facts: LintFacts = FACTS): readonly string[] => {
  const reading = readRunbook(text, 'small.yaml');
  return [...reading.findings, ...lintRunbook(reading, text, facts)].map(
    ({ line, column, severity, rule }) => `${line}:${column} ${severity} ${rule}`,
  );
};

function marked(text: string): { readonly text: string; readonly place: string } {
  const before = text.slice(0, text.indexOf('▸'));
  const line = before.split('\n').length;
  return { text: text.replace('▸', ''), place: `${line}:${before.length - before.lastIndexOf('\n')}` };
}

test.each(CASES.map((one, index) => [`${index + 1}. ${one.rule}`, one] as const))(
  '%s',
  (_name, { rule, text: withMark, severity = 'error', facts }) => {
    const { text, place } = marked(withMark);
    expect(told(text, facts)).toEqual([`${place} ${severity} ${rule}`]);
  },
);

test('the sample of the specification has nothing to find', () => {
  expect(told(SAMPLE)).toEqual([]);
});

test('what the facts do not hold is not judged', () => {
  const text = runbook(`  - id: df
    title: Look
    run: { on: web9, argv: [df] }
    risk: read-only
  - id: other
    title: The other
    call: { runbook: nobody-has-it }
  - id: probe
    title: Probe
    check: { kind: made-up, host: web9 }
`);
  expect(told(text, { now: NOW })).toEqual([]);
});

test('a loop that is bounded, and a branch that comes back to where it was not yet, are fine', () => {
  expect(
    told(
      runbook(`  - id: look
    title: Look
    maxVisits: 3
    manual: { text: Look. }
  - id: again
    title: Again?
    ask: { question: Again?, options: [{ label: Yes, goto: look }, { label: Fixed, goto: fix }], default: end }
  - id: mend
    title: Mend
    aside: true
    manual: { text: Mend. }
    then: end
  - id: fix
    title: Fix
    manual: { text: Fix. }
    then: mend
`),
    ),
  ).toEqual([]);
});

test('a way back and its proof are reached by the change they belong to', () => {
  expect(
    told(
      runbook(
        `${CHANGE.replace('rollback: none', 'rollback: undo')}  - id: undo
    title: Undo it
    run: { on: '\${inputs.host}', argv: [systemctl, stop, web] }
    risk: safe-write
    verify: stopped
    rollback: none
  - id: stopped
    title: Is it down again?
    aside: true
    check: { kind: tcp, host: '\${inputs.host}', port: 80, expect: critical }
`,
        HOST,
      ),
    ),
  ).toEqual([]);
});

test('scripts may redirect, and Markdown may hold tags and addresses', () => {
  expect(
    told(
      runbook(
        `  - id: list
    title: List
    about: One<br>two, see <https://example.org/> and 3 < 4 > 2.
    run:
      script: |
        cat <<EOF >/dev/null 2>&1
        <html>
        EOF
        mktemp /tmp/XXXXXX
    risk: read-only
`,
        'state: active\n',
      ),
    ),
  ).toEqual([]);
});

/** A library of runbooks that call each other, by id. */
const library = (
  calls: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, ReturnType<typeof readRunbook>> =>
  new Map(
    Object.entries(calls).map(([id, called]) => {
      const steps = called.map(
        (one, index) => `  - id: call-${index + 1}\n    title: Call\n    call: { runbook: ${one} }\n`,
      );
      const text = runbook(`${LOOK}${steps.join('')}`).replace('id: small', `id: ${id}`);
      return [id, readRunbook(text, `${id}.yaml`)];
    }),
  );

function findingsIn(books: ReturnType<typeof library>, id: string): readonly string[] {
  const runbooks = new Map([...books].flatMap(([name, { runbook: one }]) => (one ? [[name, one] as const] : [])));
  const { runbook: own } = books.get(id)!;
  const steps = own!.steps
    .slice(1)
    .map(
      ({ body }) =>
        `  - id: c-${String(body.runbook)}\n    title: Call\n    call: { runbook: ${String(body.runbook)} }\n`,
    );
  const text = runbook(`${LOOK}${steps.join('')}`).replace('id: small', `id: ${id}`);
  const reading = readRunbook(text, `${id}.yaml`);
  return lintRunbook(reading, text, { ...FACTS, runbooks }).map(
    ({ rule, path, message }) => `${rule} ${path} ${message}`,
  );
}

test('calls go three deep; the fourth is told where it begins, and a circle where it is closed', () => {
  const deep = library({ a: ['b'], b: ['c'], c: ['d'], d: ['e'], e: [] });
  expect(findingsIn(deep, 'a')).toEqual([
    'call-depth steps[1].call.runbook calls go 4 deep from here, at most 3 may: call the inner ones directly',
  ]);
  expect(findingsIn(deep, 'b')).toEqual([]);
  const circle = library({ a: ['b'], b: ['c'], c: ['b'] });
  expect(findingsIn(circle, 'a')).toEqual([]);
  expect(findingsIn(circle, 'c').join()).toMatch(/^call-cycle .* in a circle: c → b → c;/);
});

test('a call gives what is asked for, by the names that are asked for', () => {
  const called = readRunbook(
    runbook(LOOK, 'inputs:\n  service: { type: string }\n  keep: { type: integer, default: 7 }\n').replace(
      'id: small',
      'id: other',
    ),
    'o',
  );
  const text = runbook(`  - id: other\n    title: Other\n    call: { runbook: other, inputs: { servce: web } }\n`);
  const reading = readRunbook(text, 's');
  const findings = lintRunbook(reading, text, { ...FACTS, runbooks: new Map([['other', called.runbook!]]) });
  expect(findings.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
    '9:22 other asks for "service": give it under inputs',
    '9:39 other has no input "servce": did you mean "service"?',
  ]);
});

test('where a missing host keeps nobody from working, it is a warning', () => {
  const text = runbook(`  - id: df\n    title: Look\n    run: { on: web9, argv: [df] }\n    risk: read-only\n`);
  expect(told(text, { ...FACTS, hosts: new Set(['web1']), missing: 'warning' })).toEqual(['9:16 warning unknown-host']);
});
