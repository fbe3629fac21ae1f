// Files as they come out of bad merges, half-saved editors and bad nights: whatever the text is, reading and judging it comes to
// an end, does not throw, and what is told has a place in the file.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintRunbook, readRunbook } from '../../electron/engine/runbook-format/index.ts';
import { SAMPLE } from './runbook-format-makers.ts';
import { FACTS } from './runbook-lint-cases.ts';

const LINES = SAMPLE.split('\n');
const place = fc.nat({ max: LINES.length - 1 });
type Change = (lines: readonly string[]) => readonly string[];

const cutLine = place.map(
  (at): Change =>
    (lines) =>
      lines.toSpliced(at, 1),
);
const twice = place.map(
  (at): Change =>
    (lines) =>
      lines.toSpliced(at, 0, lines[at] ?? ''),
);
const moved = fc.tuple(place, place).map(
  ([from, to]): Change =>
    (lines) =>
      lines.toSpliced(from, 1).toSpliced(to, 0, lines[from] ?? ''),
);
const indented = fc.tuple(place, fc.constantFrom('', ' ', '   ', '\t', '      ')).map(
  ([at, room]): Change =>
    (lines) =>
      lines.toSpliced(at, 1, room + (lines[at] ?? '').trimStart()),
);
const half = fc.tuple(place, fc.nat({ max: 80 })).map(
  ([at, keep]): Change =>
    (lines) => [...lines.slice(0, at), (lines[at] ?? '').slice(0, keep)],
); // prettier-ignore
const put = fc
  .tuple(
    place,
    fc.nat({ max: 60 }),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '{',
        '[',
        '&a ',
        '*a',
        '"',
        "'",
        ': ',
        '- ',
        '#',
        '${',
        '}',
        '!!x ',
        '|\n',
        'goto:',
        '<x>',
        'TODO',
      ),
    ),
  )
  .map(
    ([at, column, text]): Change =>
      (lines) =>
        lines.toSpliced(at, 1, (lines[at] ?? '').slice(0, column) + text + (lines[at] ?? '').slice(column)),
  ); // prettier-ignore
const changes = fc.array(fc.oneof(cutLine, twice, moved, indented, half, put), { minLength: 1, maxLength: 4 });

function judge(text: string): void {
  const reading = readRunbook(text, 'fuzzed.yaml');
  const findings = [...reading.findings, ...lintRunbook(reading, text, FACTS)];
  const lines = text.split(/\r\n|[\r\n]/);
  for (const finding of findings) {
    expect(finding.line).toBeGreaterThanOrEqual(1);
    expect(finding.line).toBeLessThanOrEqual(lines.length + 1);
    expect(finding.column).toBeGreaterThanOrEqual(1);
    expect(finding.message).not.toBe('');
    expect(finding.rule).toMatch(/^[a-z-]+$/);
  }
  const isClean = reading.findings.every(({ severity }) => severity !== 'error');
  expect(reading.runbook !== null || !isClean).toBe(true);
  expect(reading.hash !== '').toBe(isClean);
}

test('a runbook that was mangled line by line', () => {
  fc.assert(
    fc.property(changes, (list) =>
      judge(list.reduce((lines, change) => change(lines), LINES as readonly string[]).join('\n')),
    ),
    { numRuns: 1_000 },
  );
}, 60_000);

test('a runbook with bytes that went astray', () => {
  const bytes = Buffer.from(SAMPLE);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }),
      (flips) => {
        const mangled = Buffer.from(bytes);
        for (const [at, value] of flips) mangled[at] = value;
        judge(mangled.toString('utf8'));
      },
    ),
    { numRuns: 600 },
  );
}, 60_000);

test('text that is no runbook at all', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.json()), (text) => judge(text)),
    { numRuns: 1_000 },
  );
}, 60_000);
