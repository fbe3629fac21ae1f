// What reports are made of: names of files, times in a zone, charts, and text from anywhere that stays text.
import { expect, test } from 'vitest';
import { EXPORT_FORMS } from '../../electron/contract/api/incidents.ts';
import { escapeMarkdown, tamedMarkdown } from '../../electron/engine/exporters/escape.ts';
import { fileNameOf } from '../../electron/engine/exporters/exporter.ts';
import { exporterOf, exporters } from '../../electron/engine/exporters/index.ts';
import { svgChart } from '../../electron/engine/exporters/svg-chart.ts';
import { localText, spanText, utcText } from '../../electron/engine/exporters/times.ts';
import { AT, chained, sourceOf } from './incident-export-makers.ts';

test('every form of the contract has its exporter, in the contract’s order', () => {
  expect(exporters.map(({ form }) => form)).toEqual([...EXPORT_FORMS]);
});

test('a file is called by number and title, and by nothing a file system refuses', () => {
  const named = (title: string, form: (typeof EXPORT_FORMS)[number] = 'markdown') =>
    fileNameOf(exporterOf(form), { number: 'INC-2026-0042', title });
  expect(named('Core switch down', 'review-pdf')).toBe('INC-2026-0042 Core switch down - review.pdf');
  expect(named('../../etc/passwd\0: "x" <y> | con.')).toBe('INC-2026-0042 .. .. etc passwd x y con.md');
  expect(named('Störung in Zürich 🔥')).toBe('INC-2026-0042 Störung in Zürich.md');
  expect(named('x'.repeat(300)).length).toBeLessThan(90);
});

test('the hour that comes twice in autumn is told apart', () => {
  const first = Date.UTC(2026, 9, 25, 0, 30);
  expect(localText(first, 'Europe/Berlin')).toBe('2026-10-25 02:30:00 +02:00');
  expect(localText(first + 3_600_000, 'Europe/Berlin')).toBe('2026-10-25 02:30:00 +01:00');
  expect(utcText(first)).toBe('2026-10-25 00:30:00');
});

test('spans are cut, never rounded up', () => {
  expect([0, 999, 59_999, 3_599_999, 4 * 3_600_000 + 12 * 60_000, 90_000_000, -61_000].map(spanText)).toEqual([
    '0 ms',
    '999 ms',
    '59 s',
    '59 min 59 s',
    '4 h 12 min',
    '1 d 1 h',
    '−1 min 1 s',
  ]);
});

test('plain text has no say in Markdown', () => {
  expect(escapeMarkdown('# a | b\n* [x](y) <b>_z_')).toBe('\\# a \\| b \\* \\[x\\](y) \\<b\\>\\_z\\_');
  expect(escapeMarkdown('- 1. no list')).toBe('\\- 1. no list');
  expect(escapeMarkdown('1. no list')).toBe('1\\. no list');
});

test('what an operator typed keeps its Markdown, and loses what runs or is fetched', () => {
  expect(
    tamedMarkdown('**b** <img src=x> ![p](http://127.0.0.1/p) [j](JavaScript:alert(1))\n[r]: data:text/html,x'),
  ).toBe('**b** \\<img src=x> [p](http://127.0.0.1/p) [j](about:blank#alert(1))\n[r]: about:blank#text/html,x');
});

test('hostile words everywhere: the page holds no tag, handler or address of theirs', () => {
  const evil = `"><script>alert(1)</script><img src=http://127.0.0.1:9/x onerror=alert(1)>`;
  const entries = chained([{ text: evil, actor: { type: 'operator', name: evil } }]).map((entry) => ({
    ...entry,
    body: `${evil}\n\n[x](javascript:alert(1)) ![p](http://127.0.0.1:9/p.png)\n\n<iframe src="http://127.0.0.1:9">`,
    attachment: { sha256: 'e'.repeat(64), bytes: 3, name: `${evil}.png`, type: 'image/png' },
    redacted: null,
  }));
  const source = {
    ...sourceOf(
      { title: evil, summary: evil, openedBy: evil, tags: [evil], tickets: [{ system: evil, id: evil, url: '' }] },
      entries,
    ),
    series: [{ host: evil, check: evil, metric: evil, unit: evil, at: [AT], avg: [1], min: [1], max: [1] }],
  };
  for (const form of ['html', 'review-html'] as const) {
    const page = exporterOf(form).write(source);
    expect(page).not.toMatch(/<(script|iframe|img)[\s>]/i);
    // Inside of quotes it is an attribute's text.
    expect(page.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/i);
    expect(page).not.toContain('href="javascript:');
    expect(page.match(/<style/g)).toHaveLength(1);
  }
});

test('a chart draws what was measured and leaves holes where nothing was', () => {
  const series = {
    host: 'web1',
    check: 'http',
    metric: 'rtt',
    unit: 'ms',
    at: [0, 10, 20, 30, 40],
    avg: [1, 2, null, 4, null],
    min: [1, 2, null, 3, null],
    max: [1, 3, null, 5, null],
  };
  const svg = svgChart(series, 0, 50, [
    { at: 25, label: 'detected' },
    { at: 99, label: 'outside' },
  ]);
  expect(svg.match(/<polyline/g)).toHaveLength(1);
  expect(svg.match(/<circle/g)).toHaveLength(1);
  expect(svg).toContain('>detected<');
  expect(svg).not.toContain('outside');
  expect(svg).toContain('>5 ms<');
  expect(svgChart({ ...series, avg: [], min: [], max: [], at: [] }, 0, 50, [])).toBe('');
});
