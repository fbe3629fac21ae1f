// A channel's own wording: what it can name, what it cannot do, and what is refused where it is entered.
import { expect, test } from 'vitest';
import type { Notice, NoticeItem } from '../../electron/contract/model/notice.ts';
import { TEMPLATE_ITEM_NAMES, TEMPLATE_NAMES } from '../../electron/contract/model/notice-template.ts';
import { templateFaults, wordFor } from '../../electron/engine/services/notice-template.ts';
import { durationText, usualText, usualTitle } from '../../electron/engine/services/notice-text.ts';

const AT = Date.UTC(2026, 10, 20, 6, 10, 15);
const SINCE = Date.UTC(2026, 10, 20, 2, 0, 15);

const item = (more: Partial<NoticeItem> = {}): NoticeItem => ({
  alert: 'problem',
  status: 'down',
  severity: 2,
  problemId: null,
  host: 'ams1-core-sw01',
  check: null,
  site: 'ams1',
  tags: ['core', 'switch'],
  summary: '3 of 3 packets lost <b>&amp;',
  since: SINCE,
  ...more,
});

function notice(items: readonly NoticeItem[], more: Partial<Notice> = {}): Notice {
  const about = { kind: 'problem' as const, at: AT, items, heldBehind: 0, links: [], ...more };
  const words = { title: usualTitle(about), text: usualText(about, 'Europe/Berlin') };
  return { id: 'n', severity: 2, conversation: 'c', routeId: null, ...about, ...words };
}
const render = (template: string, of = notice([item()])): string =>
  wordFor({ name: 'mail', title: '', text: template }, of, 'Europe/Berlin').text;

test('the usual wording says what, how bad, since when and what hangs on it', () => {
  const one = notice([item({ summary: '3 of 3 packets lost' })], {
    heldBehind: 300,
    links: [{ title: 'Runbook', url: 'https://wiki.example.org/sw' }],
  });
  expect(one.title).toBe('DOWN ams1-core-sw01 (SEV2)');
  expect(one.text.split('\n')).toEqual([
    'ams1-core-sw01 (ams1): DOWN, SEV2',
    'Since 2026-11-20 02:00:15 UTC (03:00:15 Europe/Berlin).',
    '3 of 3 packets lost',
    '300 more problems hang behind, held back.',
    'Runbook: https://wiki.example.org/sw',
  ]);
});

test('of several the worst gives the title', () => {
  const web = item({ host: 'web1', check: 'http', status: 'critical', severity: 3 });
  const over = item({ host: 'web2', alert: 'recovery', status: 'ok', severity: 1 });
  expect(notice([over, web, item()]).title).toBe('DOWN ams1-core-sw01 and 2 more (SEV2)');
  expect(notice([over], { kind: 'all-clear' }).title).toBe('ALL CLEAR web2');
  expect(notice([over], { kind: 'update' }).title).toBe('OK web2');
});

test.each([
  [45_000, '45 s'],
  [12 * 60_000, '12 min'],
  [250 * 60_000, '4 h 10 min'],
  [240 * 60_000, '4 h'],
  [76 * 3_600_000, '3 d 4 h'],
])('%d ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test('every documented name has something behind it, of the message and of each of its problems', () => {
  const known = Object.keys(TEMPLATE_NAMES).filter((name) => name !== 'heldBehind' && name !== 'check');
  const full = notice([item()], { kind: 'problem', links: [{ title: 'Runbook', url: 'https://example.org/' }] });
  for (const name of known) {
    const filled = render(`{{#${name}}}yes{{/${name}}}`, { ...full, kind: kindFor(name) });
    expect(filled, name).toContain('yes');
  }
  for (const name of Object.keys(TEMPLATE_ITEM_NAMES)) {
    const one = notice([item({ check: 'http', alert: name === 'isRecovery' ? 'recovery' : 'problem' })]);
    expect(render(`{{#items}}{{#${name}}}yes{{/${name}}}{{/items}}`, one), name).toBe('yes');
  }
});

function kindFor(name: string): Notice['kind'] {
  const kinds = {
    isUpdate: 'update',
    isRepeat: 'repeat',
    isAllClear: 'all-clear',
    isEscalation: 'escalation',
  } as const;
  return name in kinds ? kinds[name as keyof typeof kinds] : 'problem';
}

test('a template is put together from them, and nothing is escaped for HTML', () => {
  expect(render('{{severity}} {{state}} {{host}} for {{duration}}: {{summary}}')).toBe(
    'SEV2 DOWN ams1-core-sw01 for 4 h 10 min: 3 of 3 packets lost <b>&amp;',
  );
});

test('unknown names are empty, and so is everything JavaScript would have put there', () => {
  const names = ['nothing', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'items.map', 'items.constructor'];
  for (const name of [...names, 'host.constructor', 'items', '&links', '> partial', 'items.0.constructor']) {
    expect(render(`[{{${name}}}]`), name).toBe('[]');
  }
});

test('a title of nothing but white space is the usual one; line breaks in it become blanks', () => {
  const worded = (title: string) => wordFor({ name: 'mail', title, text: '' }, notice([item()]), 'UTC').title;
  expect(worded('{{nothing}} ')).toBe('DOWN ams1-core-sw01 (SEV2)');
  expect(worded('{{host}}\n{{state}}')).toBe('ams1-core-sw01 DOWN');
});

test('a broken template is refused with its field', () => {
  const faults = (title: string, text: string) => templateFaults({ name: 'mail', title, text }).map(({ path }) => path);
  expect(faults('{{host}}', '{{#items}}{{host}}{{/items}}')).toEqual([]);
  expect(faults('{{#items}}', '')).toEqual(['title']);
  expect(faults('', '{{host')).toEqual(['text']);
  expect(faults('{{/items}}', '{{#a}}{{/b}}')).toEqual(['title', 'text']);
});

test('sections that multiply are refused: no template can stop the engine', () => {
  const deep = `${'{{#items}}'.repeat(8)}x${'{{/items}}'.repeat(8)}`;
  expect(templateFaults({ name: 'mail', title: '', text: deep })).toMatchObject([
    { path: 'text', message: expect.stringContaining('at most 3 deep') },
  ]);
});
