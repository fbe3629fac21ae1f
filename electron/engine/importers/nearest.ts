// The name that was probably meant: "unknown key 'adress': did you mean 'address'?"

/** The candidate within two slips (letters changed, left out, added or swapped) of `word`; null when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const key = word.toLowerCase().replaceAll(/[-_ ]/g, '');
  let best: string | null = null;
  let fewest = Math.min(3, Math.max(2, key.length - 1));
  for (const candidate of candidates) {
    const slips = distance(key.slice(0, 64), candidate.toLowerCase());
    if (slips < fewest) [best, fewest] = [candidate, slips];
  }
  return best;
}

/** How the unknown is told: what is near, else all there is. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near ? `did you mean "${near}"?` : `there is ${candidates.join(', ')}`;
}

/** Optimal string alignment distance. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
}
