// The context package: what somebody who is woken reads first.
import { expect, test } from 'vitest';
import {
  age,
  type ContextFacts,
  contextWords,
  TEXT_LIMIT,
  TITLE_LIMIT,
} from '../../electron/engine/core/context-package.ts';

const NOW = Date.UTC(2026, 10, 23, 2, 14);
const MINUTE = 60_000;

const facts = (more: Partial<ContextFacts> = {}): ContextFacts => ({
  at: NOW,
  step: 'step 1 of 2',
  takenBy: '',
  problems: [
    { subject: 'db1', status: 'down', severity: 1, since: NOW - 25 * MINUTE, summary: 'no answer', handling: '' },
  ],
  chain: [],
  behind: { count: 0, names: [] },
  tried: [],
  changes: [],
  told: [],
  links: [],
  note: '',
  callBack: '',
  ...more,
});

test('the title says what, how long, and that nobody has it', () => {
  expect(contextWords(facts()).title).toBe('SEV1 db1 down, 25 min: nobody has it (step 1 of 2)');
  expect(contextWords(facts({ takenBy: 'ada', step: 'by ben' })).title).toContain('in hand (by ben)');
});

test('the text goes from the most urgent on, and says when there is nothing', () => {
  const text = contextWords(
    facts({
      chain: ['ams1-core is down'],
      behind: { count: 12, names: ['web1', 'web2'] },
      tried: [{ at: NOW - 5 * MINUTE, who: 'ada', text: 'db1 acknowledged: restarting it' }],
      told: [{ at: NOW - 10 * MINUTE, who: 'Ben (rota "Network")' }],
      links: [{ title: 'Rack', url: 'https://racks.example.org/4' }],
      callBack: '+31 20 555',
      note: 'two lines\nare kept',
    }),
  ).text;
  expect(text).toBe(
    [
      'Nobody has this in hand (escalation, step 1 of 2).',
      'Call back: +31 20 555',
      'Note:\ntwo lines\nare kept',
      'Broken:\n- SEV1 db1 down since 2026-11-23 01:49 (25 min): no answer',
      'Cause:\n- ams1-core is down',
      'Behind it: 12 hosts: web1, web2 and 10 more',
      'What was tried:\n- 2026-11-23 02:09 ada: db1 acknowledged: restarting it',
      'Changes in the last 24 h: none on record.',
      'Told so far:\n- 2026-11-23 02:04 Ben (rota "Network")',
      'Links:\n- Rack: https://racks.example.org/4',
      'As of 2026-11-23 02:14 UTC.',
    ].join('\n\n'),
  );
});

test('whatever the world looks like, it stays short, and the end of the title is never lost', () => {
  const long = 'ä'.repeat(5_000);
  const lines = Array.from({ length: 500 }, () => ({ at: NOW, who: long, text: long }));
  const problem = { subject: long, status: 'down', severity: 1, since: 0, summary: long, handling: long } as const;
  const huge = facts({
    problems: Array.from({ length: 1_000 }, () => problem),
    chain: Array.from({ length: 1_000 }, () => long),
    behind: { count: 100_000, names: Array.from({ length: 100 }, () => long) },
    tried: lines,
    changes: lines,
    told: lines.map(({ at, who }) => ({ at, who })),
    links: lines.map(() => ({ title: long, url: long })),
    note: long,
    callBack: long,
  });
  const { title, text } = contextWords(huge);
  expect(title.length).toBeLessThanOrEqual(TITLE_LIMIT);
  expect(title).toMatch(/ and 999 more, \d+ d: nobody has it \(step 1 of 2\)$/);
  expect(text.length).toBeLessThanOrEqual(TEXT_LIMIT);
  expect(text).toContain('- and 990 more');
  // A pair of halves is never cut apart.
  const cut = contextWords(facts({ note: '🔥'.repeat(3_000) })).text;
  expect(cut.isWellFormed()).toBe(true);
});

test('durations in the largest unit that says something', () => {
  expect([0, 48_000, MINUTE, 119 * MINUTE, 120 * MINUTE, 310 * MINUTE, 72 * 60 * MINUTE].map(age)).toEqual([
    '0 s',
    '48 s',
    '1 min',
    '119 min',
    '2 h 0 min',
    '5 h 10 min',
    '3 d',
  ]);
});
