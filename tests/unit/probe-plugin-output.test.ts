// What a plugin printed, as data. The examples of the monitoring-plugins development guidelines, real output of real
// plugins, and whatever else a program can print.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePluginOutput } from '../../electron/engine/probes/plugin-output.ts';
import { parsePerfdata } from '../../electron/engine/probes/plugin-perfdata.ts';

const ended = (code: number | null, signal: string | null = null) => ({ code, signal });
const parse = (text: string, code = 0) => parsePluginOutput(text, ended(code));
const metric = (label: string, value: number | null, more: object = {}) => ({
  label,
  value,
  unit: '',
  warn: null,
  crit: null,
  min: null,
  max: null,
  ...more,
});

describe('the exit code judges', () => {
  test.each([
    [0, 'ok'],
    [1, 'warning'],
    [2, 'critical'],
    [3, 'unknown'],
  ])('%i is %s, whatever the words say', (code, status) => {
    expect(parse('PING CRITICAL - all is lost', code)).toMatchObject({
      status,
      summary: 'PING CRITICAL - all is lost',
    });
  });
  test.each([4, 64, 126, 127, 255, -1])(
    '%i has no meaning: unknown, with the reason and what the plugin said',
    (code) => {
      expect(parse('DISK OK|a=1', code)).toMatchObject({
        status: 'unknown',
        summary: `Exit code ${code}, only 0 to 3 have a meaning: DISK OK`,
        metrics: [metric('a', 1)],
      });
    },
  );
  test('a signal is unknown, also where an exit code is told with it', () => {
    expect(parsePluginOutput('', ended(null, 'SIGSEGV'))).toMatchObject({
      status: 'unknown',
      summary: 'Plugin was ended by signal SEGV',
    });
    expect(parsePluginOutput('OK', ended(0, 'KILL'))).toMatchObject({ status: 'unknown' });
    expect(parsePluginOutput('OK', ended(null))).toMatchObject({
      status: 'unknown',
      summary: 'Nobody said how the plugin ended: OK',
    });
  });
  test('nothing printed is said, and the exit code still judges', () => {
    for (const text of ['', '\n', ' \n\t\n', '|']) {
      expect(parse(text, 2)).toEqual({
        status: 'critical',
        summary: 'Plugin printed no summary',
        long: '',
        metrics: [],
        rejected: [],
      });
    }
  });
});

describe('summary, long output and performance data', () => {
  test("the guidelines' own example, all of its parts", () => {
    // Development guidelines, "Plugin Output": text and performance data on the first line, long text, more data.
    const text = [
      'DISK OK - free space: / 3326 MB (56%); | /=2643MB;5948;5958;0;5968',
      '/ 15272 MB (77%);',
      '/boot 68 MB (69%);',
      '/home 69357 MB (27%);',
      '/var/log 819 MB (84%); | /boot=68MB;88;93;0;98',
      '/home=69357MB;253404;253409;0;253414',
      '/var/log=818MB;970;975;0;980',
    ].join('\n');
    expect(parse(text)).toEqual({
      status: 'ok',
      summary: 'DISK OK - free space: / 3326 MB (56%);',
      long: '/ 15272 MB (77%);\n/boot 68 MB (69%);\n/home 69357 MB (27%);\n/var/log 819 MB (84%);',
      metrics: [
        metric('/', 2643, { unit: 'MB', warn: '5948', crit: '5958', min: 0, max: 5968 }),
        metric('/boot', 68, { unit: 'MB', warn: '88', crit: '93', min: 0, max: 98 }),
        metric('/home', 69357, { unit: 'MB', warn: '253404', crit: '253409', min: 0, max: 253414 }),
        metric('/var/log', 818, { unit: 'MB', warn: '970', crit: '975', min: 0, max: 980 }),
      ],
      rejected: [],
    });
  });
  test('a second bar in the same line belongs to the data, and costs only itself', () => {
    expect(parse('OK | a=1 | b=2')).toMatchObject({ summary: 'OK', rejected: ['|'] });
    expect(parse('OK | a=1 | b=2').metrics.map(({ label }) => label)).toEqual(['a', 'b']);
  });
  test('lines of Windows, blank lines before the first, escapes and control characters do not show', () => {
    const text = '\r\n\u001b[31mDISK\u001b[0m OK\u0007 | a=1\r\nmore\u0000\r\n';
    expect(parse(text)).toMatchObject({ summary: 'DISK OK', long: 'more', metrics: [metric('a', 1)] });
  });
});

describe('performance data', () => {
  const one = (item: string) => {
    const { metrics, rejected } = parsePerfdata(item);
    expect([metrics.length, rejected.length], item).toEqual([1, 0]);
    return metrics[0];
  };
  test.each([
    // Real output of Debian's monitoring-plugins 2.3.
    ['load1=0.100;1.000;1.000;0;', metric('load1', 0.1, { warn: '1.000', crit: '1.000', min: 0 })],
    [
      'rta=0.051000ms;100.000000;500.000000;0.000000',
      metric('rta', 0.051, { unit: 'ms', warn: '100.000000', crit: '500.000000', min: 0 }),
    ],
    ['pl=0%;20;60;0', metric('pl', 0, { unit: '%', warn: '20', crit: '60', min: 0 })],
    ['time=0.004432s;;;0.000000;10.000000', metric('time', 0.004432, { unit: 's', min: 0, max: 10 })],
    ['size=10701B;;;0', metric('size', 10701, { unit: 'B', min: 0 })],
    ['procs=120;200;250;0;', metric('procs', 120, { warn: '200', crit: '250', min: 0 })],
    // The grammar, part by part.
    ["'label with spaces'=1", metric('label with spaces', 1)],
    ["'it''s'=1", metric("it's", 1)],
    ["''''=1", metric("'", 1)],
    ["'a=b'=1", metric('a=b', 1)],
    ["'quoted'=1c", metric('quoted', 1, { unit: 'c' })],
    [
      "'C:\\ Used Space'=21.5GB;0:80;@10:20;0;100",
      metric('C:\\ Used Space', 21.5, { unit: 'GB', warn: '0:80', crit: '@10:20', min: 0, max: 100 }),
    ],
    ['a=U', metric('a', null)],
    ['a=U;10;20', metric('a', null, { warn: '10', crit: '20' })],
    ['a=-5', metric('a', -5)],
    ['a=+5.', metric('a', 5)],
    ['a=.5us', metric('a', 0.5, { unit: 'us' })],
    ['a=1.5e3', metric('a', 1500)],
    ['a=2E-3s', metric('a', 0.002, { unit: 's' })],
    ['a=1e', metric('a', 1, { unit: 'e' })],
    ['a=12KB/s', metric('a', 12, { unit: 'KB/s' })],
    ['a=21°C', metric('a', 21, { unit: '°C' })],
    ['a=5;~:10', metric('a', 5, { warn: '~:10' })],
    ['a=5;10:;:20', metric('a', 5, { warn: '10:', crit: ':20' })],
    ['a=5;;;;', metric('a', 5)],
    ['a=5;1;2;3;4;', metric('a', 5, { warn: '1', crit: '2', min: 3, max: 4 })],
    ['a=5;;;-1.5e2;1e3', metric('a', 5, { min: -150, max: 1000 })],
    ['a=5;U;U;U;U', metric('a', 5)],
  ])('%s', (item, expected) => {
    expect(one(item)).toEqual(expected);
  });

  test.each([
    ['a', 'no value'],
    ['=1', 'no label'],
    ["''=1", 'no label'],
    ["' '=1", 'no label'],
    ['a=', 'no value'],
    ['a=x', 'no number'],
    ['a=1,5', 'a decimal comma'],
    ['a=1,5s', 'a decimal comma'],
    ['a=1.2.3', 'two points'],
    ['a=--1', 'two signs'],
    ['a=NaN', 'no number'],
    ['a=inf', 'no number'],
    ['a=1e999', 'a number beyond all numbers'],
    ['a=0x1f', 'hexadecimal, not 0 of some unit'],
    ['a=b=1', 'two equals signs'],
    ["a'b=1", 'a quote in a label without quotes'],
    ["'a'b=1", 'something between quote and equals sign'],
    ["'a=1", 'a quote that is never closed'],
    ['a=1;x', 'a limit that is no range'],
    ['a=1;20:10', 'a range that ends before it starts'],
    ['a=1;@', 'an empty range'],
    ['a=1;;;1:2', 'a minimum that is no number'],
    ['a=1;;;;5s', 'a maximum with a unit'],
    ['a=1;2;3;4;5;6', 'more fields than there are'],
  ])('%s is set aside: %s, and its neighbours are not', (item) => {
    expect(parsePerfdata(`before=1 ${item} after=2`)).toEqual({
      metrics: [metric('before', 1), metric('after', 2)],
      rejected: [item],
    });
  });
  test('a label with spaces and no quotes loses its first words only', () => {
    expect(parsePerfdata('free space=5')).toEqual({ metrics: [metric('space', 5)], rejected: ['free'] });
  });
  test('an unclosed quote takes its own value with it, no more', () => {
    expect(parsePerfdata("'my disk=5 'good one'=6 c=7")).toEqual({
      metrics: [metric('good one', 6), metric('c', 7)],
      rejected: ["'my disk=5"],
    });
    expect(parsePerfdata("a=1 'my disk").rejected).toEqual(["'my", 'disk']);
  });
});

describe('whatever is printed', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({
      unit: fc.constantFrom(
        "'",
        "''",
        '=',
        ' ',
        '|',
        '\n',
        ';',
        ':',
        '@',
        '~',
        'U',
        '1',
        '.',
        'e',
        '-',
        'a',
        '\u001b[',
        '\r',
      ),
      maxLength: 200,
    }),
  );
  test('never throws, and says a status and a summary in one clean line', () => {
    fc.assert(
      fc.property(text, fc.option(fc.integer({ min: -2, max: 300 })), (output, code) => {
        const report = parsePluginOutput(output, ended(code));
        expect(report.status).toBe(code === null ? 'unknown' : (['ok', 'warning', 'critical'][code] ?? 'unknown'));
        expect(report.summary).not.toMatch(/^$|(?!\t)\p{Cc}/u);
      }),
      { numRuns: 2_000 },
    );
  });
  test('every word of the data is kept or set aside, in its order', () => {
    const data = text.map((some) => some.replaceAll(/[\n\r]/g, ' '));
    fc.assert(
      fc.property(data, (line) => {
        const { metrics, rejected } = parsePerfdata(line);
        const pieces = line.split(/\s+/).filter(Boolean).length;
        expect(metrics.length + rejected.length).toBeLessThanOrEqual(pieces);
        for (const item of rejected) expect(line).toContain(item);
        expect(metrics.length + rejected.length > 0).toBe(pieces > 0);
        for (const { value } of metrics) expect(value === null || Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
  const label = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((some) => !/[\p{Cc}\n\u2028\u2029]/u.test(some) && some.trim() !== '');
  const number = fc
    .oneof(fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true }))
    .map((n) => (Object.is(n, -0) ? 0 : n));
  const good = fc.record({
    label,
    value: number,
    unit: fc.constantFrom('', 's', 'ms', 'us', '%', 'B', 'KB', 'MB', 'GB', 'TB', 'c'),
  });
  const bad = fc.constantFrom('word', 'a=', 'a=1,5', '=7', 'a=1;2;3;4;5;6', 'a=;', '|');
  test('what is written by the grammar is read back, among any number of bad items', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(good, bad), { maxLength: 20 }), (items) => {
        const line = items
          .map((item) =>
            typeof item === 'string'
              ? item
              : `'${item.label.replaceAll("'", "''")}'=${item.value}${item.unit};10:20;~:5`,
          )
          .join(' ');
        const { metrics, rejected } = parsePerfdata(line);
        expect(metrics.map(({ label, value, unit }) => ({ label, value, unit }))).toEqual(
          items.filter((item) => typeof item !== 'string'),
        );
        expect(rejected).toEqual(items.filter((item) => typeof item === 'string'));
      }),
      { numRuns: 1_000 },
    );
  });
  test('hostile lines of half a megabyte are read in linear time', () => {
    // Each of these takes minutes when a line is searched to its end at every item.
    const hostile = ["' ", "'a ''", "'''a ", "''''a ", "a=1 'b ", '= ', "'=", ';'].map((unit) =>
      unit.repeat(500_000 / unit.length),
    );
    const started = performance.now();
    for (const line of hostile) parsePluginOutput(`x|${line}`, ended(0));
    parsePluginOutput('long\n'.repeat(100_000), ended(0));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
