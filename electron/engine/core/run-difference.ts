// What differs between two texts, line by line, as `diff -u` writes it: three lines around each change. For texts of some
// thousand lines; two that have hardly a line in common are shown as one taken out and one put in.

export interface DifferenceNames {
  readonly before: string;
  readonly after: string;
}

type Edit = { readonly sign: ' ' | '-' | '+'; readonly line: string };

const AROUND = 3;
/** Cells of the table at most: 2,000 changed lines against 2,000. */
const MOST_CELLS = 4_000_000;

/** Unified diff; '' where the texts are the same. */
export function unifiedDifference(before: string, after: string, names: DifferenceNames): string {
  if (before === after) return '';
  const edits = editsOf(before.split('\n'), after.split('\n'));
  return [`--- ${names.before}`, `+++ ${names.after}`, ...hunksOf(edits)].join('\n');
}

/** The ends that are the same are taken off first: what is left to compare is small as a rule. */
function editsOf(a: readonly string[], b: readonly string[]): readonly Edit[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const same = (lines: readonly string[]): Edit[] => lines.map((line) => ({ sign: ' ', line }));
  const middle = between(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))];
}

/** Longest common subsequence: `common[i][j]` is its length for what is left of both from i and j on. */
function between(a: readonly string[], b: readonly string[]): readonly Edit[] {
  const taken = (lines: readonly string[], sign: '-' | '+'): Edit[] => lines.map((line) => ({ sign, line }));
  if (a.length * b.length > MOST_CELLS) return [...taken(a, '-'), ...taken(b, '+')];
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      edits.push({ sign: ' ', line: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      edits.push({ sign: '-', line: a[i] ?? '' });
      i += 1;
    } else {
      edits.push({ sign: '+', line: b[j] ?? '' });
      j += 1;
    }
  }
  return edits;
}

function hunksOf(edits: readonly Edit[]): readonly string[] {
  const lines: string[] = [];
  let [oldLine, newLine] = [1, 1];
  const isNear = (index: number): boolean =>
    edits.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ sign }) => sign !== ' ');
  for (let index = 0; index < edits.length; ) {
    if (!isNear(index)) {
      oldLine += 1;
      newLine += 1;
      index += 1;
      continue;
    }
    let end = index;
    while (end < edits.length && isNear(end)) end += 1;
    const hunk = edits.slice(index, end);
    const [olds, news] = [
      hunk.filter(({ sign }) => sign !== '+').length,
      hunk.filter(({ sign }) => sign !== '-').length,
    ];
    lines.push(`@@ -${oldLine},${olds} +${newLine},${news} @@`, ...hunk.map(({ sign, line }) => `${sign}${line}`));
    oldLine += olds;
    newLine += news;
    index = end;
  }
  return lines;
}
